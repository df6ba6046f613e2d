import pytest

from nlp_arenden.export import phrases
from nlp_arenden.export.text import text_card


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(card, arende, width):
    assert max(map(len, text_card(card, arende, width=width).splitlines())) <= width


def test_the_card_comes_in_the_order_a_reader_wants_it(card, arende):
    lines = text_card(card, arende).splitlines()
    headings = [line for line in lines if line.isupper()]
    assert lines[0] == "Ny cykelbana längs Ängsvägen"
    assert headings == [
        "SAMMANFATTNING", "FÖRSLAG TILL BESLUT", "YRKANDEN", "KOSTNADER", "REMISSINSTANSER", "FRISTER",
        "TEMAN", "BILAGOR", "VARNINGAR",
    ]  # fmt: skip


def test_the_overall_cost_comes_before_the_statements(card, arende):
    text = text_card(card, arende, width=120)
    assert text.index(card.kostnadsbild) < text.index(card.kostnader[0].text)


def test_every_finding_shows_its_place(card, arende):
    text = text_card(card, arende, width=120)
    for finding in (
        *card.forslag,
        *card.kostnader,
        *card.remissinstanser,
        *card.frister,
        *card.teman,
        *card.bilagor,
    ):
        assert phrases.place(finding.belagg[0]) in text


def test_a_place_is_never_broken_over_two_lines(card, arende):
    for width in (40, 57, 80, 93):
        lines = text_card(card, arende, width=width).splitlines()
        assert all(line.count("[") == line.count("]") for line in lines)


def test_a_theme_is_quoted_as_one_reads_it(card, arende):
    assert "skolan & idrottsplatsen." in text_card(card, arende, width=120)


def test_without_colour_there_is_not_one_escape_code_and_the_words_are_the_same(card, arende):
    plain = text_card(card, arende, color=False)
    colored = text_card(card, arende, color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in colored
    for word in ("avstyrker", "Saknar finansiering", "nekande utsaga", "huvudtema", "villkorat"):
        assert word in plain


def test_what_was_not_found_is_told(card, arende):
    bare = card.model_copy(update={"remissinstanser": (), "frister": (), "yrkande": ()})
    assert "Hittades inte i texten: remissinstanser, frister." in text_card(bare, arende)


def test_an_inferred_municipality_is_told_to_be_inferred(card, arende):
    assert "Ängby kommun (härledd" in text_card(card, arende, width=120)
