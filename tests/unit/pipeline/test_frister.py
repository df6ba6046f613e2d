"""Deadlines, read through the pipeline's sections, sentences and metadata."""

from datetime import date

import pytest
import spacy

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.annotations import FRISTER
from nlp_arenden.pipeline.frister.component import make_frister
from nlp_arenden.pipeline.frister.holidays import easter, first_working_day
from nlp_arenden.pipeline.rules import load_rules
from nlp_arenden.pipeline.structure.places import make_places
from nlp_arenden.pipeline.structure.sections import make_sections
from nlp_arenden.pipeline.uppgifter.component import make_metadata
from nlp_arenden.text.cleaning import BLOCK_END


@pytest.fixture(scope="module")
def deadlines():
    pack = open_pack()
    nlp = spacy.blank("sv")
    components = (
        make_sections(load_rules(pack, "rubriker"), load_rules(pack, "delar")),
        make_places(),
        make_metadata(load_rules(pack, "uppgifter"), pack.table("kommuner")),
        make_frister(load_rules(pack, "frister")),
    )

    def read(*lines, head=("Sala kommun", "Tjänsteskrivelse", "Datum 2018-03-05", "Plan för parker", "Ärendet")):
        doc = nlp(BLOCK_END.join((*head, *lines)))
        for component in components:
            doc = component(doc)
        return [(mark.datum, mark.slag, mark.beraknad) for _, mark in FRISTER.read(doc)]

    return read


@pytest.fixture(scope="module")
def kinds(deadlines):
    return lambda *lines: [(day, kind) for day, kind, _ in deadlines(*lines)]


@pytest.mark.parametrize(
    ("sentence", "day", "kind"),
    [
        ("Nämnden ska yttra sig senast den 1 juni 2018.", "2018-06-01", "svarstid"),
        ("Rådet fick tillfälle att yttra sig till och med den 1 februari 2018.", "2018-02-01", "svarstid"),
        ("Svarstiden var satt till den 16 januari 2018.", "2018-01-16", "svarstid"),
        ("Kontoret ska redovisa utfallet senast den 15 december 2018.", "2018-12-15", "aterrapportering"),
        ("En uppföljning lämnas till nämnden senast den 30 november 2019.", "2019-11-30", "aterrapportering"),
        ("Frågan tas upp på nytt om ett år, dock senast den 31 mars 2019.", "2019-03-31", "aterrapportering"),
        ("Föreskriften gäller från och med den 19 augusti 2018.", "2018-08-19", "ikrafttradande"),
        ("Ändringarna föreslås träda i kraft den 1 januari 2019.", "2019-01-01", "ikrafttradande"),
        ("Arrendet löper ut och avtalet upphör den 31 december 2019.", "2019-12-31", "avtalstid"),
        ("Säljarens erbjudande gäller till och med den 30 juni 2018.", "2018-06-30", "avtalstid"),
        ("Inflyttning kan ske den 1 februari 2019.", "2019-02-01", "genomforande"),
        ("Sista dag att lämna anbud är den 30 september 2018.", "2018-09-30", "annat"),
        ("Arbetet ska vara avslutat den 1 oktober 2031.", "2031-10-01", "genomforande"),
        ("Stenskolan avvecklas från och med den 1 juli 2031.", "2031-07-01", "genomforande"),
        ("Yttrandena begärdes in till den 31 mars 2031.", "2031-03-31", "svarstid"),
        ("Taxan följer index fr o m 2031-01-01.", "2031-01-01", "ikrafttradande"),
        ("Anbuden är bindande t o m 2031-09-30.", "2031-09-30", "annat"),
        ("Projektet slutrapporteras till utskottet senast den 3 maj 2031.", "2031-05-03", "aterrapportering"),
    ],
)
def test_the_clause_tells_what_the_day_is_for(kinds, sentence, day, kind):
    assert kinds(sentence) == [(day, kind)]


def test_an_agreement_has_its_first_and_its_last_day(kinds):
    sentence = "Avtalet gäller från och med den 1 juni 2018 till och med den 31 maj 2022."
    assert kinds(sentence) == [("2018-06-01", "avtalstid"), ("2022-05-31", "avtalstid")]


