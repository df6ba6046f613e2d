"""``arenden sammanfatta``: one ärende in, its card out."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp_arenden.cli import options, output
from nlp_arenden.errors import UsageError

if TYPE_CHECKING:
    from nlp_arenden.domain.card import CaseAnalysis
    from nlp_arenden.domain.handling import Arende


class Format(StrEnum):
    """How the card is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    MD = "md"


def sammanfatta(
    ctx: typer.Context,
    kalla: Annotated[
        list[str],
        typer.Argument(metavar="KÄLLA...", help="Filer, en mapp med ärendets handlingar, eller - för stdin."),
    ],
    format: Annotated[Format, typer.Option("--format", help="Hur kortet skrivs.")] = Format.TEXT,
    meningar: Annotated[
        int, typer.Option("--meningar", min=1, max=20, metavar="N", help="Antal meningar i sammanfattningen.")
    ] = 4,
    modell: options.Modell = None,
    ut: Annotated[
        Path | None,
        typer.Option("--ut", metavar="FIL", help="Skriv kortet till en fil i stället för på skärmen."),
    ] = None,
    max_mb: options.MaxMb = None,
    max_sidor: options.MaxSidor = None,
    max_sekunder: options.MaxSekunder = None,
    ingen_ocr: options.IngenOcr = False,
) -> None:
    """Sammanfatta ett ärende: vad som föreslås, vad det kostar, vem som har svarat.

    Varje uppgift på kortet visar var i handlingen den står.

    \b
    Exempel:
      arenden sammanfatta tjansteskrivelse.pdf
      arenden sammanfatta arendemapp/ --format html --ut kort.html
    """
    from nlp_arenden.modelpack import open_pack
    from nlp_arenden.pipeline.torchless import block_torch
    from nlp_arenden.workflows.summarize_case import read_case, read_stream, summarize_case

    settings = options.settings_of(modell, max_mb, max_sidor, max_sekunder, ingen_ocr)
    pack = open_pack(settings.modell)
    if ctx.obj.alone and not pack.uses("encoder"):
        block_torch()
    limits = options.limits_of(settings)
    if "-" in kalla:
        if len(kalla) > 1:
            raise UsageError("- (stdin) kan inte blandas med andra källor. Ange antingen - eller filer.")
        arende = read_stream(sys.stdin.buffer, limits, settings.ocr)
    else:
        arende = read_case([Path(source) for source in kalla], limits, settings.ocr)
    card = summarize_case(arende, pack, meningar)
    output.hand_over(_view(card, arende, format, ut), ut)
    for unread in arende.unread:
        output.tell(f"Kunde inte läsas: {unread.text}")
    if arende.unread:
        raise typer.Exit(1)


def _view(card: "CaseAnalysis", arende: "Arende", format: Format, target: Path | None) -> str:
    match format:
        case Format.JSON:
            return card.to_json(indent=2) + "\n"
        case Format.HTML:
            from nlp_arenden.export.html import html_page

            return html_page(card, arende)
        case Format.MD:
            from nlp_arenden.export.markdown import markdown_card

            return markdown_card(card, arende)
        case Format.TEXT:
            from nlp_arenden.export.text import text_card

            return text_card(card, arende, width=output.line_width(target), color=output.wants_color(target))
