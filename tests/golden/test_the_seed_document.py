"""The user's own example: themes, the merged proposal with its chain, the costs rightly read, the three bodies."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from nlp_arenden.analysis import Analyzer
from nlp_arenden.modelpack import open_pack
from nlp_arenden.reading import Limits, read_arende
from tests.belagg import every_belagg

SEED = Path(__file__).parents[3] / "shared" / "seed" / "pm-2009-165.txt"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SEED.exists(), reason="the seed is not beside the checkout")]


@pytest.fixture(scope="module")
def arende():
    return read_arende([SEED], SEED.name, Limits(), False)


@pytest.fixture(scope="module")
def card(arende):
    return Analyzer.load(open_pack()).analyse(arende)


@pytest.fixture(scope="module")
def gold():
    return json.loads(SEED.with_suffix(".gold.json").read_text("utf8"))


def _covers(belagg, span):
    return belagg.start <= span["start"] and span["end"] <= belagg.slut + 1


def test_type_number_date_and_title_are_read(card):
    handling = card.handlingar[0]
    assert handling.dokumenttyp == "pm_stockholm" and handling.datum == "2009-09-23"
    assert card.arende.diarienummer == ("006-1688/2009",)
    assert card.arende.titel == "Överenskommelse med Alumni Association of Intelligent Communities"
    assert card.arende.organ == "kommunstyrelsen"
    assert card.arende.kommun.kod == "0180" and card.arende.kommun.harledd


def test_the_three_themes_are_found_and_the_international_one_is_primary(card):
    found = [tema.id for tema in card.teman]
    assert set(found) - {"naringsliv_turism"} == {"internationellt", "it_digitalisering", "miljo_klimat"}
    assert [tema.id for tema in card.teman if tema.primart] == ["internationellt"]
    assert all(tema.belagg for tema in card.teman)


def test_a_good_climate_for_innovations_does_not_speak_for_the_environment(card, gold):
    trap = next(trap for trap in gold["negative_keyword_traps"] if trap.get("not_theme") == "miljo_klimat")
    environment = next(tema for tema in card.teman if tema.id == "miljo_klimat")
    assert not any(_covers(belagg, trap["spans"][0]) for belagg in environment.belagg)


def test_the_proposal_said_twice_is_one_with_its_chain(card, gold):
    (forslag,) = card.forslag
    assert forslag.text == gold["proposals"][0]["text"] and forslag.akt == "godkanna" and forslag.art == "forslag"
    assert forslag.fran == ("föredragande borgarrådet Sten Nordin", "borgarrådsberedningen")
    assert forslag.beslutsorgan == "kommunstyrelsen" and not forslag.villkorad
    places = [(belagg.start, belagg.slut) for belagg in forslag.belagg]
    assert places == [(span["start"], span["end"]) for p in gold["proposals"] for span in p["spans"]]


def test_no_commitment_is_not_no_cost_and_both_statements_are_found(card, gold):
    assert [kostnad.klass for kostnad in card.kostnader] == ["inget_kostnadsatagande", "kostnad_utan_belopp"]
    assert [kostnad.negerad for kostnad in card.kostnader] == [True, False]
    assert {kostnad.talare for kostnad in card.kostnader} == {"stadsledningskontoret"}
    for kostnad, wanted in zip(card.kostnader, gold["costs"], strict=True):
        assert _covers(kostnad.belagg[0], wanted["spans"][0]) and kostnad.belopp_sek is None


def test_the_line_about_money_says_neither_no_costs_nor_400(card):
    assert "inga kostnader" not in card.kostnadsbild.lower() and "400" not in card.kostnadsbild
    assert "inte beloppssatta" in card.kostnadsbild and "kostnadsåtagande" in card.kostnadsbild
    assert not any(k.belopp_sek for k in card.kostnader if Decimal(k.belopp_sek or 0))


def test_the_three_bodies_have_their_roles(card):
    said = {(body.namn, body.roll, body.hallning) for body in card.remissinstanser}
    assert said == {
        ("stadsledningskontoret", "berett", "tillstyrker"),
        ("AB Stokab", "samrad", "ej_redovisad"),
        ("Stockholm Business Region AB", "samrad", "ej_redovisad"),
    }


def test_the_signer_in_capitals_is_the_borgarrad(card):
    (person,) = card.personer
    assert person.namn == "Sten Nordin" and "föredragande borgarråd" in person.roller and person.parti is None


def test_the_attachment_is_named_and_known_to_be_missing(card):
    (bilaga,) = card.bilagor
    assert bilaga.titel == "Memorandum of Understanding" and not bilaga.medfoljer


def test_nothing_is_warned_of_and_no_deadline_is_invented(card):
    assert card.varningar == () and card.frister == ()


def test_the_summary_tells_proposal_meaning_and_cost_in_that_order(card, gold):
    told = [mening.text for mening in card.sammanfattning]
    assert 3 <= len(told) <= 4
    assert told[0] == gold["summary_extractive"][0]
    costs = [i for i, text in enumerate(told) if "ostnader" in text]
    assert costs and costs[0] >= 1


def test_every_quote_is_true_to_the_character(card, arende):
    source = arende.handlingar[0].source
    found = list(every_belagg(json.loads(card.to_json())))
    assert len(found) > 15
    assert all(source[q["start"] : q["slut"]] == q["citat"] for q in found)
