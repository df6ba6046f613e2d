"""How much a document may ask for: bytes, pages, characters, expansion and time."""

import time
from dataclasses import dataclass, field

from nlp_arenden.errors import TookTooLong, TooLarge

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may cost; the defaults hold for any normal handling.

    Args:
        max_bytes: size of the file.
        max_pages: pages of a PDF or a TIFF.
        max_characters: length of the source text.
        max_expanded_bytes: what the parts of a DOCX or ODT that are read may unpack to, together.
        max_ratio: unpacked bytes for each packed byte of a part; counted from the first megabyte on.
        max_depth: e-mails inside e-mails.
        seconds: time for one document, attachments included.
    """

    max_bytes: int = 50 * MB
    max_pages: int = 2000
    max_characters: int = 10_000_000
    max_expanded_bytes: int = 100 * MB  # parsing takes some nine times as much memory
    max_ratio: int = 200
    max_depth: int = 4
    seconds: float = 120.0

    def check_bytes(self, size: int) -> None:
        """Raises TooLarge when a file of ``size`` bytes is over the limit."""
        if size > self.max_bytes:
            raise TooLarge(
                f"filen är {megabytes(size)}, gränsen är {megabytes(self.max_bytes)}; "
                "dela upp den eller höj gränsen (--max-mb)."
            )

    def check_pages(self, pages: int) -> None:
        """Raises TooLarge when there are more pages than the limit."""
        if pages > self.max_pages:
            raise TooLarge(
                f"{pages} sidor, gränsen är {self.max_pages}; dela upp filen eller höj gränsen (--max-sidor)."
            )

    def check_characters(self, characters: int) -> None:
        """Raises TooLarge when the text is longer than the limit."""
        if characters > self.max_characters:
            raise TooLarge(
                f"texten är {characters} tecken, gränsen är {self.max_characters}; "
                "dela upp filen eller höj gränsen max_characters."
            )


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment when the time for one document is up, asked between pages and parts."""

    seconds: float
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_end", time.monotonic() + self.seconds)

    @property
    def left(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Raises TookTooLong when the time is up."""
        if self.left == 0.0:
            raise TookTooLong(
                f"läsningen tog mer än {self.seconds:g} sekunder; dela upp filen eller höj gränsen (--max-sekunder)."
            )


def megabytes(size: int) -> str:
    """A size in megabytes with a Swedish decimal comma: ``"214 MB"``, ``"0,4 MB"``."""
    number = size / MB
    return f"{number:.0f} MB" if number >= 10 else f"{number:.1f} MB".replace(".", ",")
