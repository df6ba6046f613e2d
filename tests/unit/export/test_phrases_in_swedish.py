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


def test_a_denied_sum_says_so_in_words():
    cost = Kostnad(text="x", klass="kostnad_med_belopp", belopp_sek="5", negerad=True, talare="nämnden")
    assert [plain(part) for part in phrases.cost_head(cost)] == ["Kostnad 5 kronor", "nekas i texten", "enligt nämnden"]


def test_a_class_that_is_a_denial_is_not_denied_once_more():
    assert phrases.cost_head(Kostnad(text="x", klass="ingen_kostnad", negerad=True)) == ("Ingen kostnad",)


def test_a_speaker_that_is_known_is_not_named_again():
    cost = Kostnad(text="x", klass="okand", talare="nämnden")
    assert phrases.cost_head(cost, known="nämnden") == ("Kostnaden är okänd",)


def test_funding_is_not_told_twice():
    cost = Kostnad(text="x", klass="inom_ram", finansiering="inom_ram")
    assert phrases.cost_head(cost) == ("Ryms inom budgetramen",)


def test_the_chain_ends_with_the_body_that_decides():
    proposal = Forslag(text="x", akt="godkanna", art="forslag", fran=("AU", "nämnden"), beslutsorgan="fullmäktige")
    assert phrases.chain_of(proposal) == "AU → nämnden → fullmäktige"


@pytest.mark.parametrize(
    ("text", "akt", "facts"),
    [
        ("att godkänna planen", "godkanna", ()),
        ("Planen godkänns.", "godkanna", ()),
        ("att uppdra åt kontoret att utreda", "ge_uppdrag", ()),
        ("Planen antas.", "anta_faststalla", ()),
        ("avslag på förslaget", "avsla", ()),
        ("Reglerna eller planen till nämnden", "anta_faststalla", ("åtgärd: anta eller fastställa",)),
        ("att lägga ner simhallen", "upphava", ("åtgärd: upphäva",)),
        ("att lägga ner simhallen", "annat", ()),
    ],
)
def test_the_act_is_told_only_where_the_words_do_not(text, akt, facts):
    assert phrases.proposal_facts(Forslag(text=text, akt=akt, art="forslag")) == facts


@pytest.mark.parametrize(
    ("fran", "organ", "said"),
    [
        (("A (S)", "B (M)", "C"), "nämnden", "A (S), B (M) och C i nämnden"),
        (("A (S)", "B (M)"), None, "A (S) och B (M)"),
        (("A (S)",), "nämnden", "A (S) i nämnden"),
        ((), "nämnden", "Utan namn, i nämnden"),
        ((), None, ""),
    ],
)
def test_those_who_move_together_are_no_chain(fran, organ, said):
    motion = Forslag(text="x", akt="annat", art="yrkande", fran=fran, beslutsorgan=organ)
    assert phrases.chain_of(motion) == said


def test_a_condition_is_told():
    assert phrases.proposal_facts(Forslag(text="x", akt="annat", art="forslag", villkorad=True)) == ("villkorat",)


@pytest.mark.parametrize(
    ("text", "said"),
    [("1. Nämnden bygger.", "Nämnden bygger."), ("2)  Nämnden\nbygger.", "Nämnden bygger."),
     ("1.5 miljoner", "1.5 miljoner"), ("2030. Sedan", "2030. Sedan")],
)  # fmt: skip
def test_the_number_of_a_list_point_is_not_part_of_what_it_says(text, said):
    assert phrases.unnumbered(text) == said


def test_a_long_quote_ends_with_a_whole_word_and_an_ellipsis():
    short = phrases.shortened("ord " * 100, most=20)
    assert plain(short) == "ord ord ord ord …"
    assert len(phrases.shortened("x" * 500)) <= 160
    assert phrases.shortened("kort") == "kort"


@pytest.mark.parametrize(
    ("probability", "said"),
    [(1.0, "mycket troligt (99 %)"), (0.9, "mycket troligt (90 %)"), (0.71, "troligt (71 %)"),
     (0.5, "ganska troligt (50 %)"), (0.0, "möjligt (1 %)")],
)  # fmt: skip
def test_a_probability_is_said_in_words_and_is_never_certain(probability, said):
    assert plain(phrases.sureness(probability)) == said


def test_a_place_names_the_page_only_where_there_are_pages():
    here = Evidence(handling="h1", start=154, slut=187, sida=2, citat="x")
    assert plain(phrases.place(here)) == "h1 s. 2, 154–187"
    assert plain(phrases.place(here, alone=True)) == "s. 2, 154–187"
    assert plain(phrases.place(here.model_copy(update={"sida": None}))) == "h1, 154–187"
    assert phrases.place(here.model_copy(update={"sida": None}), alone=True) == "154–187"


def test_only_the_first_places_are_written_out():
    assert plain(phrases.places(["0–1", "1–2", "2–3", "3–4"])) == "[0–1; 1–2; och 2 till]"
    assert phrases.places([]) == ""


def test_a_document_cannot_send_codes_to_the_terminal():
    assert phrases.one_line("ett\x1b[31m\u202etvå\n tre\x00") == "ett[31mtvå tre"
