"""The lines of an extracted text that hold something, and how two of them look side by side."""

import re
from bisect import bisect_right
from typing import NamedTuple

from nlp_arenden.text.hyphens import HYPHENS, MARKED

BLOCK_END = "\u2029"

_LINE_END = re.compile(f"[\n{BLOCK_END}\ufffe\x02]")
_STOPS = frozenset(".:;!?…")
_AT_END = HYPHENS + "\xad"


class Line(NamedTuple):
    """A line that holds something: its half-open span without outer blanks and without a hyphen at its end.

    ``hyphen`` is that hyphen or the typesetter's mark for one, empty when the line ends otherwise. ``page``
    counts the known page starts at or before the line.
    """

    start: int
    end: int
    text: str
    hyphen: str
    blank_before: int
    hard_before: bool
    page: int

    @property
    def printed_hyphen(self) -> str:
        """The hyphen as a reader sees it."""
        return "-" if self.hyphen and self.hyphen in MARKED else self.hyphen


def lines_of(text: str, pages: frozenset[int]) -> list[Line]:
    """The lines that hold something.

    Args:
        text: text with ``\\n`` (soft) and U+2029 (hard) line ends.
        pages: positions in ``text`` where pages begin.
    """
    starts = sorted(pages)
    lines: list[Line] = []
    at = blank = 0
    hard = False
    for end, sign in [*((m.start(), m[0]) for m in _LINE_END.finditer(text)), (len(text), "")]:
        physical = text[at:end]
        body = physical.strip()
        if body:
            start = at + len(physical) - len(physical.lstrip())
            hyphen = sign if sign and sign in MARKED else ""
            if not hyphen and body[-1] in _AT_END and body[-2:-1].isalnum():
                body, hyphen = body[:-1], body[-1]
            page = bisect_right(starts, start) if starts else 0
            lines.append(Line(start, start + len(body), body, hyphen, blank, hard, page))
            blank, hard = 0, False
        else:
            blank += 1
        hard = hard or sign == BLOCK_END
        at = end + 1
    return lines


def stopped(text: str) -> bool:
    """True when the text ends as a sentence, or what leads in something, does."""
    return text.rstrip('"”’)]')[-1:] in _STOPS


def reads_on(a: Line, b: Line) -> bool:
    """True when ``a`` ends without a stop and ``b`` begins with a small letter."""
    return b.text[0].islower() and (bool(a.hyphen) or not stopped(a.text))
