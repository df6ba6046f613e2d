import pytest

from nlp_arenden.domain.card import Evidence, Forslag, Kostnad
from nlp_arenden.export import phrases


def plain(text):
    return text and text.replace(phrases.NBSP, " ")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "0 kronor"),
        ("999", "999 kronor"),
        ("2500000", "2 500 000 kronor"),
        ("1234.5", "1 234,50 kronor"),
        ("1234.00", "1 234 kronor"),
        ("-300000", "−300 000 kronor"),
    ],
)
def test_a_sum_is_grouped_and_has_a_decimal_comma(amount, said):
    assert plain(phrases.kronor(amount)) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, None),
        ({"belopp_sek": "5000", "period": "per_ar"}, "5 000 kronor per år"),
        ({"belopp_sek": "5000", "ungefarlig": True}, "cirka 5 000 kronor"),
        (
            {"belopp_sek": "5000", "belopp_max_sek": "9000", "moms": "exkl"},
            "5 000–9 000 kronor exklusive moms",
        ),
        ({"belopp_max_sek": "9000"}, "högst 9 000 kronor"),
        ({"belopp_sek": "9000", "belopp_max_sek": "9000"}, "9 000 kronor"),
        ({"belopp_sek": "70", "per_enhet": "elev"}, "70 kronor per elev"),
    ],
)
def test_a_sum_says_how_sure_how_often_and_for_what(fields, said):
    assert plain(phrases.sum_phrase(Kostnad(text="x", klass="kostnad_med_belopp", **fields))) == said


def test_a_denied_cost_says_so_in_words():
    cost = Kostnad(text="x", klass="ingen_kostnad", negerad=True, talare="nämnden")
    assert phrases.cost_facts(cost) == ("nekande utsaga", "enligt nämnden")


def test_funding_is_not_told_twice():
    assert phrases.cost_facts(Kostnad(text="x", klass="inom_ram", finansiering="inom_ram")) == ()


def test_the_chain_ends_with_the_body_that_decides():
    proposal = Forslag(
        text="x", akt="anta_faststalla", art="forslag", fran=("AU", "nämnden"), beslutsorgan="fullmäktige"
    )
    assert phrases.proposal_facts(proposal) == ("AU → nämnden → fullmäktige", "åtgärd: anta eller fastställa")


@pytest.mark.parametrize(
    ("probability", "said"),
    [(1.0, "mycket troligt (99 %)"), (0.9, "mycket troligt (90 %)"), (0.71, "troligt (71 %)"),
     (0.5, "ganska troligt (50 %)"), (0.0, "möjligt (1 %)")],
)  # fmt: skip
def test_a_probability_is_said_in_words_and_is_never_certain(probability, said):
    assert plain(phrases.sureness(probability)) == said


def test_a_place_names_the_page_only_where_there_are_pages():
    here = Evidence(handling="h1", start=154, slut=187, sida=2, citat="x")
    assert plain(phrases.place(here)) == "h1 s. 2, tecken 154–187"
    assert plain(phrases.place(here.model_copy(update={"sida": None}))) == "h1, tecken 154–187"


def test_only_the_first_places_are_written_out():
    here = [Evidence(handling="h1", start=n, slut=n + 1, citat="x") for n in range(4)]
    assert plain(phrases.places(here)) == "[h1, tecken 0–1; h1, tecken 1–2; och 2 till]"
    assert phrases.places([]) is None


def test_a_document_cannot_send_codes_to_the_terminal():
    assert phrases.one_line("ett\x1b[31m\u202etvå\n tre\x00") == "ett[31mtvå tre"
