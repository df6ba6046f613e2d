"""The attachments that a handling names: lists under "Bilagor", and lines that begin "Bilaga 1"."""

import re
from collections.abc import Iterator, Sequence

from nlp_arenden.pipeline.annotations import NamedMark, Section
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.grid import Row, rows
from nlp_arenden.pipeline.structure.items import split_items
from nlp_arenden.text.spans import TextSpan

_LONGEST = 200  # code points of an attachment's title
_LABELLED = re.compile(r"\b(?i:bilaga)\s\d{1,2}[a-zA-Z]?(?:\s?[:.–]\s?|\t)")
_LABEL = re.compile(r"(?i:bilaga)\s\d{1,2}[a-zA-Z]?")
_SHORT = 80  # a longer line that ends with a stop is prose
_MARKED = re.compile(r"(?:(?P<nr>\d{1,2})[.)]|[•·▪◦\uf0b7*–-])\s+")
_SENTENCE = re.compile(r"\w{3,}\.$|[:;]$|^\[")  # prose, a lead-in or a mark that something was left out
Found = tuple[TextSpan, NamedMark]


class Attachments:
    """Reads the attachments by the ``bilaga.`` rules of the rule file ``uppgifter``."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules

    def find(
        self, text: str, sections: Sequence[tuple[TextSpan, Section]], within: Sequence[TextSpan] | None = None
    ) -> Iterator[Found]:
        """The marks ``bilaga`` (value: title; extra: what the text calls it), in text order.

        Args:
            text: the clean text.
            sections: the sections of the whole handling; an unnumbered list ends where one begins.
            within: where to look (None: everywhere); what an enclosed paper has attached is its own.
        """
        grid = [row for row in rows(text) if within is None or any(span.covers(row[0].span) for span in within)]
        starts = {span.start for span, _ in sections}
        numbered_elsewhere = self._rules.first(text, "bilaga.hanvisning") is not None
        at = 0
        while at < len(grid):
            span = _span(grid[at])
            at += 1
            hit = self._rules.first(span.of(text), "bilaga.rad", "bilaga.rubrik", "bilaga.handlingar")
            if hit is None:
                continue
            rule, m = hit
            if m.groupdict().get("titel"):
                opened = list(self._one(text, span.start, m))
                yield from opened
                if rule.id == "bilaga.rubrik" and _MARKED.match(m["titel"]):
                    found, used = self._list(text, grid[at:], starts, style="nr", number=len(opened) + 1)
                    at += used
                    yield from found
            elif rule.id == "bilaga.rubrik" or (rule.id == "bilaga.handlingar" and numbered_elsewhere):
                found, used = self._list(text, grid[at:], starts, "nr" if rule.id == "bilaga.handlingar" else None)
                at += used
                yield from _titled(found)

    @staticmethod
    def _one(text: str, at: int, m: re.Match[str]) -> Iterator[Found]:
        """What stands on the line of the label: one title, or a list that has run together with it."""
        rest = TextSpan(at + m.start("titel"), at + m.end("titel"))
        title = rest.of(text)
        labels = [label.span() for label in _LABELLED.finditer(title)]
        if labels and not labels[0][0]:
            ends = [start for start, _ in labels[1:]] + [len(title)]
            for (start, begin), end in zip(labels, ends, strict=True):
                item = TextSpan(rest.start + begin, rest.start + end)
                yield _mark(text, item, title[start:begin].rstrip(" \t:.–-"))
        elif _MARKED.match(title):
            yield from (_mark(text, item.shifted(rest.start), "Bilaga") for item in split_items(title))
        elif 3 <= len(title) <= _LONGEST and not (len(title) > _SHORT and _SENTENCE.search(title)):
            yield _mark(text, rest, " ".join(m[0][: m.start("titel") - m.start()].rstrip(" \t:.–-").split()))

    def _list(
        self, text: str, grid: Sequence[Row], starts: set[int], style: str | None, number: int | None = None
    ) -> tuple[list[Found], int]:
        """What stands under the heading, and how many rows it took: the list only, not the prose after it.

        Args:
            text: the clean text.
            grid: the rows after the heading.
            starts: where sections begin.
            style: how the rows must be marked (None: as the first of them is).
            number: the number with which a list that began beside its heading goes on (None: any).
        """
        found: list[Found] = []
        for used, line in enumerate(grid):
            whole = _span(line)
            marked = _MARKED.match(whole.of(text))
            kind = "nr" if marked and marked["nr"] else "streck" if marked else "rad"
            if self._rules.first(whole.of(text), "bilaga.rad"):
                return found, used
            if style is not None and kind != style:
                return found, used
            if kind == "rad" and not self._is_plain_item(line, starts):
                return found, used
            if number is not None and not (marked and marked["nr"] == str(number + len(found))):
                return found, used
            style = kind
            items = split_items(whole.of(text)) if marked else [TextSpan(0, whole.end - whole.start)]
            found += (_mark(text, item.shifted(whole.start), "Bilaga") for item in items)
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


def _titled(found: Sequence[Found]) -> Iterator[Found]:
    """The marks, where "Bilaga 1" that stands for itself is the name of the title after it: "Bilaga 1 - Avtal"."""
    label: str | None = None
    for i, (span, mark) in enumerate(found):
        if _LABEL.fullmatch(mark.value) and i + 1 < len(found):
            label = mark.value
            continue
        yield span, NamedMark(mark.kind, mark.value, (label,) if label else mark.extra)
        label = None


def _span(line: Row) -> TextSpan:
    return TextSpan(line[0].span.start, line[-1].span.end)


def _mark(text: str, span: TextSpan, label: str) -> Found:
    title = span.of(text).rstrip(" .\t")
    return TextSpan(span.start, span.start + len(title)), NamedMark("bilaga", " ".join(title.split()), (label,))
