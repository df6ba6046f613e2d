"""PDF files, by PDFium."""

import threading

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from nlp_arenden.domain.handling import Notice
from nlp_arenden.errors import DamagedFile, EncryptedFile
from nlp_arenden.reading import scan
from nlp_arenden.reading.extract import Extract, Job, page_list, paged
from nlp_arenden.reading.quality import reads_like_words

_PDFIUM = threading.Lock()  # PDFium is not thread-safe, not even between documents
_DPI = 200
_PIXELS_AT_MOST = 40_000_000  # of a rendered page; a plan sheet is rendered coarser
_STAMP = 60  # letters and digits; a scan with no more text on it has only been stamped or numbered
_MOST_OF_PAGE, _SOME_OF_PAGE = 0.5, 0.05


def read_pdf(data: bytes, job: Job) -> Extract:
    """The text of each page as PDFium gives it, with U+FFFE where the typesetter hyphenated; scans by OCR.

    A page is read by OCR when it is an image with next to no text, or when its text is no words (a font
    without a character map). The order of the text is that of the content stream.

    Raises:
        EncryptedFile: it needs a password.
        DamagedFile: it cannot be opened, or none of its pages can.
        TooLarge: too many pages or characters.
        TookTooLong: the time was up before the pages were read.
        MissingExtra: all of it is scanned, and tesseract is not installed.
    """
    with _PDFIUM:
        document = _opened(data)
    try:
        return _read(document, data, job)
    finally:
        with _PDFIUM:
            document.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise EncryptedFile("PDF-filen är skyddad med lösenord; spara den utan lösenord.") from error
        raise DamagedFile("PDF-filen är trasig eller avkortad; hämta den på nytt.") from error


def _read(document: pdfium.PdfDocument, data: bytes, job: Job) -> Extract:
    count = len(document)
    job.limits.check_pages(count)
    texts: list[str] = []
    broken: list[int] = []
    pictures: list[int] = []
    characters = 0
    for index in range(count):
        job.deadline.check()
        try:
            text, is_picture = _page(document, index)
        except pdfium.PdfiumError:
            text, is_picture = "", False
            broken.append(index)
        if is_picture:
            pictures.append(index)
        texts.append(text)
        characters += len(text)
        job.limits.check_characters(characters)
    if len(broken) == count:
        raise DamagedFile("ingen sida i PDF-filen går att öppna; hämta den på nytt.")
    notices = _losses(broken, data)
    read: dict[int, str] = {}
    if pictures:
        if len(pictures) + len(broken) == count and not "".join(texts).strip():
            scan.require(job)
        read, told = scan.read_pages(pictures, lambda index: _picture(document, index), job)
        notices += told
    text, pages = paged([read.get(index) or text for index, text in enumerate(texts)])
    return Extract(text, pages, ocr=any(read.values()), notices=notices)


def _page(document: pdfium.PdfDocument, index: int) -> tuple[str, bool]:
    """The text of a page, and whether OCR would read it better."""
    with _PDFIUM:
        page = document[index]
        textpage = page.get_textpage()
        try:
            text: str = textpage.get_text_range()
            letters = sum(map(str.isalnum, text)) if len(text) < 4 * _STAMP else _STAMP + 1
            if letters > _STAMP:
                return text, not reads_like_words(text)
            return text, _image_share(page) > (_MOST_OF_PAGE if letters else _SOME_OF_PAGE)
        finally:
            textpage.close()
            page.close()


def _image_share(page: pdfium.PdfPage) -> float:
    """The share of the page that images cover, those that overlap counted twice."""
    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        left, bottom, right, top = image.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered / (width * height) if width and height else 0.0


def _picture(document: pdfium.PdfDocument, index: int) -> bytes:
    """A page rendered in grey, as a PGM file."""
    with _PDFIUM:
        page = document[index]
        width, height = page.get_size()
        scale = min(_DPI / 72, (_PIXELS_AT_MOST / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            rows = memoryview(bitmap.buffer).cast("B")
            lines = [rows[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height)]
            return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
        finally:
            bitmap.close()
            page.close()


def _losses(broken: list[int], data: bytes) -> tuple[Notice, ...]:
    notices: list[Notice] = []
    if broken:
        pages = page_list([index + 1 for index in broken])
        notices.append(Notice("sida_olast", f"PDF-filen är skadad: {pages} gick inte att läsa."))
    if b"%%EOF" not in data[-4096:]:
        notices.append(Notice("kan_vara_avkortad", "PDF-filen saknar slutmärke; text kan saknas i slutet."))
    return tuple(notices)
