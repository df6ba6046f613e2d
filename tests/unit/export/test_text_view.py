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
        "VARNINGAR", "SAMMANFATTNING", "FÖRSLAG TILL BESLUT", "YRKANDEN", "KOSTNADER", "REMISSINSTANSER", "FRISTER",
        "TEMAN", "BILAGOR",
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
    for word in ("avstyrker", "Saknar finansiering", "huvudtema", "villkorat"):
        assert word in plain


def test_what_was_not_found_is_told(card, arende):
    bare = card.model_copy(update={"remissinstanser": (), "frister": (), "yrkande": ()})
    assert "Hittades inte i texten: remissinstanser, frister." in text_card(bare, arende)


def test_an_inferred_municipality_is_told_to_be_inferred(card, arende):
    assert "Ängby kommun (härledd" in text_card(card, arende, width=120)


def many_costs(card, number):
    """The card with so many costs, the last of them the largest, each with its own words."""
    costs = [
        card.kostnader[0].model_copy(update={"text": f"Del {n} kostar pengar.", "belopp_sek": str(n * 1000)})
        for n in range(1, number + 1)
    ]
    return card.model_copy(update={"kostnader": (*costs, card.kostnader[1])})


def test_a_long_list_shows_what_tells_most_and_how_much_more_there_is(card, arende):
    text = text_card(many_costs(card, 12), arende)
    assert "och 5 till (se --format json eller html)" in text
    assert "Finansiering saknas i budgeten." in text
    assert "Del 12 kostar" in text
    assert "Del 5 kostar" not in text
    assert "till (se" not in text_card(many_costs(card, 7), arende)


def test_a_theme_has_at_most_two_short_quotes_and_none_twice(card, arende):
    theme = card.teman[0]
    twice = card.model_copy(
        update={"teman": (theme, theme.model_copy(update={"id": "annat", "etikett": "Annat tema"}))}
    )
    text = text_card(twice, arende, width=120)
    assert text.count("”Cykelbanan gör det säkrare") == 1
    assert "Annat tema" in text


def test_a_theme_does_not_quote_what_the_card_has_told(card, arende):
    told = card.teman[0].model_copy(update={"belagg": card.forslag[0].belagg})
    text = text_card(card.model_copy(update={"teman": (told,)}), arende)
    assert "”" not in text.split("TEMAN")[1].split("BILAGOR")[0]


def test_a_table_that_would_break_words_is_a_list_instead(card, arende):
    assert "Hållning" in text_card(card, arende, width=80)
    assert "Hållning" not in text_card(card, arende, width=50)
    assert "ingen erinran" in text_card(card, arende, width=50)


def test_the_bodies_against_come_first(card, arende):
    turned = card.model_copy(update={"remissinstanser": tuple(reversed(card.remissinstanser))})
    text = text_card(turned, arende).split("REMISSINSTANSER")[1]
    assert text.index("Trafikrådet") < text.index("Vägbyggarna")


def test_a_line_is_never_longer_than_one_reads_well(card, arende):
    assert max(map(len, text_card(card, arende, width=200).splitlines())) <= 100


def test_words_can_be_searched_with_ordinary_spaces(card, arende):
    assert "Dnr TN 2031/17" in text_card(card, arende)
