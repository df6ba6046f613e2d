"""The attachments that a handling names: lists under "Bilagor", and lines of their own that begin "Bilaga 1"."""

import re
from collections.abc import Iterator, Sequence

from nlp_arenden.pipeline.annotations import NamedMark, Section
from nlp_arenden.pipeline.grid import Row, rows
from nlp_arenden.pipeline.items import split_items
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.text.spans import TextSpan

_LONGEST = 200  # code points of an attachment's title
_MARKED = re.compile(r"(?:(?P<nr>\d{1,2})[.)]|[•·▪◦\uf0b7*–-])\s+")
_SENTENCE = re.compile(r"\w{3,}\.$")
_RUN_ON = re.compile(r"\s1[.)]\s\S.*\s2[.)]\s\S")
Found = tuple[TextSpan, NamedMark]


class Attachments:
    """Reads the attachments by the ``bilaga.`` rules of the rule file ``uppgifter``."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules

    def find(self, text: str, sections: Sequence[tuple[TextSpan, Section]]) -> Iterator[Found]:
        """The marks ``bilaga`` (value: title; extra: what the text calls it), in text order.

        Args:
            text: the clean text.
            sections: the sections of the whole handling; an unnumbered list ends where one begins.
        """
        grid = rows(text)
        starts = {span.start for span, _ in sections}
        numbered_elsewhere = self._rules.first(text, "bilaga.hanvisning") is not None
        at = 0
        while at < len(grid):
            line = grid[at]
            at += 1
            hit = self._rules.first(line[0].text, "bilaga.rad", "bilaga.rubrik", "bilaga.handlingar")
            if hit is None:
                continue
            rule, m = hit
            if rule.id == "bilaga.handlingar" and not numbered_elsewhere:
                continue
            rest = m.groupdict().get("titel")
            if rest and _RUN_ON.search(" " + rest):
                start = line[0].span.start + m.start("titel")
                yield from (_mark(text, item.shifted(start), "Bilaga") for item in split_items(rest))
            elif rest:
                yield from self._one(text, line, m)
            elif rule.id != "bilaga.rad":
                found, used = self._list(text, grid[at:], starts, numbered=rule.id == "bilaga.handlingar")
                at += used
                yield from found

    def _one(self, text: str, line: Row, m: re.Match[str]) -> Iterator[Found]:
        title = m["titel"].strip(" .")
        start = line[0].span.start + m.start("titel")
        if 3 <= len(title) <= _LONGEST and not title.isdigit() and (len(title) <= 40 or not _SENTENCE.search(title)):
            label = " ".join(line[0].text[: m.start("titel")].rstrip(" :.–-").split()) or "Bilaga"
            yield TextSpan(start, start + len(title)), NamedMark("bilaga", title, (label,))

    def _list(self, text: str, grid: Sequence[Row], starts: set[int], numbered: bool) -> tuple[list[Found], int]:
        """What stands under the heading, and how many rows it took: the list only, not the prose after it."""
        found: list[Found] = []
        style: str | None = "nr" if numbered else None
        for used, line in enumerate(grid):
            first = line[0]
            marked = _MARKED.match(first.text)
            kind = "nr" if marked and marked["nr"] else "streck" if marked else "rad"
            if self._rules.first(first.text, "bilaga.rad"):
                return found, used
            if style is not None and kind != style:
                return found, used
            if kind == "rad" and not self._is_plain_item(line, starts):
                return found, used
            style = kind
            begin = first.span.start + (marked.end() if marked else 0)
            found.append(_mark(text, TextSpan(begin, line[-1].span.end), "Bilaga"))
        return found, len(grid)

    def _is_plain_item(self, line: Row, starts: set[int]) -> bool:
        first = line[0]
        return (
            len(line) == 1
            and first.span.start not in starts
            and 3 <= len(first.text) <= _LONGEST
            and not _SENTENCE.search(first.text)
            and not self._rules.first(first.text, "inte_titel.", "inte_bilaga.")
        )


def _mark(text: str, span: TextSpan, label: str) -> Found:
    title = span.of(text).rstrip(" .\t")
    return TextSpan(span.start, span.start + len(title)), NamedMark("bilaga", " ".join(title.split()), (label,))
