"""Page furniture: page numbers, and the headers and footers that come back on every page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from nlp_arenden.text.lines import Line, reads_on

_EDGE = 4  # lines from the top or bottom of a page, or from a page counter, that can be furniture
_REPEATED = range(4, 101)  # characters of a line that can be furniture; shorter ones are table cells
_SENTENCE_AT_LEAST = 20  # characters of a line before a page break in the middle of a sentence
_COUNTER = re.compile(
    r"\b(?:(?:sida|sidan|sid\.?|page|s\.)\s*\d{1,4}(?P<total>\s*(?:\(|av|/|of)\s*\d{1,4}\s?\)?)?"
    r"|\d{1,4}\s?\(\d{1,4}\s?\)$)",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[-–]?\s*(\d{1,4})\s*[-–]?")


class _Stand(NamedTuple):
    """Where a line stands: how far from which edge, and of which page.

    Edges are those of known pages, and page counters; where these differ, a new page is counted.
    """

    line: int
    edge: str
    away: int
    page: int


def furniture(lines: Sequence[Line]) -> list[bool]:
    """Which lines are page furniture: page numbers, and what stands at the same place of pages in a row.

    One of a set of repeated lines is kept, because a letterhead carries the diarienummer: the first that does
    not stand inside a sentence.
    """
    counters = {i: found for i, line in enumerate(lines) if (found := _counter(line.text))}
    keys = [_COUNTER.sub("#", line.text) if i in counters else line.text for i, line in enumerate(lines)]
    stands = [*_at_page_edges(lines), *_beside(counters, len(lines))]
    bare = {i: int(m[1]) for i, line in enumerate(lines) if (m := _BARE_NUMBER.fullmatch(line.text))}
    numbers = {i for i, counter in counters.items() if counter == lines[i].text}
    numbers |= _page_numbers(lines, {i: bare[i] for i, edge, _, _ in stands if i in bare and edge != "counter"})
    series = _series(bare)
    repeated = {i for i in _on_pages_in_a_row(stands, keys) if len(lines[i].text) in _REPEATED} - numbers
    inside = _inside_sentences(lines, numbers | repeated | series)
    kept: dict[str, int] = {}
    for i in sorted(repeated, key=lambda i: (i in inside, i)):
        kept.setdefault(keys[i], i)
    gone = numbers | (series & inside) | (repeated - set(kept.values()))
    return [i in gone for i in range(len(lines))]


def _counter(text: str) -> str | None:
    """The page counter of a short line; a page referred to in a sentence is none."""
    m = _COUNTER.search(text) if len(text) in _REPEATED else None
    if m and (m["total"] or m.start() == 0 or m.end() == len(text)):
        return m[0]
    return None


def _at_page_edges(lines: Sequence[Line]) -> Iterator[_Stand]:
    for number, group in groupby(range(len(lines)), key=lambda i: lines[i].page):
        page = list(group)
        if len(page) < len(lines):
            yield from (_Stand(i, "top", away, number) for away, i in enumerate(page[:_EDGE]))
            last = reversed(page[-_EDGE:])
            yield from (_Stand(i, "bottom", away, number) for away, i in enumerate(last))


def _beside(counters: dict[int, str], count: int) -> Iterator[_Stand]:
    before_the_first = -1
    pages: dict[str, int] = {}
    for i, counter in [(before_the_first, ""), *counters.items()]:
        page = pages.setdefault(counter, len(pages))
        for j in range(max(0, i - _EDGE), min(count, i + _EDGE + 1)):
            yield _Stand(j, "counter", j - i, page)


def _page_numbers(lines: Sequence[Line], numbers: dict[int, int]) -> set[int]:
    """Of the numbers alone on their lines at page edges, those that count the pages."""
    ahead = {i: number - lines[i].page for i, number in numbers.items()}
    often = Counter(ahead.values())
    return {i for i, by in ahead.items() if by == 1 or often[by] > 1}


def _series(numbers: dict[int, int]) -> set[int]:
    """Those of the numbers that have the one before or after them elsewhere in the text."""
    present = set(numbers.values())
    return {i for i, number in numbers.items() if number - 1 in present or number + 1 in present}


def _on_pages_in_a_row(stands: Sequence[_Stand], keys: Sequence[str]) -> set[int]:
    """Lines that stand at the same place of pages in a row, or of every other page, as in a book."""
    pages: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for i, edge, away, page in stands:
        pages[keys[i], edge, away].add(page)
        pages[keys[i], edge, away + 1].add(page)  # a heading may have come in between
    several = {where for where, seen in pages.items() if any(b - a <= 2 for a, b in pairwise(sorted(seen)))}
    return {i for i, edge, away, _ in stands for near in (0, 1) if (keys[i], edge, away + near) in several}


def _inside_sentences(lines: Sequence[Line], candidates: set[int]) -> set[int]:
    """The candidates that stand, with those next to them, between two lines of one sentence."""
    inside: set[int] = set()
    for among, group in groupby(range(len(lines)), key=candidates.__contains__):
        run = list(group)
        if among and run[0] > 0 and run[-1] + 1 < len(lines):
            before, after = lines[run[0] - 1], lines[run[-1] + 1]
            if len(before.text) >= _SENTENCE_AT_LEAST and reads_on(before, after):
                inside.update(run)
    return inside
