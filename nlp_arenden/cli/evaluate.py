"""``arenden utvardera``: how far a model's cards agree with what people have read."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from nlp_arenden.cli import options, output


class Part(StrEnum):
    """Which documents of a corpus are measured."""

    utveckling = "utveckling"
    prov = "prov"
    alla = "alla"


class Format(StrEnum):
    """How the figures are told."""

    md = "md"
    json = "json"


def utvardera(
    korpus: Annotated[list[str], typer.Argument(metavar="KORPUS...", help="Mappar med handlingar och facit.")],
    modell: options.Modell = None,
    data: Annotated[
        str | None, typer.Option("--data", metavar="MAPP", help="Där texterna ligger som korpusen hänvisar till.")
    ] = None,
    part: Annotated[Part, typer.Option("--del", help="Den del av korpusen som mäts.", show_default=True)] = Part.alla,
    grupp: Annotated[
        list[str] | None, typer.Option("--grupp", help="Visa bara dessa grupper, till exempel alla eller brusiga.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="Tabell eller JSON.", show_default=True)] = Format.md,
    fel: Annotated[bool, typer.Option("--fel", help="Räkna upp varje skillnad mot facit.")] = False,
    ut: options.Ut = None,
) -> None:
    """Mät en modells kort mot facit.

    Varje tal står med 95 procents intervall, skattat genom att dra om handlingarna, och med antalet som det räknats på.

    \b
    Exempel:
      arenden utvardera corpora/exempel
      arenden utvardera corpora/husstilar --del prov --modell noggrann
    """
    from nlp_arenden.modelpack import open_pack
    from nlp_arenden.workflows.evaluate_model import evaluate_model

    settings = options.settings_of(modell)
    report = evaluate_model(
        [Path(folder) for folder in korpus],
        open_pack(settings.modell),
        data=Path(data) if data else None,
        part=None if part is Part.alla else part.value,
    )
    text = report.to_json() if form is Format.json else report.to_markdown(grupp or ())
    if fel:
        text += "".join(f"{fault}\n" for fault in report.faults())
    output.hand_over(text, Path(ut) if ut else None)
