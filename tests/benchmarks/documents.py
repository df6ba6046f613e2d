"""What is measured on: the project's own example documents, cut or repeated to a length."""

import html
import json
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

CORPUS = Path(__file__).parents[2] / "corpora" / "exempel"
WORDS = 500  # of a document, about a page and a quarter
PAGE_WORDS = 400  # of a page, for lengths told in pages
FIVE_PAGES = CORPUS / "handlingar" / "14-pm-2016-143-samhallsorientering.txt"
_LINES = 46  # of a printed page
_WIDTH = 95  # code points of a printed line


@dataclass(frozen=True)
class Document:
    """A text of about 500 words, and the main theme of the example that it was cut from."""

    text: str
    tema: str


def documents() -> list[Document]:
    """Every example cut into documents of about 500 words; what is shorter is repeated."""
    themes = {}
    for path in sorted((CORPUS / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf8"))
        themes[gold["handling"]] = (gold["teman"] or ["ovrigt"])[0]
    return [
        Document(text, themes.get(path.name, "ovrigt"))
        for path in sorted((CORPUS / "handlingar").glob("*.txt"))
        for text in _cut(path.read_text("utf8"))
    ]


def long_document(times: int) -> str:
    """All examples one after the other, ``times`` over: about 30 pages each time."""
    whole = "\n\n".join(path.read_text("utf8") for path in sorted((CORPUS / "handlingar").glob("*.txt")))
    return "\n\n".join([whole] * times)


def as_pdf(text: str) -> bytes:
    """The text printed on pages."""
    out = BytesIO()
    canvas = Canvas(out)
    lines = [line[i : i + _WIDTH] for line in text.split("\n") for i in range(0, max(1, len(line)), _WIDTH)]
    for first in range(0, len(lines), _LINES):
        for row, line in enumerate(lines[first : first + _LINES]):
            canvas.drawString(60, 780 - 15 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def as_docx(text: str) -> bytes:
    """The text as a Word document with one paragraph a line."""
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {word}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def _cut(text: str) -> list[str]:
    """Pieces of whole lines with at least ``WORDS`` words; a rest joins the piece before it."""
    pieces: list[list[str]] = [[]]
    count = 0
    for line in text.split("\n"):
        if count >= WORDS:
            pieces.append([])
            count = 0
        pieces[-1].append(line)
        count += len(line.split())
    if count < WORDS and len(pieces) > 1:
        pieces.pop()
    elif count < WORDS:
        pieces[0] *= -(-WORDS // max(1, count))
    return ["\n".join(piece) for piece in pieces]
