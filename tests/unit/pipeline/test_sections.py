"""Headings in all their forms, and the sections they open: through the real pipeline."""

import pytest

from nlp_arenden.domain.handling import Handling
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.annotations import PARTS, SECTIONS
from nlp_arenden.pipeline.language import build_pipeline

NLP = build_pipeline(open_pack())


def sections(*blocks):
    text = Handling("h1", "text.txt", "", "text/plain", "\n\n".join(blocks) + "\n").clean.text
    return [(section, span.of(text), text[section.body : span.end]) for span, section in SECTIONS.read(NLP(text))]


def kinds(*blocks):
    return [section.kind for section, _, _ in sections("Lillå kommun", *blocks)][1:]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Förslag till beslut", "forslag"),
        ("FÖRSLAG TILL BESLUT", "forslag"),
        ("F Ö R S L A G", "forslag"),
        ("3. Förslag till beslut", "forslag"),
        ("3.2 Ekonomiska konsekvenser:", "ekonomi"),
        ("§ 12 Ekonomi", "ekonomi"),
        ("Stadsledningskontorets förslag till beslut", "forslag"),
        ("Arbetsutskottets förslag till kommunstyrelsen", "forslag"),
        ("Hälso- och sjukvårdsdirektörens förslag till beslut", "forslag"),
        ("Beslut", "beslut"),
        ("B E S L U T", "beslut"),
        ("Kommunfullmäktiges beslut", "beslut"),
        ("Framställda yrkanden", "yrkande"),
        ("Propositionsordning", "procedur"),
        ("Blank reservation", "reservation"),
        ("Särskilda yttranden", "uttalande"),
        ("Ärendet", "bakgrund"),
        ("SAMMANFATTNING AV ÄRENDET", "sammanfattning"),
        ("Mina synpunkter", "bedomning"),
        ("Förvaltningens bedömning", "bedomning"),
        ("Bedömning ur ekonomisk, social och ekologisk dimension", "ekonomi"),
        ("Bedömning ur ekologisk och social dimension", "konsekvens"),
        ("Remissammanställning", "beredning"),
        ("Facklig samverkan", "beredning"),
        ("Beslutsunderlag", "underlag"),
        ("Beslutet ska skickas till", "expediering"),
        ("Hur man överklagar", "overklagande"),
        ("Ekonomiskt utfall", "utfall"),
    ],
)
def test_a_heading_opens_its_section(heading, kind):
    assert kinds(heading, "Här står något om bron över ån.") == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "Förslag till beslut lämnas av kontoret i nästa vecka.",
        "Ekonomin är god i kommunen.",
        "Beslutet skickas till räddningstjänsten.",
        "Ärendet har beretts av kontoret.",
        "Reservationen anfördes muntligt.",
    ],
)
def test_a_sentence_that_begins_like_a_heading_is_none(sentence):
    assert kinds(sentence) == []


def test_a_heading_run_together_with_its_text_leaves_the_text_to_the_section():
    ((_, _, body),) = sections("Sammanfattning Kommunstyrelsen beslutade i maj att bygga bron.")
    assert body == "Kommunstyrelsen beslutade i maj att bygga bron."


def test_a_heading_inside_a_block_cuts_it():
    found = sections("Lillå kommun", "Ny gångbro i centrum Förslag till beslut 1. Bron byggs.")
    assert [(section.kind, body.strip()) for section, _, body in found][1:] == [("forslag", "1. Bron byggs.")]


def test_headings_inside_a_block_follow_upon_each_other():
    text = "Plan för ån Förslag till beslut Planen antas. Bedömning ur ekonomisk dimension Planen kostar inget."
    assert kinds(text) == ["forslag", "ekonomi"]


def test_a_motion_told_in_a_run_together_title_begins_the_background():
    assert kinds("Motion av Eva Ek (V) om bänkar Motionen Eva Ek (V) föreslår att bänkar ställs ut.") == ["bakgrund"]


def test_whose_proposal_and_to_whom_stand_in_the_heading():
    section = sections("Lillå kommun", "Arbetsutskottets förslag till kommunstyrelsen", "– Bron byggs.")[1][0]
    assert (section.organ, section.till) == ("arbetsutskottet", "kommunstyrelsen")


def test_of_two_addressees_the_last_decides():
    section = sections("Lillå kommun", "Förslag till beslut i kommunstyrelsen och kommunfullmäktige", "Bron byggs.")[1][
        0
    ]
    assert section.till == "kommunfullmäktige"


def test_a_heading_may_say_i_twice_and_end_with_a_semicolon():
    section = sections("Lillå kommun", "Förslag till beslut I kommunstyrelsen och i Kommunfullmäktige;", "Bron byggs.")[
        1
    ][0]
    assert section.till == "kommunfullmäktige"


def test_the_name_of_a_body_is_a_heading_in_a_remissammanstallning_and_nowhere_else():
    blocks = ("Kulturnämnden", "Nämnden tillstyrker förslaget.")
    assert kinds("Remissammanställning", *blocks) == ["beredning", "beredning"]
    assert kinds("Bakgrund", *blocks) == ["bakgrund"]


def test_dissent_without_a_heading_ends_where_a_body_takes_the_word_again():
    found = kinds(
        "Reservation anfördes av borgarrådet Bo By (s) enligt följande.",
        "Bron är dyr.",
        "Särskilt uttalande gjordes av Eva Ek (kd) enligt följande.",
        "Bron är vacker.",
        "Kommunstyrelsen delar beredningens uppfattning och föreslår kommunfullmäktige besluta följande",
    )
    assert found == ["reservation", "uttalande", "huvud"]


@pytest.mark.parametrize("text", ["", " ", "Bro", "Beslut", "Beslut\n\nBeslut\n\nBeslut", "\n\n–\n\n"])
def test_sections_and_parts_tile_the_text(text):
    clean = Handling("h1", "text.txt", "", "text/plain", text).clean.text
    doc = NLP(clean)
    for layer in (SECTIONS, PARTS):
        spans = [span for span, _ in layer.read(doc)]
        assert "".join(clean[span.start : span.end] for span in spans) == clean
