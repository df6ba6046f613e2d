import pytest
from build_documents import W, a_zip, docx, numbered, numbering, p

from nlp_arenden.errors import DamagedFile, EncryptedFile, TooLarge
from nlp_arenden.reading import Limits, read_bytes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def lines(data, **options):
    (handling,) = read_bytes(data, "a.docx", **options)
    assert handling.mediatyp == DOCX
    return handling.source.split("\u2029\n")


def test_paragraphs_are_lines_that_end_hard():
    assert lines(docx(p("Tjänsteutlåtande") + p("") + p("Förslag till beslut"))) == [
        "Tjänsteutlåtande",
        "Förslag till beslut",
    ]


def test_the_header_with_its_dnr_comes_first_and_the_footer_last():
    data = docx(p("Ärendet"), header=p("Dnr KS 2024/17"), footer=p("Torget 1"))
    assert lines(data) == ["Dnr KS 2024/17", "Ärendet", "Torget 1"]


def test_the_main_part_is_found_by_its_link():
    assert lines(docx(p("Ärendet"), main="word/document2.xml")) == ["Ärendet"]


def test_automatic_numbers_are_written_out_and_start_again_where_word_starts_them_again():
    data = docx(
        numbered("Planen antas.", 1) + numbered("Avgiften höjs.", 1) + p("Yrkande") + numbered("Avslag.", 2),
        numbering=numbering(("decimal", "%1."), restart=True),
    )
    assert lines(data) == ["1. Planen antas.", "2. Avgiften höjs.", "Yrkande", "1. Avslag."]


def test_lists_that_share_their_definition_go_on_counting():
    data = docx(numbered("Ett", 1) + numbered("Två", 2), numbering=numbering(("decimal", "%1.")))
    assert lines(data) == ["1. Ett", "2. Två"]


def test_deeper_levels_are_numbered_under_their_parent():
    data = docx(
        numbered("A", 1) + numbered("B", 1, 1) + numbered("C", 1, 1) + numbered("D", 1) + numbered("E", 1, 1),
        numbering=numbering(("upperRoman", "%1."), ("decimal", "%1.%2)")),
    )
    assert lines(data) == ["I. A", "I.1) B", "I.2) C", "II. D", "II.1) E"]


def test_bullets_are_written_out():
    data = docx(numbered("att lägga ned", 1), numbering=numbering(("bullet", "\uf0b7")))
    assert lines(data) == ["• att lägga ned"]


def test_a_paragraph_style_can_carry_the_number_and_a_paragraph_can_refuse_it():
    styles = (
        '<w:style w:styleId="Attsats"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Attsats2"><w:basedOn w:val="Attsats"/></w:style>'
    )
    refused = '<w:pStyle w:val="Attsats"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    data = docx(
        p("Ett", '<w:pStyle w:val="Attsats"/>') + p("Två", '<w:pStyle w:val="Attsats2"/>') + p("Utan", refused),
        numbering=numbering(("lowerLetter", "%1)")),
        styles=styles,
    )
    assert lines(data) == ["a) Ett", "b) Två", "Utan"]


def test_a_table_row_is_a_line_with_tabs_and_a_layout_table_is_paragraphs():
    row = f"<w:tr><w:tc>{p('Hyra')}</w:tc><w:tc>{p('2 500')}{p('kr')}</w:tc></w:tr>"
    layout = f"<w:tr><w:tc>{p('Rubrik')}{p('Text')}</w:tc></w:tr>"
    assert lines(docx(f"<w:tbl><w:tblPr/>{row}{layout}</w:tbl>")) == ["Hyra\t2 500 kr", "Rubrik", "Text"]


def test_tracked_changes_read_as_accepted():
    body = (
        "<w:p><w:r><w:t>Avgiften är </w:t></w:r>"
        "<w:del><w:r><w:delText>fem</w:delText></w:r></w:del><w:ins><w:r><w:t>sex</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Delad </w:t></w:r></w:p>" + p("mening.")
    )
    assert lines(docx(body)) == ["Avgiften är sex", "Delad mening."]


def test_tabs_breaks_hyphens_and_hidden_text():
    body = (
        "<w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t><w:noBreakHyphen/><w:t>D</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dold</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert lines(docx(body)) == ["A\tB\nC\u2011D"]


def test_notes_and_text_boxes_and_content_controls_are_read_once():
    choice = f"<w:txbxContent>{p('I rutan')}</w:txbxContent>"
    both = f"<x:Choice>{choice}</x:Choice><x:Fallback>{choice}</x:Fallback>"
    box = f'<x:AlternateContent xmlns:x="urn:x">{both}</x:AlternateContent>'
    field = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('I fältet')}</w:sdtContent></w:sdt>"
    body = f"<w:p><w:r><w:t>Före</w:t></w:r><w:r>{box}</w:r></w:p>{field}"
    notes = f'<w:footnote w:type="separator">{p("-")}</w:footnote><w:footnote>{p("En not.")}</w:footnote>'
    assert lines(docx(body, footnotes=notes)) == ["Före", "I rutan", "I fältet", "En not."]


@pytest.mark.parametrize("keep", [0.5, 0.9])
def test_a_truncated_document_is_damaged(keep):
    data = docx(p("Ärendet"))
    with pytest.raises(DamagedFile, match=r"a\.docx: .*trasigt"):
        lines(data[: int(len(data) * keep)])


def test_a_document_without_well_formed_text_is_damaged():
    for broken in ("<w:document", "", f"<w:document {W}/>"):
        with pytest.raises(DamagedFile):
            lines(a_zip({"word/document.xml": broken}))


def test_a_document_with_a_password_is_encrypted():
    with pytest.raises(EncryptedFile, match="lösenord"):
        read_bytes(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")


def test_a_zip_bomb_is_stopped_by_what_it_unpacks_to():
    bomb = a_zip({"word/document.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})
    assert len(bomb) < 50_000
    with pytest.raises(TooLarge, match="packas upp till mer än"):
        lines(bomb)
    with pytest.raises(TooLarge):
        lines(docx(p("Ärendet" * 500)), limits=Limits(max_expanded_bytes=3000))


def test_entities_are_not_expanded():
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "hemlig"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>Text &a;&f;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert lines(a_zip({"word/document.xml": bomb})) == ["Text "]
