"""The attachments that a handling names."""

import pytest

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.rules import load_rules
from nlp_arenden.pipeline.uppgifter.attachments import Attachments
from nlp_arenden.text.cleaning import BLOCK_END


@pytest.fixture(scope="module")
def attached():
    attachments = Attachments(load_rules(open_pack(), "uppgifter"))

    def read(*lines):
        return [mark.value for _, mark in attachments.find(BLOCK_END.join(lines), [])]

    return read


def test_the_list_ends_where_sentences_begin(attached):
    assert attached("Bilaga", "Letter of Intent", "Beredningen tillstyrker förslaget.", "Mer text") == [
        "Letter of Intent"
    ]
    assert attached("Bilagor", "1. Planen", "2. Motion (2006:3) av Eva Ek (mp)", "Beredningen tillstyrker.") == [
        "Planen",
        "Motion (2006:3) av Eva Ek (mp)",
    ]


def test_signatures_and_who_is_told_are_no_attachments(attached):
    assert attached("Bilaga", "Slutrapporten, maj 2013", "Stadskontoret", "Eva Ek\tPer Al") == [
        "Slutrapporten, maj 2013"
    ]
    assert attached("Bilagor", "Karta över parken", "Besluten skickas till", "Nämnden") == ["Karta över parken"]


def test_numbers_may_stand_in_a_column_of_their_own_or_in_one_line(attached):
    assert attached("Bilagor", "1.\tKartan", "2.\tAvtalet") == ["Kartan", "Avtalet"]
    assert attached("Bilagor 1. Kartan 2. Avtalet 2024-06-19 3. Planen") == [
        "Kartan",
        "Avtalet 2024-06-19",
        "Planen",
    ]
    assert attached("Bilagor: Bilaga 1: Kartan Bilaga 2: Avtalet") == ["Kartan", "Avtalet"]


def test_a_line_may_be_an_attachment_of_its_own(attached):
    assert attached("Beslutsunderlag", "Protokoll", "Bilaga 1. Kartan", "Bilaga 2. Avtalet") == [
        "Kartan",
        "Avtalet",
    ]
    assert attached("Bilaga: Karta över parken") == ["Karta över parken"]


def test_numbered_papers_count_when_the_text_calls_them_attachments(attached):
    papers = ("Handlingar i ärendet", "1. Planen", "2. Gatorna", "Beslutet skickas till")
    assert attached("Hastigheten sänks på gator som anges i bilaga 2.", *papers) == ["Planen", "Gatorna"]
    assert attached("Hastigheten sänks.", *papers) == []


def test_a_sentence_about_an_attachment_is_none(attached):
    assert attached("Bilaga 1 visar att kostnaden ökar", "Bilagor: Inga bilagor.", "Bilagorna läggs ut.") == []


def test_a_list_that_begins_beside_its_heading_goes_on_below_it(attached):
    assert attached("Bilagor 1.\tKartan", "2.\tAvtalet", "3.\tPlanen", "Ärendet") == ["Kartan", "Avtalet", "Planen"]


def test_points_that_do_not_go_on_with_the_numbers_are_another_list(attached):
    assert attached("Bilagor 1. Kartan 2. Avtalet", "1. Motionen avslås.", "3. Nämnden hörs.") == ["Kartan", "Avtalet"]


def test_the_heading_may_say_what_the_attachments_are_for(attached):
    assert attached("Bilagor som ingår i beslutsunderlaget 1. Motionen 2. Nämndens handlingar 2021-03-04 § 17") == [
        "Motionen",
        "Nämndens handlingar 2021-03-04 § 17",
    ]
    assert attached("Bilagor till tjänsteskrivelsen", "Kartan", "Avtalet") == ["Kartan", "Avtalet"]
