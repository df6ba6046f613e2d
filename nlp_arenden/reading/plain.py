"""Text files."""

import re

from nlp_arenden.domain.handling import Notice, Page
from nlp_arenden.errors import UnknownFormat
from nlp_arenden.reading.extract import Extract, Job
from nlp_arenden.text.encoding import Decoded, decode

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x7f]")
_CONTROL_AT_MOST = 0.005  # of the characters; binary data has some 10 per cent

_REPAIRED = Notice("mojibake_lagad", "Texten var sparad med fel teckenkodning (åäö förvanskade) och har lagats.")
_BROKEN = Notice(
    "mojibake",
    "Texten ser ut att vara sparad med fel teckenkodning (åäö förvanskade eller borta) och gick inte att "
    "laga; fynd kan saknas.",
)
_MIXED = Notice("blandad_kodning", "Texten har tecken i olika teckenkodning; enstaka tecken kan vara fel.")


def read_plain(data: bytes, job: Job) -> Extract:
    """The decoded file, untouched; form feeds part pages.

    Raises:
        UnknownFormat: the bytes are no text.
    """
    decoded = decode(data)
    text = decoded.text
    if "\x00" in text or len(_CONTROL.findall(text)) > _CONTROL_AT_MOST * len(text):
        raise UnknownFormat("innehållet är inte text och känns inte igen; spara som PDF, DOCX eller TXT.")
    return Extract(text, _pages(text), notices=encoding_notices(decoded))


def encoding_notices(decoded: Decoded) -> tuple[Notice, ...]:
    """What the reader of the card must know about how the text was decoded."""
    mojibake = {"": (), "lagad": (_REPAIRED,), "kvar": (_BROKEN,)}[decoded.mojibake]
    return mojibake + ((_MIXED,) if decoded.mixed else ())


def _pages(text: str) -> tuple[Page, ...]:
    starts = [0, *(m.end() for m in re.finditer("\f", text.rstrip()))]
    if len(starts) == 1:
        return ()
    ends = [*starts[1:], len(text)]
    return tuple(Page(n + 1, start, end) for n, (start, end) in enumerate(zip(starts, ends, strict=True)))
