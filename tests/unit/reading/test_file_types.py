import pytest
from build_documents import a_zip, docx, odt, p, pdf

from nlp_arenden.errors import UnknownFormat
from nlp_arenden.reading import read_bytes
from nlp_arenden.reading.sniff import sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
_ODF = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "äldre Word-dokument .* spara som PDF eller DOCX"),
        (OLE + "Workbook".encode("utf-16-le"), "äldre Excel-ark"),
        (OLE + "__substg1.0_".encode("utf-16-le"), "Outlook-meddelande .* EML"),
        (OLE, "äldre Office-fil"),
        (a_zip({"xl/workbook.xml": "<a/>"}), "Excel-ark .*arenden tagga"),
        (a_zip({"ppt/presentation.xml": "<a/>"}), "PowerPoint"),
        (a_zip({"mimetype": _ODF + "spreadsheet"}), "kalkylark"),
        (a_zip({"a.txt": "text"}), "zip-arkiv läses inte; packa upp"),
        (b"MZ\x90\x00\x03", "program"),
        (b"GIF89a\x01\x00", "GIF-bild"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"<?xml version='1.0'?><ArendeLista/>", "XML-fil"),
    ],
)
def test_a_type_that_is_not_read_is_named_with_what_to_do(data, said):
    with pytest.raises(UnknownFormat, match=rf"fil\.txt: .*{said}"):
        read_bytes(data, "fil.txt")


@pytest.mark.parametrize(
    ("data", "mediatyp"),
    [
        (pdf(["Text"]), "application/pdf"),
        (docx(p("Text")), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (odt("<text:p>Text</text:p>"), _ODF + "text"),
        (b"\xef\xbb\xbf <!-- a --><HTML><p>Text", "text/html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p>Text</p></html>", "text/html"),
        ("<!DOCTYPE html><p>Text".encode("utf-16"), "text/html"),
        (b"<p>Text</p>", "text/html"),
        (b"{\\rtf1 Text}", "application/rtf"),
        (b"Received: by x\nSubject: y\n\nText", "message/rfc822"),
        (b"From: x\nTo: z\nSubject: y\n\nText", "message/rfc822"),
    ],
)
def test_the_type_is_told_by_the_content_and_not_by_the_ending(data, mediatyp):
    assert read_bytes(data, "fil.txt")[0].mediatyp == mediatyp


@pytest.mark.parametrize(
    "text",
    [
        "MZ är en kod",
        "BM 2024",
        "<b och > är tecken",
        "Subject: bara en rad",
        "Filen börjar med %PDF-1.7",
        "PK 5",
    ],
)
def test_text_that_resembles_another_type_is_text(text):
    assert sniff(text.encode()).mediatyp == "text/plain"
