"""How the lines of an extracted text hang together: paragraphs, headings, list items.

Nothing here knows the Swedish of the field; it looks at line lengths, blanks, punctuation and case.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from nlp_arenden.text.hyphens import MARKED, Hyphenation
from nlp_arenden.text.lines import BLOCK_END, Line, reads_on, stopped

_FULL = 0.72  # a line this long, of the wrap width, was broken because it was full
_FEW, _NARROW = 4, 60  # so few lines tell no width; a narrower one is then taken for a heading
_WRAPPED_AT_MOST = 130  # characters; longer lines are whole paragraphs, not wrapped lines
_ITEM = re.compile(r"(?:[•·▪◦*\uf0b7]|\(?\d{1,2}[.)]|\(?[a-zåäö][.)])\s+\S|§\s?\d")
_BULLET = re.compile(r"[•·▪◦\uf0b7]|\d{1,2}[.)]|[a-zåäö]\)")  # alone on its line, its text on the next
_SEPARATES = re.compile(r"(?:,|\b(?:samt|och|dels))$")
_DASH_ITEM = re.compile(r"[–—-]\s+\S|(?:att|dels|samt att)\s")
_LAST_WORD = re.compile(r"\w+$")
_LEADS_IN = re.compile(r"(?:följande|:)$")  # what is led in stands as a block of its own
_WORD = re.compile(r"\w+")
_WORD_OR_END = re.compile(r"\w+|\n")


def joints(lines: Sequence[Line]) -> list[str]:
    """For each line, what shall stand between it and the line before: nothing, a space or a block end."""
    if not lines:
        return []
    layout = _Layout(lines)
    return ["", *map(layout.joint, lines, lines[1:], [*lines[2:], None])]


class _Layout:
    """What the lines of one text have in common: how wide they are and how far apart."""

    def __init__(self, lines: Sequence[Line]) -> None:
        lengths = sorted(len(line.text) for line in lines if len(line.text) >= 20) or [0]
        self._wrapped = lengths[int(len(lengths) * 0.85)] <= _WRAPPED_AT_MOST
        self._width = min(lengths[int(len(lengths) * 0.9)], _WRAPPED_AT_MOST)
        if len(lengths) < _FEW:
            self._width = max(self._width, _NARROW)
        self._usual_gap = self._gap_inside_sentences(lines) if self._wrapped else 0
        self._text = "\n".join(line.text for line in lines)
        self._hyphens = Hyphenation(self._text)

    @staticmethod
    def _gap_inside_sentences(lines: Sequence[Line]) -> int:
        """Blank lines between two lines of one paragraph: 1 where there is one after every line."""
        pairs = list(pairwise(lines))
        # The att-satser of a list read on from each other, but stand apart on purpose.
        apart = [b.blank_before for a, b in pairs if reads_on(a, b) and not _DASH_ITEM.match(b.text)]
        doubled = sum(gap > 0 for gap in apart)
        return 1 if len(apart) >= 3 and doubled >= 0.8 * len(apart) else 0

    def joint(self, a: Line, b: Line, c: Line | None) -> str:
        """What shall stand between the first two of three lines in a row."""
        if a.hyphen and not b.hard_before and b.blank_before <= self._usual_gap + 2:
            first, last = _WORD.match(b.text), _LAST_WORD.search(a.text)
            if first and last:
                return self._hyphens.joint(last[0], first[0], marked=a.hyphen in MARKED)
        return a.printed_hyphen + (" " if self._runs_on(a, b, c) else BLOCK_END)

    def _full(self, line: Line, after: Line | None) -> bool:
        """True when the line was broken because it could not hold the next word."""
        if len(line.text) >= _FULL * self._width:
            return True
        if after is None or after.blank_before > self._usual_gap:
            return False
        return len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > self._width

    def _runs_on(self, a: Line, b: Line, c: Line | None) -> bool:
        """True when ``b`` goes on in the paragraph of ``a``."""
        if b.hard_before or _ITEM.match(b.text):
            return False
        if _BULLET.fullmatch(a.text):
            return b.blank_before <= self._usual_gap + 1 and not _BULLET.fullmatch(b.text)
        goes_on = reads_on(a, b)
        ended = stopped(a.text) and not a.hyphen
        full = self._full(a, b)
        if _DASH_ITEM.match(b.text) and (ended or _SEPARATES.search(a.text) or not full):
            return False
        if not self._wrapped:
            # Whole paragraphs a line: only a paragraph cut in two by a page end is mended.
            return goes_on and len(a.text) >= _FULL * self._width and "\t" not in b.text
        if b.blank_before > self._usual_gap:
            return goes_on and full
        if "\t" in a.text or "\t" in b.text:
            return False
        capitals = a.text.isupper() or (b.text.isupper() and not stopped(b.text))  # a heading, but not "AB."
        if b.text[0].isupper() and (capitals or _LEADS_IN.search(a.text)):
            return False
        if ended and not self._full(b, c) and not b.hyphen and not stopped(b.text):
            return False  # a heading: the last line of a paragraph would have ended with a stop
        if full and not a.text.endswith(":"):
            return True
        return goes_on or (not ended and self._said_together(a, b))

    def _said_together(self, a: Line, b: Line) -> bool:
        """A title broken over two lines: the same words run on within a line elsewhere in the text."""
        tail, head = _WORD.findall(a.text)[-3:], _WORD.search(b.text)
        return head is not None and (*tail, head[0]) in self._runs

    @cached_property
    def _runs(self) -> set[tuple[str, ...]]:
        """Every four words in a row; a line end counts as a word, which no run within a line holds."""
        words = _WORD_OR_END.findall(self._text)
        return set(zip(words, words[1:], words[2:], words[3:], strict=False))
