import pytest
from build_documents import a_zip, odt

from nlp_arenden.errors import DamagedFile, EncryptedFile
from nlp_arenden.reading import read_bytes

NUMBERS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    "</text:list-style>"
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>'
)


def lines(data):
    (handling,) = read_bytes(data, "a.odt")
    assert handling.mediatyp == "application/vnd.oasis.opendocument.text"
    return handling.source.split("\u2029\n")


def items(*texts, style="L1", more=""):
    inner = "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def test_headers_come_first_and_footers_last():
    masters = (
        "<style:master-page><style:header><text:p>Dnr KS 2024/17</text:p></style:header>"
        "<style:footer><text:p>Torget 1</text:p></style:footer></style:master-page>"
    )
    data = odt("<text:h>Ärendet</text:h><text:p>Planen antas.</text:p>", masters=masters)
    assert lines(data) == ["Dnr KS 2024/17", "Ärendet", "Planen antas.", "Torget 1"]


def test_spaces_tabs_and_breaks():
    body = '<text:p>A <text:s text:c="2"/>B<text:tab/>C<text:line-break/>D\n  <text:a>E</text:a></text:p>'
    assert lines(odt(body)) == ["A   B\tC\nD E"]


def test_lists_have_their_numbers_and_bullets():
    body = (
        items("Planen antas.", "Avgiften höjs.")
        + "<text:p>Yrkande</text:p>"
        + items("Avslag.")
        + items("att", style="L2")
    )
    assert lines(odt(body, NUMBERS)) == [
        "1. Planen antas.",
        "2. Avgiften höjs.",
        "Yrkande",
        "1. Avslag.",
        "• att",
    ]


def test_a_list_can_go_on_after_a_paragraph_and_can_start_elsewhere():
    body = items("A") + items("B", more='text:continue-numbering="true"')
    start = items("C").replace("<text:list-item", '<text:list-item text:start-value="7"')
    assert lines(odt(body + start, NUMBERS)) == ["1. A", "2. B", "7. C"]


def test_an_item_that_holds_only_a_deeper_list_takes_no_number():
    inner = "<text:list><text:list-item><text:p>under</text:p></text:list-item></text:list>"
    body = (
        '<text:list text:style-name="L1">'
        "<text:list-item><text:p>A</text:p><text:p>fortsatt</text:p></text:list-item>"
        f"<text:list-item>{inner}</text:list-item><text:list-item><text:p>B</text:p></text:list-item></text:list>"
    )
    assert lines(odt(body, NUMBERS)) == ["1. A", "fortsatt", "a) under", "2. B"]


def test_rows_notes_boxes_and_what_is_left_out():
    body = (
        "<text:tracked-changes><text:deletion><text:p>struket</text:p></text:deletion></text:tracked-changes>"
        "<text:p>Text<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Not.</text:p>"
        "</text:note-body></text:note> slut"
        "<draw:frame><draw:text-box><text:p>Ruta</text:p></draw:text-box></draw:frame>"
        "<office:annotation><text:p>kommentar</text:p></office:annotation></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Hyra</text:p></table:table-cell>"
        "<table:table-cell><text:p>10 kr</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert lines(odt(body)) == ["Text slut", "Ruta", "Hyra\t10 kr", "Not."]


def test_an_encrypted_document_says_so():
    with pytest.raises(EncryptedFile):
        lines(odt("", manifest='<m xmlns:m="urn:m"><m:encryption-data/></m>'))


def test_a_document_without_content_is_damaged():
    with pytest.raises(DamagedFile):
        lines(a_zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}))
