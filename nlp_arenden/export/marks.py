"""Evidence laid over a source text: pieces that no mark begins or ends inside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a source text, half-open code points, with its anchor and its label."""

    start: int
    end: int
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, the marks that cover all of it, and those of them that begin here."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


def pieces(text: str, start: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text cut wherever a mark begins or ends; the pieces in order are the text again.

    Args:
        text: a page of a source text, or all of it.
        start: where it begins in the source text, in code points.
        marks: marks of the source text; one that goes over the edge of the page is cut there.
    """
    end = start + len(text)
    here = sorted((m for m in marks if m.start < end and start < m.end), key=lambda m: (m.start, -m.end, m.anchor))
    cuts = sorted({start, end, *(at for m in here for at in (m.start, m.end) if start < at < end)})
    for left, right in pairwise(cuts):
        over = tuple(mark for mark in here if mark.start <= left and right <= mark.end)
        yield Piece(text[left - start : right - start], over, tuple(mark for mark in over if mark.start == left))
