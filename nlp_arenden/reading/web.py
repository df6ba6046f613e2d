"""Web pages and HTML mail."""

import re

from lxml import etree

from nlp_arenden.errors import DamagedFile
from nlp_arenden.reading.extract import Extract, Job, paragraphs, table_row
from nlp_arenden.reading.numerals import numeral
from nlp_arenden.reading.plain import encoding_notices
from nlp_arenden.text.encoding import Decoded, decode

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_LEFT_OUT = frozenset({
    "head", "script", "style", "nav", "noscript", "template", "svg", "math", "button", "select", "textarea",
    "iframe", "object", "audio", "video",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "ul",
})  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_html(data: bytes, job: Job) -> Extract:
    """The text that a web page shows: a paragraph for each block, table rows as lines with tabs.

    Scripts, styles, navigation and hidden elements are left out. List items have their number or a bullet.

    Raises:
        DamagedFile: it is nested deeper than the parser goes.
        TookTooLong: the time was up.
    """
    declared = _DECLARED.search(data[:4096])
    decoded = decode(data, declared[1].decode("ascii") if declared else None)
    return Extract(html_text(decoded, job), notices=encoding_notices(decoded))


def html_text(decoded: Decoded, job: Job) -> str:
    """The text that decoded HTML shows; see ``read_html``."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(decoded.text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return ""  # nothing that the parser takes for an element or a text
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log.filter_from_fatals()):
        raise DamagedFile("sidan är byggd på ett sätt som inte går att läsa (för djupt); spara den som PDF.")
    return _Page(job).text(root) if root is not None else ""


class _Page:
    """Goes through a page in order and gathers its paragraphs."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._line: list[str] = []
        self._label = ""
        self._preformatted = 0
        self._sinks: list[list[str]] = [[]]  # of the page, and of each table cell that is open
        self._rows: list[list[list[str]]] = []
        self._lists: list[tuple[str, int]] = []  # form of the numbers, empty for bullets; the next number

    def text(self, root: etree._Element) -> str:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = str(element.tag).lower()
            if event == "start":
                self._job.deadline.check()
                if name in _LEFT_OUT or _is_hidden(element):
                    walk.skip_subtree()
                    continue
                self._start(name, element)
                self._add(element.text)
            else:
                if not (name in _LEFT_OUT or _is_hidden(element)):
                    self._end(name)
                self._add(element.tail if element is not root else None)
        self._flush()
        return paragraphs(self._sinks[0])

    def _start(self, name: str, element: etree._Element) -> None:
        if name == "br":
            self._line.append("\n")
        if name in _BLOCKS or name in {"tr", "td", "th"}:
            self._flush()
        if name == "pre":
            self._preformatted += 1
        elif name in {"ol", "ul"}:
            form = element.get("type", "1") if name == "ol" else ""
            self._lists.append((form, _whole(element.get("start"), 1)))
        elif name == "li":
            self._label = self._next_label(element)
        elif name == "tr":
            self._rows.append([])
        elif name in {"td", "th"}:
            self._sinks.append([])

    def _end(self, name: str) -> None:
        if name in _BLOCKS or name in {"tr", "td", "th"}:
            self._flush()
        if name == "pre":
            self._preformatted -= 1
        elif name in {"ol", "ul"}:
            self._lists.pop()
        elif name == "li":
            self._label = ""
        elif name == "tr":
            self._sinks[-1] += table_row(self._rows.pop())
        elif name in {"td", "th"}:
            cell = self._sinks.pop()
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._sinks[-1] += cell

    def _add(self, text: str | None) -> None:
        if text:
            self._line.append(text if self._preformatted else _BLANKS.sub(" ", text))

    def _flush(self) -> None:
        text = "".join(self._line)
        if not self._preformatted:
            text = _AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", text)).strip(" \n")
        if text.strip():
            self._sinks[-1].append(self._label + text)
            self._label = ""
        self._line = []

    def _next_label(self, element: etree._Element) -> str:
        if not self._lists:
            return "• "
        form, number = self._lists.pop()
        number = _whole(element.get("value"), number)
        self._lists.append((form, number + 1))
        return f"{numeral(number, form)}. " if form else "• "


def _is_hidden(element: etree._Element) -> bool:
    if not element.attrib:
        return False
    shown = element.get("hidden") is None and element.get("aria-hidden") != "true"
    return not shown or _NOT_SHOWN.search(element.get("style", "")) is not None


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise
