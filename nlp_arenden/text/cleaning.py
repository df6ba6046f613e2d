"""From the source text to the text as one reads it, with an exact way back.

The clean text has one block (paragraph, heading, list item, table row) after another, parted by U+2029
PARAGRAPH SEPARATOR. Inside a block there are only single spaces, and tabs between columns.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from nlp_arenden.text.furniture import furniture
from nlp_arenden.text.layout import joints
from nlp_arenden.text.lines import BLOCK_END, lines_of
from nlp_arenden.text.spans import TextSpan
from nlp_arenden.text.tape import Edit, Tape

__all__ = ["BLOCK_END", "CleanText", "clean"]

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_COLUMN_GAP = 3  # spaces in a row that mean a new column in text made from a page
_BLANK = "\t\xa0\u2000-\u200a\u202f\u205f\u3000\x1f"
# Control characters too, other than the line ends and the hyphen marks.
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\x00\x01\x03-\x08\x0e-\x1b\x7f]+")
_CHARACTERS = re.compile(
    "(?P<ligature>[" + "".join(_LIGATURES) + "])"
    "|(?P<soft>\xad+(?=\\w))"
    "|(?P<line><br ?/?>|\r\n|[\r\x0b\x0c\x85\u2028]|\x1c|\x1d|\x1e)"
    f"|(?P<space>[{_BLANK}][{_BLANK} ]*| [{_BLANK} ]+)"  # not a space by itself
)
# "off entlig", "fi nns": a ligature that came out with a space after it. "m fl" is a word of its own.
_TORN = re.compile(r"\b(?:fi|[AaEeOo]ff|[Dd]iff)( )(?=[a-zåäö]{2})")
# A base character with marks after it, or a character that NFC writes otherwise on its own.
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]+|[\u1e00-\u1eff\u2126\u212a\u212b\uf900-\ufaff]")


@dataclass(frozen=True)
class CleanText:
    """The readable text of a handling and its map to the source text."""

    tape: Tape

    @property
    def text(self) -> str:
        """The clean text; U+2029 stands between blocks."""
        return self.tape.text

    @cached_property
    def blocks(self) -> tuple[TextSpan, ...]:
        """The spans of the blocks, in order."""
        return tuple(TextSpan(m.start(), m.end()) for m in re.finditer(f"[^{BLOCK_END}]+", self.text))

    def to_source(self, span: TextSpan) -> TextSpan:
        """The source interval of a clean span that holds at least one character."""
        return self.tape.to_source(span)


def clean(source: str, page_starts: tuple[int, ...] = ()) -> CleanText:
    """The text as one reads it, mapped to ``source``; cleaning a clean text changes nothing.

    Args:
        source: the source text.
        page_starts: source offsets where pages begin; when unknown, form feeds are used.
    """
    starts = [start for start in page_starts or (m.end() for m in re.finditer("\f", source)) if start]
    tape = Tape.of(source)
    for step in (_visible, _characters, _composed, _joints, _mended):
        pages = frozenset(tape.from_source(start) for start in starts)
        if edits := step(tape.text, pages):
            tape = tape.edit(edits)
    return CleanText(tape)


def _visible(text: str, _pages: frozenset[int]) -> list[Edit]:
    return [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]


def _composed(text: str, _pages: frozenset[int]) -> list[Edit]:
    if unicodedata.is_normalized("NFC", text):
        return []
    clusters = ((m.start(), m.end(), unicodedata.normalize("NFC", m[0])) for m in _CLUSTER.finditer(text))
    return [(start, end, new) for start, end, new in clusters if text[start:end] != new]


def _characters(text: str, _pages: frozenset[int]) -> list[Edit]:
    edits: list[Edit] = []
    for m in _CHARACTERS.finditer(text):
        match m.lastgroup:
            case "ligature":
                new = _LIGATURES[m[0]]
            case "line":
                new = "\n"
            case "space":
                new = "\t" if "\t" in m[0] or len(m[0]) >= _COLUMN_GAP else " "
            case _:
                new = ""
        if new != m[0]:
            edits.append((m.start(), m.end(), new))
    return edits


def _mended(text: str, _pages: frozenset[int]) -> list[Edit]:
    return [(m.start(1), m.end(1), "") for m in _TORN.finditer(text)]


def _joints(text: str, pages: frozenset[int]) -> list[Edit]:
    """Turns each gap between lines into a space, a hyphen or a block end; page furniture is part of a gap."""
    every = lines_of(text, pages)
    lines = [line for line, gone in zip(every, furniture(every), strict=True) if not gone]
    edits: list[Edit] = []
    at = 0
    for line, joint in zip(lines, joints(lines), strict=True):
        if at < line.start:
            edits.append((at, line.start, joint))
        at = line.end
    if at < len(text):
        edits.append((at, len(text), lines[-1].printed_hyphen if lines else ""))
    return edits
