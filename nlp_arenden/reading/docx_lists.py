"""The numbers and bullets that Word puts before list paragraphs; they do not stand in the text of a DOCX."""

import re
from dataclasses import dataclass

from lxml import etree

from nlp_arenden.reading.archive import attribute, local, whole
from nlp_arenden.reading.numerals import numeral

_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_REFERENCE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    pattern: str  # "%1.", "%1.%2", a bullet
    start: int
    style: str  # paragraph style that stands at this level


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    list: str
    level: int


class DocxLists:
    """Counts the list paragraphs of one document, in order.

    Args:
        numbering: the numbering part, if there is one.
        styles: the styles part, since a paragraph style can be numbered.
    """

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, str] = {}  # abstract list that only names a style
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {
            attribute(style, "styleId"): _style(style)
            for style in (styles if styles is not None else ())
            if local(style) == "style"
        }
        for element in numbering if numbering is not None else ():
            if local(element) == "abstractNum":
                self._add_abstract(element)
            elif local(element) == "num":
                self._add_list(element)

    def label(self, paragraph: etree._Element) -> str:
        """What stands before the paragraph, with a space after it; empty when it is in no list. Counts it."""
        number, level = self._place(paragraph)
        abstract = self._lists.get(number, "")
        if abstract in self._linked:
            abstract = self._lists.get(self._from_style(self._linked[abstract])[0], "")
        levels = self._abstract.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        for at, start in self._restarts.pop(number, {}).items():
            counts[at] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if levels[level].format == "bullet":
            return "• "
        if levels[level].format == "none":
            return ""
        shown = _REFERENCE.sub(lambda m: _shown(int(m[1]) - 1, levels, counts), levels[level].pattern)
        return f"{shown} " if shown.strip() else ""

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and the level of a paragraph, from itself or from its style."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return "", 0
        number, level = self._from_style(value(properties, "pStyle"))
        own = child(properties, "numPr")
        if own is None:
            return number, level
        return value(own, "numId") or number, whole(value(own, "ilvl"), 0 if value(own, "numId") else level)

    def _from_style(self, name: str) -> tuple[str, int]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            if style.list:
                levels = self._abstract.get(self._lists.get(style.list, ""), {})
                return style.list, next((at for at, lvl in levels.items() if lvl.style == name), style.level)
            name = style.based_on
        return "", 0

    def _add_abstract(self, element: etree._Element) -> None:
        name = attribute(element, "abstractNumId")
        self._abstract[name] = {
            whole(attribute(level, "ilvl")): _level(level) for level in element if local(level) == "lvl"
        }
        if link := value(element, "numStyleLink"):
            self._linked[name] = link

    def _add_list(self, element: etree._Element) -> None:
        name = attribute(element, "numId")
        self._lists[name] = value(element, "abstractNumId")
        self._restarts[name] = {
            whole(attribute(override, "ilvl")): whole(value(override, "startOverride"), 1)
            for override in element
            if local(override) == "lvlOverride" and value(override, "startOverride")
        }


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next((part for part in element if local(part) == name), None)


def value(element: etree._Element, name: str) -> str:
    """The ``w:val`` of the first child of that name; empty when there is none."""
    found = child(element, name)
    return "" if found is None else attribute(found, "val")


def _level(element: etree._Element) -> _Level:
    return _Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        whole(value(element, "start")),
        value(element, "pStyle"),
    )


def _style(element: etree._Element) -> _Style:
    properties = child(element, "pPr")
    own = child(properties, "numPr") if properties is not None else None
    number = value(own, "numId") if own is not None else ""
    level = value(own, "ilvl") if own is not None else ""
    return _Style(value(element, "basedOn"), number, whole(level))


def _shown(at: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if at not in levels:
        return ""
    return numeral(counts.get(at, levels[at].start), _FORMS.get(levels[at].format, "1"))
