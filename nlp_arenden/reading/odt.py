"""OpenDocument texts (ODT): headers, text with its list numbers, notes and footers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from nlp_arenden.errors import DamagedFile, EncryptedFile
from nlp_arenden.reading.archive import Archive, attribute, local, whole
from nlp_arenden.reading.extract import Extract, Job, once, paragraphs, table_row
from nlp_arenden.reading.numerals import numeral

_LEFT_OUT = frozenset(
    {
        "tracked-changes",
        "annotation",
        "annotation-end",
        "note-citation",
        "forms",
        "sequence-decls",
        "title",
        "desc",
    }
    | {
        "variable-decls",
        "user-field-decls",
        "hidden-paragraph",
        "index-title-template",
        "table-of-content-source",
    }
)
_BLANKS = re.compile(r"[ \t\r\n]+")
_OUTLINE = "\x00outline"  # the list that the headings of a document make up


def read_odt(data: bytes, job: Job) -> Extract:
    """The text of an OpenDocument text as it reads with all tracked changes accepted.

    Page headers come first, then the text, notes and page footers. Table rows are lines with tabs.

    Raises:
        DamagedFile, EncryptedFile, TooLarge, TookTooLong: it cannot be read.
    """
    archive = Archive(data, job)
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise EncryptedFile("dokumentet är skyddat med lösenord; spara det utan lösenord.")
    content = archive.xml("content.xml")
    styles = archive.xml("styles.xml")
    body = next(content.iter("{*}text"), None) if content is not None else None
    if content is None or body is None:
        raise DamagedFile("dokumentet saknar sin text; öppna det i ordbehandlaren och spara på nytt.")
    walk = _Walk(job, [root for root in (content, styles) if root is not None])

    def edges(name: str) -> list[str]:
        found = styles.iter(*(f"{{*}}{name}{which}" for which in ("", "-first", "-left"))) if styles is not None else ()
        return once(text for edge in found for text in walk.blocks(edge))

    text = list(walk.blocks(body))
    notes, walk.notes = walk.notes, []
    return Extract(paragraphs([*edges("header"), *text, *notes, *edges("footer")]))


@dataclass(frozen=True, slots=True)
class _Level:
    bullet: bool
    form: str  # "1", "a", "A", "i", "I" or empty
    prefix: str
    suffix: str
    start: int
    levels_shown: int


class _Walk:
    """Goes through a document in order, counting its lists and gathering its notes."""

    def __init__(self, job: Job, roots: list[etree._Element]) -> None:
        self._job = job
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in reversed(roots):  # what content.xml says goes before styles.xml
            for style in root.iter("{*}list-style", "{*}outline-style"):
                name = attribute(style, "name") if local(style) == "list-style" else _OUTLINE
                self._styles[name] = {whole(attribute(level, "level"), 1): _level(level) for level in style}
        self._counts: dict[str, dict[int, int]] = {}
        self.notes: list[str] = []

    def blocks(self, parent: Iterable[etree._Element]) -> Iterator[str]:
        """The paragraphs and table rows below an element, in order; text boxes come after their paragraph."""
        for element in parent:
            self._job.deadline.check()
            match local(element):
                case "p":
                    yield from self._paragraph(element)
                case "h":
                    level = whole(attribute(element, "outline-level"), 1)
                    yield from self._paragraph(element, self._label(_OUTLINE, level))
                case "list":
                    yield from self._list(element, "", 1)
                case "table":
                    for row in element.iter("{*}table-row"):
                        if _nearest(row, "table") is element:
                            yield from table_row(list(self.blocks(cell)) for cell in row)
                case name if name not in _LEFT_OUT:
                    yield from self.blocks(element)

    def _list(self, element: etree._Element, inherited: str, level: int) -> Iterator[str]:
        style = attribute(element, "style-name") or inherited
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
        if level == 1 and not goes_on:
            self._counts.pop(style, None)
        for item in element:
            unlabelled = local(item) == "list-item"
            if start := attribute(item, "start-value"):
                self._counts.setdefault(style, {})[level] = whole(start, 1) - 1
            for part in item:
                if local(part) == "list":
                    yield from self._list(part, style, level + 1)
                elif local(part) in {"p", "h"}:
                    # An item that only holds a deeper list has no number of its own.
                    yield from self._paragraph(part, self._label(style, level) if unlabelled else "")
                    unlabelled = False

    def _label(self, style: str, level: int) -> str:
        levels = self._styles.get(style, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(style, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        own = levels[level]
        if own.bullet:
            return "• "
        if not own.form:
            return ""
        shown = [
            numeral(counts.get(at, levels[at].start), levels[at].form)
            for at in range(level - own.levels_shown + 1, level + 1)
            if at in levels and levels[at].form
        ]
        return f"{own.prefix}{'.'.join(shown)}{own.suffix} "

    def _paragraph(self, element: etree._Element, label: str = "") -> Iterator[str]:
        boxes: list[str] = []
        yield label + "".join(self._inline(element, boxes))
        yield from boxes

    def _inline(self, parent: etree._Element, boxes: list[str]) -> Iterator[str]:
        yield _BLANKS.sub(" ", parent.text or "")
        for element in parent:
            match local(element):
                case "s":
                    yield " " * min(100, whole(attribute(element, "c"), 1))
                case "tab":
                    yield "\t"
                case "line-break":
                    yield "\n"
                case "note":
                    self.notes += [text for body in element.iter("{*}note-body") for text in self.blocks(body)]
                case "p" | "h" | "list" | "table":
                    boxes += self.blocks([element])
                case "text-box":
                    boxes += self.blocks(element)
                case name if name not in _LEFT_OUT:
                    yield from self._inline(element, boxes)
            yield _BLANKS.sub(" ", element.tail or "")


def _level(element: etree._Element) -> _Level:
    return _Level(
        bullet=local(element).endswith(("-bullet", "-image")),
        form=attribute(element, "num-format"),
        prefix=attribute(element, "num-prefix"),
        suffix=attribute(element, "num-suffix"),
        start=whole(attribute(element, "start-value"), 1),
        levels_shown=whole(attribute(element, "display-levels"), 1),
    )


def _nearest(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors("{*}" + name), None)