def test_two_days_of_one_sentence_are_read_apart(kinds):
    sentence = "Erbjudandet gäller till och med den 30 juni 2018, och tillträde sker den 1 september 2018."
    assert kinds(sentence) == [("2018-06-30", "avtalstid"), ("2018-09-01", "genomforande")]


def test_each_att_sats_has_its_own_kind(kinds):
    sentence = "Styrelsen föreslås att avveckla enheten senast den 30 juni 2018, att upphäva riktlinjerna."
    assert kinds(sentence) == [("2018-06-30", "genomforande")]


def test_the_time_of_a_consultation_ends_with_its_last_day(kinds):
    assert kinds("Samråd sker under tiden 12 mars–16 april 2018.")[-1:] == [("2018-04-16", "svarstid")]


def test_a_letterhead_may_say_when_to_answer(deadlines):
    head = ("Sala kommun", "Remiss", "2018-03-05", "En ny lag om parker", "Svar senast 2018-05-03", "Ärendet")
    assert deadlines("Lagen gäller parker.", head=head) == [("2018-05-03", "svarstid", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nämnden beslutade den 3 maj 2018 att utreda frågan.",
        "De antecknade som yttrande en skrivelse från den 19 mars 2018.",
        "Taxan gäller från och med den 1 januari 2017.",
        "Rapporten ska lämnas senast i maj 2018.",
    ],
)
def test_history_and_days_that_are_not_whole_are_no_deadlines(kinds, sentence):
    assert kinds(sentence) == []


MINUTES = (
    "Sala kommun\tSammanträdesprotokoll",
    "Kommunstyrelsen\t2014-10-29",
    "§ 1",
    "Parken",
    "Beslut",
    "Parken byggs.",
)


@pytest.mark.parametrize(
    "notice",
    [
        ("Anslaget sätts upp 2014-11-05", "Anslaget tas ned\t2014-11-27"),
        ("Datum då anslaget sätts upp\tDatum då anslaget tas ned", "2014-11-05\t2014-11-27"),
        ("Datum för anslags uppsättande\t2014-11-05",),
    ],
)
def test_the_last_day_to_appeal_is_three_weeks_from_the_notice(deadlines, notice):
    assert deadlines("ANSLAG/BEVIS", *notice, head=MINUTES) == [("2014-11-26", "overklagande", True)]


def test_a_printed_last_day_to_appeal_is_not_computed(deadlines):
    lines = ("ANSLAG/BEVIS", "Anslaget sätts upp 2014-11-05", "Sista dag för överklagande 2014-11-26")
    assert deadlines(*lines, head=MINUTES) == [("2014-11-26", "overklagande", False)]


@pytest.mark.parametrize(
    ("year", "day"), [(2012, "2012-04-08"), (2019, "2019-04-21"), (2024, "2024-03-31"), (2038, "2038-04-25")]
)
def test_easter_falls_where_the_almanac_says(year, day):
    assert easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("last", "moved"),
    [
        ("2012-04-06", "2012-04-10"),  # långfredagen, påsk, annandag påsk
        ("2019-06-06", "2019-06-07"),  # nationaldagen
        ("2019-06-21", "2019-06-24"),  # midsommarafton
        ("2019-12-24", "2019-12-27"),
        ("2024-05-09", "2024-05-10"),  # Kristi himmelsfärdsdag
        ("2014-11-26", "2014-11-26"),
    ],
)
def test_a_last_day_on_a_holiday_moves_to_the_next_working_day(last, moved):
    assert first_working_day(date.fromisoformat(last)).isoformat() == moved


def test_an_answer_tells_by_when_it_was_wanted(kinds):
    lines = (
        "Bedömning", "Planen bedöms vara klar.", "Eva Ek", "Kulturnämnden", "Utdrag ur protokoll",
        "Sammanträdesdatum: 2018-03-20", "§ 12 Dnr KN 2018/5", "Beslut",
        "Nämnden tillstyrker planen.", "Ärendet", "Yttrandet ska skickas till kommunstyrelsen senast den 15 april 2018.",
        "Planen ska vara genomförd senast den 1 maj 2019.",
    )  # fmt: skip
    assert kinds(*lines) == [("2018-04-15", "svarstid")]
