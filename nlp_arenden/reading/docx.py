"""Word documents (DOCX): headers, text with its list numbers, notes and footers."""

from collections.abc import Iterable, Iterator

from lxml import etree

from nlp_arenden.errors import DamagedFile
from nlp_arenden.reading.archive import Archive, attribute, local
from nlp_arenden.reading.docx_lists import DocxLists, child
from nlp_arenden.reading.extract import Extract, Job, once, paragraphs, table_row

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
# Properties, text that a tracked change took away, field codes, and embedded objects.
_LEFT_OUT = frozenset({"pPr", "rPr", "sdtPr", "del", "moveFrom", "delText", "instrText", "tblPr", "object"})
_BESIDE = frozenset({"numbering", "styles", "footnotes", "endnotes"})


def read_docx(data: bytes, job: Job) -> Extract:
    """The text of a Word document as it reads with all tracked changes accepted.

    Page headers come first (the diarienummer often stands there), then the text, notes and page footers.
    Table rows are lines with tabs. Hidden text and comments are left out.

    Raises:
        DamagedFile, EncryptedFile, TooLarge, TookTooLong: it cannot be read.
    """
    archive = Archive(data, job)
    main = next((link.part for link in archive.links("").values() if link.kind == "officeDocument"), "")
    main = main or "word/document.xml"
    root = archive.xml(main)
    body = child(root, "body") if root is not None else None
    if root is None or body is None:
        raise DamagedFile("Word-dokumentet saknar sin text; öppna det i Word och spara på nytt.")
    links = archive.links(main)
    parts = {link.kind: archive.xml(link.part) for link in links.values() if link.kind in _BESIDE}
    lists = DocxLists(parts.get("numbering"), parts.get("styles"))

    def edges(reference: str) -> list[str]:
        named = once(attribute(element, "id") for element in root.iter("{*}" + reference))
        roots = [archive.xml(links[name].part) for name in named if name in links]
        return once(text for edge in roots if edge is not None for text in _blocks(edge, lists, job))

    text = list(_blocks(body, lists, job))
    notes = [text for kind in ("footnotes", "endnotes") for text in _notes(parts.get(kind), lists, job)]
    return Extract(paragraphs([*edges("headerReference"), *text, *notes, *edges("footerReference")]))


def _notes(root: etree._Element | None, lists: DocxLists, job: Job) -> Iterator[str]:
    for note in root if root is not None else ():
        if attribute(note, "type", "normal") == "normal":
            yield from _blocks(note, lists, job)


def _blocks(parent: etree._Element, lists: DocxLists, job: Job) -> Iterator[str]:
    """The paragraphs and table rows below an element, in order; text boxes come after their paragraph."""
    carried = ""
    for element in parent:
        job.deadline.check()
        match local(element):
            case "p":
                text, boxes = _paragraph(element, lists, job)
                if _mark_deleted(element):
                    carried += text
                    continue
                yield lists.label(element) + carried + text
                yield from boxes
                carried = ""
            case "tbl":
                for row in _rows(element):
                    yield from table_row(list(_blocks(cell, lists, job)) for cell in _cells(row))
            case "AlternateContent":
                yield from _blocks(_alternative(element), lists, job)
            case name if name not in _LEFT_OUT:
                yield from _blocks(element, lists, job)
    yield carried


def _paragraph(paragraph: etree._Element, lists: DocxLists, job: Job) -> tuple[str, list[str]]:
    """The text of a paragraph, and the paragraphs of the text boxes that hang on it."""
    boxes: list[str] = []

    def inline(parent: etree._Element) -> Iterator[str]:
        for element in parent:
            name = local(element)
            if name == "t":
                yield element.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "txbxContent":
                boxes.extend(_blocks(element, lists, job))
            elif name == "AlternateContent":
                yield from inline(_alternative(element))
            elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(element)):
                yield from inline(element)

    return "".join(inline(paragraph)), boxes


def _rows(table: etree._Element) -> Iterable[etree._Element]:
    for element in table:
        if local(element) == "tr":
            properties = child(element, "trPr")
            if properties is None or child(properties, "del") is None:
                yield element
        elif local(element) not in _LEFT_OUT:  # rows inside a content control
            yield from _rows(element)


def _cells(row: etree._Element) -> Iterable[etree._Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) not in _LEFT_OUT and local(element) != "trPr":
            yield from _cells(element)


def _alternative(element: etree._Element) -> etree._Element:
    """One of the forms in which Word stores the same drawing."""
    return next(iter(element), element)


def _is_hidden(run: etree._Element) -> bool:
    properties = child(run, "rPr")
    vanish = child(properties, "vanish") if properties is not None else None
    return vanish is not None and attribute(vanish, "val", "1") not in {"0", "false", "off"}


def _mark_deleted(paragraph: etree._Element) -> bool:
    """True when a tracked change joins the paragraph with the next."""
    properties = child(paragraph, "pPr")
    mark = child(properties, "rPr") if properties is not None else None
    return mark is not None and child(mark, "del") is not None
