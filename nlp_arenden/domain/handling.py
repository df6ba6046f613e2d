"""A document as it was read, and the ärende it belongs to."""

from dataclasses import dataclass, field
from functools import cached_property

from nlp_arenden.text.cleaning import CleanText, clean
from nlp_arenden.text.spans import TextSpan


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a handling: its number (from 1) and its half-open span in the source text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of the card must know about how a handling was read.

    ``kod`` is a stable ASCII id (``ocr_saknas``, ``mojibake`` …), ``text`` is Swedish.
    """

    kod: str
    text: str


@dataclass(frozen=True)
class Handling:
    """One document: the source text untouched, and what reading it told.

    Args:
        id: name inside its ärende, ``h1``, ``h2`` …
        filnamn: file name without folder.
        sha256: hex digest of the bytes as given (of the attachment for an e-mail part).
        mediatyp: media type found from the content.
        source: the source text; every evidence offset counts code points in it.
        pages: pages in order, empty when the format has none; they tile ``source``.
        ocr: True when any of the text was read by OCR.
        notices: what was lost or repaired on the way in.
    """

    id: str
    filnamn: str
    sha256: str
    mediatyp: str
    source: str
    pages: tuple[Page, ...] = ()
    ocr: bool = False
    notices: tuple[Notice, ...] = field(default=())

    @cached_property
    def clean(self) -> CleanText:
        """The text as one reads it: lines joined, hyphens mended, page furniture out; mapped to ``source``."""
        return clean(self.source, page_starts=tuple(page.start for page in self.pages))

    def page_of(self, offset: int) -> int | None:
        """The page number that holds a source offset; None when the format has no pages."""
        for page in self.pages:
            if page.start <= offset < page.end:
                return page.number
        return None

    def quote(self, span: TextSpan) -> str:
        """The source text at ``span``, to the character."""
        return span.of(self.source)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that belongs to the ärende but could not be read, and why (Swedish)."""

    filnamn: str
    kod: str
    text: str


@dataclass(frozen=True, slots=True)
class Arende:
    """What is summarised as one card: its handlingar in order, and the files that could not be read.

    ``namn`` names the source (file or folder) for progress and error lists.
    """

    namn: str
    handlingar: tuple[Handling, ...]
    unread: tuple[Unread, ...] = ()
