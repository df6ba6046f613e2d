import pytest

from nlp_arenden.errors import DamagedFile, EmptyFile
from nlp_arenden.reading import read_bytes


def lines(data, mediatyp):
    (handling,) = read_bytes(data, "a")
    assert handling.mediatyp == mediatyp
    return handling.source.split("\u2029\n")


def html(body, head="", encoding="utf-8"):
    page = f"<!DOCTYPE html><html><head>{head}<title>T</title></head><body>{body}</body></html>"
    return lines(page.encode(encoding), "text/html")


def rtf(body, head=r"\ansi\ansicpg1252"):
    return lines(b"{\\rtf1" + head.encode() + b" " + body + b"}", "application/rtf")


def test_blocks_are_paragraphs_and_blanks_are_single():
    assert html("<h1>Förslag</h1><p>Planen\n   <b>antas</b>.<br>Nu.</p><div>Ja<p>Nej</p>Kanske</div>") == [
        "Förslag",
        "Planen antas.\nNu.",
        "Ja",
        "Nej",
        "Kanske",
    ]


def test_what_a_page_does_not_show_is_left_out():
    body = (
        "<nav>Meny</nav><script>x()</script><style>p{}</style><p hidden>A</p><p style='display: none'>B</p>"
        "<p>Text<!-- kommentar --><span aria-hidden='true'>*</span> kvar</p>"
    )
    assert html(body) == ["Text kvar"]


def test_lists_and_tables():
    body = (
        "<ol start=3><li>Ett<li><p>Två</p></ol><ul><li>Tre</li><li></li></ul><p>Slut</p>"
        "<table><tr><th>År<th>Kr<tr><td>2024<td>10&nbsp;000&ouml;</table>"
    )
    assert html(body) == ["3. Ett", "4. Två", "• Tre", "Slut", "År\tKr", "2024\t10\xa0000ö"]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-8", "utf-16"])
def test_the_encoding_is_told_or_guessed(encoding):
    assert html("<p>Räksmörgås på ön</p>", f'<meta charset="{encoding}">', encoding) == ["Räksmörgås på ön"]
    assert html("<p>Räksmörgås på ön</p>", "", encoding) == ["Räksmörgås på ön"]


def test_a_wrongly_told_encoding_is_seen_through():
    assert html("<p>Räksmörgås på ön</p>", '<meta charset="iso-8859-1">', "utf-8") == ["Räksmörgås på ön"]
    assert html("<p>Räksmörgås på ön</p>", '<meta charset="utf-8">', "cp1252") == ["Räksmörgås på ön"]


def test_a_page_without_text_is_empty():
    with pytest.raises(EmptyFile):
        html("<script>x()</script>")


def test_a_page_is_read_as_deep_as_the_parser_goes_and_refused_below():
    assert html("<div>" * 200 + "Botten") == ["Botten"]
    with pytest.raises(DamagedFile, match="för djupt"):
        html("Överst" + "<div>" * 20_000 + "Botten")


def test_rtf_paragraphs_letters_and_signs():
    body = rb"\pard F\'f6rslag till beslut\par \u214?stra torget \endash  10\~000 \{a\}\line b\par"
    assert rtf(body) == ["Förslag till beslut", "Östra torget – 10\xa0000 {a}\nb"]


def test_rtf_headers_lists_tables_and_notes():
    body = (
        rb"{\header Dnr KS 2024/17\par}{\footer Torget 1\par}"
        rb"{\listtext 1.\tab}Planen antas.{\footnote En not.}\par"
        rb"\trowd Hyra\cell 10 kr\cell\row"
    )
    assert rtf(body) == ["Dnr KS 2024/17", "1.\tPlanen antas.", "Hyra\t10 kr", "En not.", "Torget 1"]


def test_rtf_left_out_hidden_and_deleted_text():
    body = (
        rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset77 Geneva;}}{\info{\title T}}{\*\generator G}"
        rb"{\pict 0a0b}{\v dold}{\deleted struken}\f1 \'8a\f0 ra \'e5r\par{\pict\bin3 }}{}kvar"
    )
    assert rtf(body) == ["ära år", "kvar"]


def test_rtf_characters_outside_the_first_plane():
    assert rtf(rb"\u-10179?\u-8704?") == ["\U0001f600"]


def test_a_truncated_rtf_without_text_is_damaged():
    with pytest.raises(DamagedFile):
        read_bytes(rb"{\rtf1\ansi{\fonttbl{\f0 Ari", "a.rtf")
