"""Builds the files that the reading tests read."""

import zipfile
from email.message import EmailMessage
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_R = f'xmlns:r="{_RELATIONS}"'
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
    ]
)


def a_zip(members: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def docx(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word document; each further part is given by its kind, and headers and footers are put to use."""
    links, members, references = [], {}, []
    for n, (kind, content) in enumerate(parts.items(), start=1):
        links.append(f'<Relationship Id="r{n}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>')
        members[f"word/{kind}.xml"] = f"<w:{kind} {W}>{content}</w:{kind}>"
        if kind in {"header", "footer"}:
            references.append(f'<w:{kind}Reference r:id="r{n}" w:type="default"/>')
    section = f"<w:sectPr>{''.join(references)}</w:sectPr>"
    return a_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f"<Relationships {_PACKAGE}>"
            f'<Relationship Id="a" Type="{_RELATIONS}/officeDocument" '
            f'Target="{main}"/></Relationships>',
            main: f"<w:document {W} {_R}><w:body>{body}{section}</w:body></w:document>",
            main.replace("word/", "word/_rels/")
            + ".rels": f"<Relationships {_PACKAGE}>{''.join(links)}</Relationships>",
            **members,
        }
    )


def numbering(*levels: tuple[str, str], restart: bool = False) -> str:
    """A numbering part with lists 1 and 2 of the (format, pattern) levels; list 2 starts again if asked."""
    abstract = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (form, pattern) in enumerate(levels)
    )
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    return (
        f'<w:abstractNum w:abstractNumId="7">{abstract}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{override}</w:num>'
    )


def odt(body: str, styles: str = "", masters: str = "", manifest: str = "<manifest/>") -> bytes:
    return a_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
            "META-INF/manifest.xml": manifest,
        }
    )


def pdf(*pages: list[str], password: str = "") -> bytes:
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password) if password else None)
    for lines in pages:
        for n, line in enumerate(lines):
            canvas.drawString(72, 760 - 20 * n, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned(*pages: list[str]) -> bytes:
    """A PDF whose pages are images of the lines."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for lines in pages:
        canvas.drawImage(ImageReader(picture(lines)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture(lines: list[str]) -> Image.Image:
    """The lines on a page, as a scanner would give it at 150 dpi."""
    document = pdfium.PdfDocument(pdf(lines))
    try:
        return document[0].render(scale=150 / 72, grayscale=True).to_pil()
    finally:
        document.close()


def as_file(image: Image.Image, form: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def eml(body: str = "", html: str = "", subject: str = "Svar på remiss") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Åsa Öberg <asa@example.org>"
    message["To"] = "registrator@example.org"
    message["Subject"] = subject
    message["Date"] = "Fri, 03 May 2024 10:22:00 +0200"
    message["Message-ID"] = "<1@example.org>"
    if body:
        message.set_content(body)
    if html:
        (message.add_alternative if body else message.set_content)(html, subtype="html")
    return message
