"""Options that several commands share, and the way from settings to arguments."""

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from nlp_arenden.settings import Settings, read_settings

if TYPE_CHECKING:
    from nlp_arenden.reading import Limits


@dataclass(frozen=True, slots=True)
class Process:
    """The process that a command runs in; ``alone`` when it is the command's own, to set up as it likes."""

    alone: bool


SHARED = Process(alone=False)
Modell = Annotated[
    str | None,
    typer.Option("--modell", metavar="NAMN|SÖKVÄG", help="Modell att använda.", show_default="snabb"),
]
Ut = Annotated[str | None, typer.Option("--ut", metavar="FIL", help="Fil att skriva till, i stället för skärmen.")]
MaxMb = Annotated[int | None, typer.Option("--max-mb", min=1, metavar="N", help="Största fil som läses, i megabyte.")]
MaxSidor = Annotated[
    int | None, typer.Option("--max-sidor", min=1, metavar="N", help="Största antal sidor i en handling.")
]
MaxSekunder = Annotated[
    int | None,
    typer.Option("--max-sekunder", min=1, metavar="N", help="Längsta tid för en handling, i sekunder."),
]
IngenOcr = Annotated[bool, typer.Option("--ingen-ocr", help="Tolka inte text i inskannade sidor.")]


def settings_of(
    modell: str | None = None,
    max_mb: int | None = None,
    max_sidor: int | None = None,
    max_sekunder: int | None = None,
    ingen_ocr: bool = False,
    arbetare: int | None = None,
) -> Settings:
    """The environment's settings with the options of this command line put over them."""
    return read_settings(os.environ).with_options(
        modell=modell,
        max_mb=max_mb,
        max_sidor=max_sidor,
        max_sekunder=max_sekunder,
        ocr=False if ingen_ocr else None,
        arbetare=arbetare,
    )


def limits_of(settings: Settings) -> "Limits":
    """The limits for reading; what the settings leave open keeps the reader's default."""
    from nlp_arenden.reading import Limits

    given = {
        "max_bytes": settings.max_mb * 1_000_000 if settings.max_mb else None,
        "max_pages": settings.max_sidor,
        "seconds": settings.max_sekunder,
    }
    return replace(Limits(), **{name: value for name, value in given.items() if value is not None})
