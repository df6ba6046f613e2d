"""``arenden text``: the source text that every place on a card counts in."""

from pathlib import Path
from typing import Annotated

import typer

from nlp_arenden.cli import options, output
from nlp_arenden.errors import NotFound


def text(
    fil: Annotated[str, typer.Argument(metavar="FIL", help="Filen vars text ska visas.")],
    handling: Annotated[
        str | None, typer.Option("--handling", metavar="ID", help="Visa bara en handling, till exempel h2.")
    ] = None,
    max_mb: options.MaxMb = None,
    max_sidor: options.MaxSidor = None,
    max_sekunder: options.MaxSekunder = None,
    ingen_ocr: options.IngenOcr = False,
) -> None:
    """Visa källtexten i en fil, tecken för tecken som ärendekortets ställen räknas.

    Rymmer filen flera handlingar (e-post med bilagor) visas varje under en rad med dess id.

    \b
    Exempel:
      arenden text tjansteskrivelse.pdf
      arenden text brev.eml --handling h2
    """
    from nlp_arenden.workflows.summarize_case import read_case

    settings = options.settings_of(None, max_mb, max_sidor, max_sekunder, ingen_ocr)
    arende = read_case([Path(fil)], options.limits_of(settings), settings.ocr)
    chosen = [one for one in arende.handlingar if handling in (None, one.id)]
    if not chosen:
        ids = ", ".join(one.id for one in arende.handlingar)
        raise NotFound(f"{fil} har ingen handling {handling}. Den har {ids}.")
    if len(chosen) == 1:
        output.hand_over(chosen[0].source, None)
    else:
        output.hand_over("".join(f"=== {one.id} {one.filnamn} ===\n{one.source}\n" for one in chosen), None)
    for unread in arende.unread:
        output.tell(f"Kunde inte läsas: {unread.text}")
    if arende.unread:
        raise typer.Exit(1)
