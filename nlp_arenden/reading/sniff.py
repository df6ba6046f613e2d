"""Which type of file some bytes are, told by their content and never by the file name."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of file: its media type and, for one that is not read, its Swedish name and what to do."""

    mediatyp: str
    name: str = ""
    advice: str = "spara som PDF eller DOCX."


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

TXT = Kind("text/plain")
PDF = Kind("application/pdf")
DOCX = Kind(_OOXML + "wordprocessingml.document")
ODT = Kind(_ODF + "text")
HTML = Kind("text/html")
RTF = Kind("application/rtf")
EML = Kind("message/rfc822")
PNG = Kind("image/png")
JPEG = Kind("image/jpeg")
TIFF = Kind("image/tiff")
# An Office document with a password is an OLE file around the encrypted package.
ENCRYPTED_OFFICE = Kind("application/x-ole-storage", "Office-dokument med lösenord")

_UNPACK = "packa upp det och ange filerna i det."
_REGISTER = "ett register läses med `arenden tagga`; annars spara som PDF eller DOCX."
_AS_PNG = "spara bilden som PNG."

_STARTS = (
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"%!PS", Kind("application/postscript", "PostScript-fil")),
    (b"SQLite format 3\x00", Kind("application/vnd.sqlite3", "SQLite-databas", _REGISTER)),
    (b"\x1f\x8b", Kind("application/gzip", "gzip-arkiv", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("application/x-7z-compressed", "7-Zip-arkiv", _UNPACK)),
    (b"\xfd7zXZ\x00", Kind("application/x-xz", "xz-arkiv", _UNPACK)),
    (b"\x7fELF", Kind("application/x-elf", "program", "utelämna det.")),
)
# These could begin a text too, so they count only where control characters follow.
_STARTS_OF_BINARY = (
    (b"MZ", Kind("application/vnd.microsoft.portable-executable", "program", "utelämna det.")),
    (b"Rar!", Kind("application/vnd.rar", "RAR-arkiv", _UNPACK)),
    (b"BZh", Kind("application/x-bzip2", "bzip2-arkiv", _UNPACK)),
    (b"PAR1", Kind("application/vnd.apache.parquet", "Parquet-fil", "exportera den till CSV.")),
    (b"GIF8", Kind("image/gif", "GIF-bild", _AS_PNG)),
    (b"BM", Kind("image/bmp", "BMP-bild", _AS_PNG)),
    (b"RIFF", Kind("image/webp", "WebP-bild eller ljudfil", _AS_PNG)),
    (b"ID3", Kind("audio/mpeg", "ljudfil", "ange en utskrift av den.")),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    (
        "__substg1.0_",
        Kind("application/vnd.ms-outlook", "Outlook-meddelande (.msg)", "spara det som EML eller PDF."),
    ),
    ("WordDocument", Kind("application/msword", "äldre Word-dokument (.doc)")),
    ("Workbook", Kind("application/vnd.ms-excel", "äldre Excel-ark (.xls)", _REGISTER)),
    ("PowerPoint Document", Kind("application/vnd.ms-powerpoint", "äldre PowerPoint-fil (.ppt)")),
    ("", Kind("application/x-ole-storage", "äldre Office-fil")),
)
_ZIP_FOLDERS = (
    ("word/", DOCX),
    ("xl/", Kind(_OOXML + "spreadsheetml.sheet", "Excel-ark (.xlsx)", _REGISTER)),
    ("ppt/", Kind(_OOXML + "presentationml.presentation", "PowerPoint-fil (.pptx)")),
    ("", Kind("application/zip", "zip-arkiv", _UNPACK)),
)
_ZIP_MIMETYPES = (
    (_ODF + "text", ODT),  # text-template and text-master are built alike
    (_ODF + "spreadsheet", Kind(_ODF + "spreadsheet", "kalkylark (.ods)", _REGISTER)),
    (_ODF + "presentation", Kind(_ODF + "presentation", "presentation (.odp)")),
    ("application/epub+zip", Kind("application/epub+zip", "e-bok (.epub)")),
)
_XML = Kind("application/xml", "XML-fil", _REGISTER)
_MEDIA = Kind("video/mp4", "film eller HEIC-bild", "spara en bild som JPEG eller PNG.")

_PDF_HEAD = re.compile(rb"(?:^|[^ -~])%PDF-\d")
_XML_HEAD = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_HTML_TAG = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|title|meta|div|p|h[1-6]|table|article|section|main|ul|ol)[\s/>])",
    re.IGNORECASE,
)
_HEADER = re.compile(rb"([!-9;-~]+):")
# Headers that no person writes, and those that a letter could begin with too.
_CARRIED = {b"received", b"mime-version", b"message-id", b"return-path", b"delivered-to"}
_WRITTEN = {b"from", b"to", b"subject", b"date"}


def sniff(data: bytes) -> Kind:
    """The type of file that ``data`` is; plain text when nothing else is recognised."""
    head = data[:1024]
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if re.search(rb"[\x00-\x08]", head):
        for start, kind in _STARTS_OF_BINARY:
            if data.startswith(start):
                return kind
        if data[4:8] == b"ftyp":
            return _MEDIA
    if data.startswith(_OLE):
        return next(kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data)
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if _PDF_HEAD.search(head):
        return PDF
    return _text_kind(data)


def _zip_kind(data: bytes) -> Kind:
    # ODF and EPUB name themselves in a first, unpacked member.
    if data[30:38] == b"mimetype":
        named = data[38:200].decode("latin-1")
        for mimetype, kind in _ZIP_MIMETYPES:
            if named.startswith(mimetype):
                return kind
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # The list of members, at the end, is cut off; each name stands before its member too.
        names = [folder for folder, _ in _ZIP_FOLDERS if folder and folder.encode() in data]
    names.append("")
    return next(kind for folder, kind in _ZIP_FOLDERS if any(name.startswith(folder) for name in names))


def _text_kind(data: bytes) -> Kind:
    head = data[:20_000].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    head = head.replace(b"\x00", b"").lstrip()  # so that UTF-16 shows its tags too
    at = _XML_HEAD.match(head)
    body = head[at.end() :] if at else head
    if _HTML_TAG.match(body):
        return HTML
    if head.startswith(b"<?xml"):
        return _XML
    return EML if _is_mail(head) else TXT


def _is_mail(head: bytes) -> bool:
    names: set[bytes] = set()
    lines = head.splitlines()
    for line in lines[1:] if head.startswith(b"From ") else lines:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        name = _HEADER.match(line)
        if name is None:
            return False
        names.add(name[1].lower())
    return bool(names & _CARRIED and names & _WRITTEN) or len(names & _WRITTEN) >= 3
