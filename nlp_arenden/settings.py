"""What the machine decides and no answer depends on: limits, workers, how much is told.

Settings are read by the commands alone, from options and the environment, and are passed inward as arguments.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from nlp_arenden.errors import UsageError

PREFIX = "NLP_ARENDEN_"
YES = frozenset({"1", "ja", "sant", "true", "yes", "on"})
NO = frozenset({"", "0", "nej", "falskt", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of one run; None leaves the choice to the layer that owns the default.

    Args:
        modell: name or path of the model package (``NLP_ARENDEN_MODELL``).
        arbetare: number of worker processes for a batch run (``NLP_ARENDEN_ARBETARE``).
        max_mb: largest file, in megabytes of 1 000 000 bytes (``NLP_ARENDEN_MAX_MB``).
        max_sidor: largest number of pages in a document (``NLP_ARENDEN_MAX_SIDOR``).
        max_sekunder: longest time for one document, in seconds (``NLP_ARENDEN_MAX_SEKUNDER``).
        ocr: scanned pages are read by OCR where it is installed (``NLP_ARENDEN_OCR``, 0 turns it off).
        felsok: an unexpected fault is shown with its traceback (``NLP_ARENDEN_FELSOK``).
    """

    modell: str | None = None
    arbetare: int | None = None
    max_mb: int | None = None
    max_sidor: int | None = None
    max_sekunder: int | None = None
    ocr: bool = True
    felsok: bool = False

    def with_options(self, **options: Any) -> "Settings":
        """These settings with every option that was given (is not None) put in their place."""
        return replace(self, **{name: value for name, value in options.items() if value is not None})


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment gives.

    Raises:
        UsageError: a variable has a value that cannot be used.
    """
    given = {field.name: environment.get(PREFIX + field.name.upper()) for field in fields(Settings)}
    return Settings().with_options(
        modell=given["modell"] or None,
        **{name: _positive(name, given[name]) for name in ("arbetare", "max_mb", "max_sidor", "max_sekunder")},
        **{name: _flag(name, given[name]) for name in ("ocr", "felsok")},
    )


def _positive(name: str, value: str | None) -> int | None:
    if value is None or not value.strip():
        return None
    if value.strip().isdecimal() and int(value) > 0:
        return int(value)
    raise UsageError(f"{PREFIX}{name.upper()} ska vara ett heltal större än noll. Ändra eller ta bort variabeln.")


def _flag(name: str, value: str | None) -> bool | None:
    if value is None:
        return None
    if value.strip().lower() in YES | NO:
        return value.strip().lower() in YES
    raise UsageError(f"{PREFIX}{name.upper()} ska vara 1 eller 0. Ändra eller ta bort variabeln.")
