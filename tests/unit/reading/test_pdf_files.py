from io import BytesIO

import pytest
from build_documents import as_file, pdf, picture, scanned
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from nlp_arenden.errors import DamagedFile, EmptyFile, EncryptedFile, MissingExtra, TookTooLong, TooLarge
from nlp_arenden.reading import Limits, read_bytes, scan

LINES = ["Kommunstyrelsen föreslår att fullmäktige beslutar", "att godkänna årsredovisningen för Örby bad."]
needs_tesseract = pytest.mark.skipif(scan.tesseract() is None, reason="tesseract with Swedish is not installed")


def read(data, **options):
    (handling,) = read_bytes(data, "a.pdf", **options)
    return handling


def kinds(handling):
    return [notice.kod for notice in handling.notices]


@pytest.fixture
def without_tesseract(monkeypatch):
    monkeypatch.setattr(scan, "tesseract", lambda: None)


def test_the_text_of_each_page_stands_in_its_page():
    handling = read(pdf(LINES, ["Sista sidan"]))
    assert handling.mediatyp == "application/pdf"
    assert handling.source == "\r\n".join(LINES) + "\n\fSista sidan"
    assert [(page.number, page.start, page.end) for page in handling.pages] == [(1, 0, 96), (2, 96, 107)]
    assert handling.notices == ()


def test_an_empty_page_keeps_its_number():
    handling = read(pdf(LINES, [], ["Sista sidan"]))
    assert handling.page_of(handling.source.index("Sista")) == 3


def test_a_hyphen_at_a_line_end_keeps_the_mark_that_pdfium_gives_it():
    handling = read(pdf(["Ärendet bereds i kommun-", "styrelsens utskott."]))
    assert handling.source == "Ärendet bereds i kommun\ufffestyrelsens utskott."
    assert handling.clean.text == "Ärendet bereds i kommunstyrelsens utskott."


def test_an_encrypted_file_says_so():
    with pytest.raises(EncryptedFile, match=r"a\.pdf: .*lösenord"):
        read(pdf(LINES, password="hemligt"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\nskr\xe4p", pdf(LINES)[:200]])
def test_a_broken_file_says_so(data):
    with pytest.raises(DamagedFile, match="trasig eller avkortad"):
        read(data)


def test_a_file_without_its_end_mark_is_read_with_a_notice():
    handling = read(pdf(LINES).replace(b"%%EOF", b""))
    assert "godkänna" in handling.source
    assert kinds(handling) == ["kan_vara_avkortad"]


def test_a_pdf_with_another_ending_or_bytes_before_it_is_a_pdf():
    assert read_bytes(pdf(LINES), "a.txt")[0].mediatyp == "application/pdf"
    assert read(b"\x0d\x0a\x00" + pdf(LINES)).mediatyp == "application/pdf"


def test_too_many_pages_or_characters_are_refused():
    with pytest.raises(TooLarge, match="2 sidor, gränsen är 1"):
        read(pdf(LINES, LINES), limits=Limits(max_pages=1))
    with pytest.raises(TooLarge, match="tecken"):
        read(pdf(LINES), limits=Limits(max_characters=10))


def test_a_document_stops_when_its_time_is_up():
    with pytest.raises(TookTooLong, match="0 sekunder"):
        read(pdf(LINES), limits=Limits(seconds=0))


def test_a_pdf_without_text_and_images_is_empty():
    with pytest.raises(EmptyFile):
        read(pdf([]))


def test_a_scan_without_tesseract_says_how_to_install_it(without_tesseract):
    with pytest.raises(MissingExtra, match=r"a\.pdf: .*apt install tesseract-ocr-?"):
        read(scanned(LINES))


def test_a_scan_with_ocr_switched_off_says_so():
    with pytest.raises(EmptyFile, match="OCR är avstängd"):
        read(scanned(LINES), ocr=False)


def test_scanned_pages_among_others_are_told_of_when_they_cannot_be_read(without_tesseract):
    handling = read(mixed())
    assert kinds(handling) == ["ocr_saknas"]
    assert handling.notices[0].text.startswith("Sida 2 är inskannad och kunde inte läsas")
    assert not handling.ocr
    assert kinds(read(mixed(), ocr=False)) == ["ocr_avstangd"]


@needs_tesseract
def test_scanned_pages_are_read_in_their_place():
    handling = read(mixed())
    page = handling.pages[1]
    assert LINES[1] in handling.source[page.start : page.end]
    assert handling.ocr and handling.notices == ()


@needs_tesseract
def test_a_scan_that_was_only_stamped_is_still_a_scan():
    handling = read(stamped())
    assert LINES[0] in handling.source


@needs_tesseract
def test_pages_that_there_was_no_time_for_are_told_of(monkeypatch):
    def out_of_time(image, deadline):
        raise TookTooLong("sent")

    monkeypatch.setattr(scan, "recognise", out_of_time)
    assert kinds(read(mixed())) == ["ocr_avbruten"]


@needs_tesseract
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_an_image_file_is_read(form):
    handling = read_bytes(as_file(picture(LINES), form), "a.bin")[0]
    assert handling.mediatyp == f"image/{form.lower()}"
    assert "\n".join(LINES) in handling.source
    assert handling.ocr


@needs_tesseract
def test_each_picture_in_a_tiff_is_a_page():
    data = as_file(picture(LINES), "TIFF", save_all=True, append_images=[picture(["Bilaga två"])])
    handling = read_bytes(data, "a.tif")[0]
    assert handling.page_of(handling.source.index("Bilaga")) == 2


@needs_tesseract
def test_an_unclear_image_is_read_with_a_doubt():
    small = picture(LINES).resize((300, 424)).resize((1240, 1754))
    handling = read_bytes(as_file(small, "PNG"), "a.png")[0]
    assert "ocr_osaker" in kinds(handling)


@needs_tesseract
def test_a_broken_image_says_so():
    with pytest.raises(DamagedFile, match="bilden är trasig"):
        read_bytes(as_file(picture(LINES), "PNG")[:60], "a.png")


@needs_tesseract
def test_a_blank_image_is_empty():
    with pytest.raises(EmptyFile):
        read_bytes(as_file(picture([]), "PNG"), "a.png")


@needs_tesseract
def test_tesseract_is_stopped_when_the_time_is_up():
    with pytest.raises(TookTooLong, match="OCR hann inte klart"):
        read_bytes(as_file(picture(LINES), "PNG"), "a.png", limits=Limits(seconds=0.05))


def mixed():
    return pdf_with_picture(text_on_first=True)


def stamped():
    return pdf_with_picture(text_on_first=False)


def pdf_with_picture(text_on_first):
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    if text_on_first:
        for n, line in enumerate(LINES):
            canvas.drawString(72, 700 - 20 * n, line)
        canvas.showPage()
    canvas.drawImage(ImageReader(picture(LINES)), 0, 0, 595, 842)
    if not text_on_first:
        canvas.drawString(400, 820, "Dnr KS 2024/17")
    canvas.showPage()
    canvas.save()
    return out.getvalue()
