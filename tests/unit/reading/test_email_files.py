import pytest
from build_documents import docx, eml, p, pdf

from nlp_arenden.errors import EncryptedFile
from nlp_arenden.reading import Limits, read_bytes


def read(message, **options):
    return read_bytes(bytes(message), "a.eml", **options)


def test_headers_and_body_are_the_text():
    (mail,) = read(eml("Kommunen tillstyrker förslaget.\nHälsningar\n"))
    assert mail.mediatyp == "message/rfc822"
    assert mail.source.replace("\u2029", "") == (
        "Från: Åsa Öberg <asa@example.org>\nTill: registrator@example.org\nÄmne: Svar på remiss\n"
        "Datum: 2024-05-03 10:22\n\nKommunen tillstyrker förslaget.\nHälsningar\n"
    )


def test_plain_text_goes_before_html_and_html_before_nothing():
    (both,) = read(eml("Enkel text.", "<p>Rik text.</p>"))
    (rich,) = read(eml(html="<p>Rik <b>text</b> på ön.</p>"))
    assert "Enkel" in both.source and "Rik" not in both.source
    assert "Rik text på ön." in rich.source


def test_attachments_are_handlingar_of_their_own_in_order():
    message = eml("Se bilagor.")
    message.add_attachment(
        pdf(["Yttrande från nämnden"]), maintype="application", subtype="pdf", filename="yttrande.pdf"
    )
    message.add_attachment(docx(p("Protokoll")), maintype="application", subtype="octet-stream", filename="prot.docx")
    message.add_attachment("Anteckning på svenska", filename="anteckning.txt")
    handlingar = read(message)
    assert [(h.id, h.filnamn) for h in handlingar] == [
        ("h1", "a.eml"),
        ("h2", "yttrande.pdf"),
        ("h3", "prot.docx"),
        ("h4", "anteckning.txt"),
    ]
    assert handlingar[3].source.strip() == "Anteckning på svenska"
    assert handlingar[0].notices == ()


def test_an_attachment_that_cannot_be_read_is_told_of_on_the_mail():
    message = eml("Se bilaga.")
    message.add_attachment(b"PK\x03\x04skr\xc3\xa4p", maintype="application", subtype="zip", filename="allt.zip")
    (mail,) = read(message)
    (notice,) = mail.notices
    assert notice.kod == "bilaga_olast"
    assert "allt.zip: zip-arkiv läses inte; packa upp" in notice.text


def test_a_mail_in_a_mail_is_read_down_to_the_limit():
    inner = eml("Innerst.", subject="Inre")
    inner.add_attachment("Bilagd text", filename="b.txt")
    outer = eml("Ytterst.")
    outer.add_attachment(inner)
    assert [h.filnamn for h in read(outer)] == ["a.eml", "bilaga 1.eml", "b.txt"]
    shallow = read(outer, limits=Limits(max_depth=1))
    assert [h.filnamn for h in shallow] == ["a.eml", "bilaga 1.eml"]
    assert shallow[1].notices[0].kod == "bilaga_olast"


def test_pictures_inside_the_html_and_signatures_are_no_attachments():
    message = eml(html="<p>Hej <img src='cid:1'></p>")
    message.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<1>")
    message.make_mixed()
    message.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    (mail,) = read(message)
    assert mail.notices == ()


def test_an_attachment_name_holds_no_folder():
    message = eml("Se bilaga.")
    message.add_attachment("Text", filename="../../etc/x.txt")
    assert read(message)[1].filnamn == "x.txt"


def test_a_wrongly_told_charset_is_seen_through():
    raw = (
        b"From: a@example.org\r\nMessage-ID: <1>\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\n" + "Nämnden avstår från att svara på remissen.".encode("cp1252")
    )
    assert "Nämnden avstår från" in read_bytes(raw, "a.eml")[0].source


def test_an_encrypted_mail_says_so():
    raw = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n\nAAAA"
    with pytest.raises(EncryptedFile, match="krypterad"):
        read_bytes(raw, "a.eml")


def test_a_letter_that_begins_like_a_mail_in_swedish_is_text():
    assert read_bytes("Från: Nämnden\nTill: Styrelsen\n\nText".encode(), "a.txt")[0].mediatyp == "text/plain"
