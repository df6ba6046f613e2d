"""``arenden trana``: examples of own themes in, a model that gives them out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp_arenden.cli import options, output

if TYPE_CHECKING:
    from nlp_arenden.workflows.train_own import Trained

SOME_UNREAD = 1


def trana(
    exempel: Annotated[
        str,
        typer.Argument(metavar="EXEMPEL", help="Mapp med en undermapp för varje tema, eller en fil med JSON-rader."),
    ],
    ut: Annotated[
        str,
        typer.Option("--ut", metavar="MAPP", help="Mapp att skriva modellen i.", show_default=False),
    ],
    modell: options.Modell = None,
    kodare: Annotated[
        str | None,
        typer.Option("--kodare", metavar="SÖKVÄG", help="Mapp med en hämtad textkodare, till exempel KB-BERT."),
    ] = None,
    om: Annotated[bool, typer.Option("--om", help="Ersätt en modell som gjorts tidigare.")] = False,
    max_mb: options.MaxMb = None,
    max_sidor: options.MaxSidor = None,
    max_sekunder: options.MaxSekunder = None,
    ingen_ocr: options.IngenOcr = False,
) -> None:
    """Lär modellen kommunens egna teman av exempel.

    Varje undermapp i EXEMPEL är ett tema med undermappens namn, och varje fil i den ett exempel. Det behövs minst
    4 exempel av ett tema, helst 16 eller fler. Lägg 20–50 vanliga handlingar om annat, från samma kommun, i
    undermappen övrigt: utan dem ges temat till alldeles för många ärenden.

    \b
    Exempel:
      arenden trana exempel/ --ut egna
      arenden trana exempel/ --ut egna --modell noggrann
    """
    from nlp_arenden.modelpack import open_pack
    from nlp_arenden.workflows.train_own import train_own

    settings = options.settings_of(modell, max_mb, max_sidor, max_sekunder, ingen_ocr)
    trained = train_own(
        Path(exempel),
        Path(ut),
        open_pack(settings.modell),
        kodare,
        limits=options.limits_of(settings),
        ocr=settings.ocr,
        again=om,
        on_step=output.tell,
    )
    _tell(trained)
    if trained.unread:
        raise typer.Exit(SOME_UNREAD)


def _tell(trained: "Trained") -> None:
    for unread in trained.unread:
        output.tell(f"Kunde inte läsas: {unread.text}")
    for warning in trained.warnings:
        output.tell(f"Obs: {warning}")
    rows = [("tema", "exempel", "medelprecision (95 %)", "F1")]
    for theme in trained.themes:
        low, high = theme.average_precision_95
        precision = f"{theme.average_precision:.2f} ({low:.2f}–{high:.2f})"
        rows.append(
            (theme.label, str(theme.examples), precision.replace(".", ","), f"{theme.f1:.2f}".replace(".", ","))
        )
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    table = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    output.hand_over("".join(f"{line}\n" for line in table), None)
    output.tell(f"Modellen ligger i {trained.path}. Pröva den:")
    output.tell(f"  arenden sammanfatta HANDLING --modell '{trained.path}'")
