"""``arenden tagga``: many ärenden in, one result set out."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp_arenden.cli import options, output
from nlp_arenden.cli.progress import shown_progress
from nlp_arenden.errors import UsageError

if TYPE_CHECKING:
    from nlp_arenden.workflows.tag_register import Report

REGISTERS = (".csv", ".xlsx", ".jsonl", ".db")
LISTED = 20
SOME_FAILED = 1
NONE_READ = 2


def tagga(
    kalla: Annotated[
        list[str],
        typer.Argument(
            metavar="KÄLLA...",
            help="Mappar, filer och mönster. I en mapp är varje fil och varje direkt undermapp ett ärende.",
        ),
    ],
    ut: Annotated[
        str,
        typer.Option("--ut", metavar="MÅL", help="Fil att skriva: .jsonl, .csv eller .db.", show_default=False),
    ],
    arbetare: Annotated[
        int | None,
        typer.Option("--arbetare", min=1, metavar="N", help="Antal processer.", show_default="antalet kärnor"),
    ] = None,
    modell: options.Modell = None,
    om: Annotated[bool, typer.Option("--om", help="Börja om från början i stället för att fortsätta.")] = False,
    max_mb: options.MaxMb = None,
    max_sidor: options.MaxSidor = None,
    max_sekunder: options.MaxSekunder = None,
    ingen_ocr: options.IngenOcr = False,
) -> None:
    """Gör ett kort för varje ärende i mappar och filer, och samla korten i en fil.

    En körning som avbryts fortsätter där den var när samma kommando ges igen. Ärenden som inte går att läsa
    stoppar inget; de räknas upp på slutet och i MÅL.fel.csv.

    \b
    Exempel:
      arenden tagga arenden/ --ut kort.jsonl
      arenden tagga 2023/ 2024/ --ut register.csv --arbetare 8
    """
    from nlp_arenden.modelpack import open_pack
    from nlp_arenden.workflows.tag_register import CardMaker, check_target, tag_register

    check_target(ut)
    for source in kalla:
        if "://" in source or Path(source).suffix.lower() in REGISTERS:
            raise UsageError(f"{source} är ett register, och sådana kan inte läsas ännu. Ange mappar eller filer.")
    settings = options.settings_of(modell, max_mb, max_sidor, max_sekunder, ingen_ocr, arbetare)
    limits = options.limits_of(settings)
    pack = open_pack(settings.modell)
    with shown_progress() as show:
        report = tag_register(
            [Path(source) for source in kalla],
            Path(ut),
            CardMaker(pack.path, limits, settings.ocr),
            pack.stamp.sha256,
            seconds=limits.seconds,
            workers=settings.arbetare or _cores(),
            restart=om,
            on_progress=show,
        )
    _tell(report, ut)
    if report.failures:
        raise typer.Exit(SOME_FAILED if report.cards else NONE_READ)


def _tell(report: "Report", target: str) -> None:
    again = f" ({report.skipped} var klara sedan tidigare)" if report.skipped else ""
    if report.cards:
        output.tell(f"{report.cards} kort i {target}{again}.")
    if not report.failures:
        return
    output.tell(f"{len(report.failures)} ärenden kunde inte läsas helt:")
    for failure in report.failures[:LISTED]:
        output.tell(f"  {failure.namn}: {failure.text.removeprefix(f'{Path(failure.namn).name}: ')}")
    more = f" De övriga {len(report.failures) - LISTED} står bara där." if len(report.failures) > LISTED else ""
    output.tell(f"Alla finns i {target}.fel.csv.{more}")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
