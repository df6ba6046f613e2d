"""People in an official role."""

import pytest

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.rules import load_rules
from nlp_arenden.pipeline.uppgifter.people import People
from nlp_arenden.text.cleaning import BLOCK_END


@pytest.fixture(scope="module")
def people():
    reader = People(load_rules(open_pack(), "uppgifter"))

    def read(*lines):
        text = BLOCK_END.join(lines)
        found = {}
        for span, mark in reader.find(text):
            assert span.of(text).lower() == mark.value.lower()
            found.setdefault(mark.value, []).append(mark.extra)
        return found

    return read


def test_a_name_in_capitals_under_place_and_date_signs(people):
    found = people("Föredragande borgarrådet Sten Ek anför följande.", "Stockholm den 3 maj 2014", "STEN EK", "Bilagor")
    assert found == {"Sten Ek": [("föredragande borgarråd",), ("undertecknare",)]}


def test_the_name_of_the_body_may_stand_over_those_who_sign(people):
    found = people("Göteborg den 20 mars 2019", "Göteborgs kommunstyrelse", "Eva Ek", "Per Al", "Tilläggsyrkande")
    assert found == {"Eva Ek": [("undertecknare",)], "Per Al": [("undertecknare",)]}


def test_labels_in_columns_have_their_names_below_or_beside(people):
    assert people("Handläggare\tDatum\tDiarienummer", "Eva Ek\t2013-10-14\tKS 2013/11") == {
        "Eva Ek": [("handläggare",)]
    }
    assert people("Handläggare: Eva Ek\tDnr 1.2.6-341-2012") == {"Eva Ek": [("handläggare",)]}
    assert people("Tjänsteutlåtande\tHandläggare Utfärdat 2024-02-26\tEva B Ek, Per Al Diarienummer N166-10/23") == {
        "Eva B Ek": [("handläggare",)],
        "Per Al": [("handläggare",)],
    }


def test_titles_under_names_in_columns_belong_to_them(people):
    found = people("Eva Ek\tPer Al", "Stadsdirektör\tHR-direktör")
    assert found == {
        "Eva Ek": [("stadsdirektör",), ("undertecknare",)],
        "Per Al": [("HR-direktör",), ("undertecknare",)],
    }


def test_names_under_titles_in_columns_belong_to_them(people):
    assert people("Ordförande\tJusterare", "Eva Ek\tPer Al") == {
        "Eva Ek": [("ordförande",)],
        "Per Al": [("justerare",)],
    }


def test_a_dotted_line_stands_for_no_name(people):
    found = people("Sekreterare\t..........\tParagrafer 27-31", "Eva Ek", "Ordförande\t..........", "Per Al")
    assert found == {"Eva Ek": [("sekreterare",)], "Per Al": [("ordförande",)]}


def test_those_present_are_members_and_the_chair_is_the_chair(people):
    found = people(
        "Beslutande\tEva Ek (M), ordförande",
        "Per Al (SJVP)",
        "Övriga: Bo By, kommunchef, Åsa Ö, IT-strateg (§ 28)",
    )
    assert found["Eva Ek"] == [("ordförande", "M")]
    assert found["Per Al"] == [("ledamot", "SJVP")]
    assert found["Bo By"] == [("kommunchef",)]


def test_who_moves_dissents_and_adds_is_told_with_party(people):
    found = people(
        "Ordföranden Eva Ek (S) yrkar bifall. Per Al (M) reserverar sig mot beslutet.",
        "Särskilt uttalande gjordes av borgarråden Bo By och Siv Ås (båda KD) enligt följande.",
        "Reservation anfördes av Kim Kvist m.fl. (V), bilaga 1.",
    )
    assert found == {
        "Eva Ek": [("yrkande", "S")],
        "Per Al": [("reservant", "M")],
        "Bo By": [("särskilt uttalande",)],
        "Siv Ås": [("särskilt uttalande", "KD")],
        "Kim Kvist": [("reservant", "V")],
    }


def test_who_wrote_a_motion_is_its_motionar(people):
    found = people(
        "Svar på motion (2011:19) av Eva Ek (V) och Per Al (S) om bänkar",
        "Siv Ås (MP) föreslår i en motion att träd planteras.",
    )
    assert {name: extras[0] for name, extras in found.items()} == {
        "Eva Ek": ("motionär", "V"),
        "Per Al": ("motionär", "S"),
        "Siv Ås": ("motionär", "MP"),
    }


def test_who_is_elected_is_told_for_what(people):
    found = people(
        "Eva Ek (C) befrias från uppdraget som ledamot.",
        "Till ny ledamot i nämnden efter Eva Ek utses Per Al (C).",
    )
    assert found == {"Eva Ek": [("avgående ledamot", "C")], "Per Al": [("ledamot", "C")]}


def test_a_private_person_is_left_alone(people):
    assert (
        people(
            "Klaganden, Eva Ek, gör gällande att en ledamot var jävig.",
            "Till skrivelsen är fogat ett brev från Per Al.",
        )
        == {}
    )


def test_bodies_headings_and_abbreviations_are_no_people(people):
    assert (
        people(
            "Göteborgs Stad",
            "Stadsdirektör",
            "Intelligent Community Forum (ICF) är ett nätverk.",
            "Region Sala (S)",
        )
        == {}
    )
    assert list(people("Yrkanden Eva Ek (S) yrkar bifall.")) == ["Eva Ek"]


def test_how_people_voted_is_no_task(people):
    assert people("Vid omröstning röstade Eva Ek (V) och Per Al (S) för bifall.") == {}
