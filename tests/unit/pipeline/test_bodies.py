"""Names of bodies: modifiers, coordination, and lists."""

import pytest

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.remissinstanser.bodies import BodyFinder, plain_name, points_back
from nlp_arenden.pipeline.rules import load_rules

FINDER = BodyFinder(load_rules(open_pack(), "instanser"))


def found(text):
    return [body.namn for body in FINDER.find(text)]


def listed(text):
    return [body.namn for body in FINDER.listed(text)]


@pytest.mark.parametrize(
    "name",
    [
        "länets patientnämnd",
        "tekniska nämnden",
        "hälsa-, vård- och omsorgsnämnden",
        "äldre samt vård- och omsorgsnämnden",
        "nämnden för kultur och medborgardialog",
        "socialnämnd Nordost",
        "kontoret för barn, kultur och fritid",
        "avdelningen för bygglov och tillsyn",
        "styrelsen för vatten och avfall",
        "Mellansvenska brandförsvar",
        "Ekeby villaägareförening",
        "Norrlunda byalag",
        "LRF:s kommungrupp",
        "Exempelbygdens riksförbund",
        "Föreningen Sång för livet",
        "kommunstyrelsens handikappråd",
        "kommunala pensionärsrådet",
        "rådet för trygghetsfrågor",
        "Norra Universitetssjukhuset",
        "Lantmäteriet",
        "AB Länsbussen",
        "Norrlunda & Co AB",
        "Ek & Al",
        "den centrala samverkansgruppen",
        "länets kommuner",
    ],
)
def test_a_name_is_read_with_its_modifiers(name):
    assert found(f"Samråd har skett med {name}.") == [name]


def test_an_office_of_another_region_belongs_to_that_region():
    (body,) = FINDER.find("trafikförvaltningen vid Region Mellersta")
    assert (body.namn, body.typ) == ("trafikförvaltningen vid Region Mellersta", "region")


def test_committees_with_suspended_hyphens_are_parted_at_the_comma_after_a_whole_word():
    text = "hälsa-, vård- och omsorgsnämnden, barn- och utbildningsnämnden samt miljö- och byggnadsnämnden"
    assert found(text) == [
        "hälsa-, vård- och omsorgsnämnden",
        "barn- och utbildningsnämnden",
        "miljö- och byggnadsnämnden",
    ]


def test_what_a_council_is_for_does_not_swallow_the_next_body():
    text = "rådet för funktionshinderfrågor, Polismyndigheten och trafikenheten"
    assert found(text) == ["rådet för funktionshinderfrågor", "Polismyndigheten", "trafikenheten"]


def test_district_committees_get_a_genitive_unless_the_place_ends_in_a_vowel_or_s():
    text = "stadsdelsnämnderna Farsta, Skarpnäck, Årsta-Vantör och Höganäs, Exempelhus AB samt kulturnämnden"
    assert found(text) == [
        "Farsta stadsdelsnämnd",
        "Skarpnäcks stadsdelsnämnd",
        "Årsta-Vantörs stadsdelsnämnd",
        "Höganäs stadsdelsnämnd",
        "Exempelhus AB",
        "kulturnämnden",
    ]


def test_committees_that_are_many_have_one_name_for_each_part_of_town():
    assert found("socialnämnderna Centrum och Hisingen") == [
        "socialnämnden Centrum",
        "socialnämnden Hisingen",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "nämndens beslut",
        "Miljönämndens förslag",
        "inom området",
        "kommunalrådet talade",
        "Kommunal borgen tecknas",
    ],
)
def test_what_is_no_body_is_not_found(text):
    assert found(text) == []


def test_a_list_ends_where_it_is_told_what_the_matter_was():
    assert listed("Trafikverket om anslutningen till väg 1 och kulturnämnden") == ["Trafikverket"]


def test_a_list_ends_at_a_new_clause():
    assert listed("kulturnämnden den 3 maj och socialnämnden har svarat") == ["kulturnämnden"]


def test_a_list_goes_on_after_a_date():
    assert listed("kulturnämnden den 3 maj och socialnämnden den 5 maj") == ["kulturnämnden", "socialnämnden"]


def test_a_proper_name_of_no_known_kind_counts_in_a_list():
    bodies = FINDER.listed("Skogsdata tillsammans med naturbruksförvaltningen")
    assert [(body.namn, body.typ) for body in bodies] == [
        ("Skogsdata", "okand"),
        ("naturbruksförvaltningen", "forvaltning"),
    ]


def test_the_first_word_of_a_sentence_is_no_name_because_of_its_capital():
    assert FINDER.listed("Ofta", opens=True) == []


def test_a_group_that_owns_the_meeting_is_no_second_body():
    assert listed("de fackliga organisationerna i kontorets samverkansgrupp den 5 maj") == [
        "de fackliga organisationerna"
    ]


def test_a_name_keeps_its_capital_only_when_it_is_a_proper_one():
    assert plain_name("Kommunstyrelsens handikappråd") == "kommunstyrelsens handikappråd"
    assert plain_name("Tekniska nämnden") == "tekniska nämnden"
    assert plain_name("Lantmäteriet") == "Lantmäteriet"
    assert plain_name("Ekeby villaägareförening") == "Ekeby villaägareförening"


def test_a_word_points_back_only_to_bodies_of_its_kind():
    assert points_back("Nämnden framhåller detta.", "namnd")
    assert not points_back("Förvaltningen framhåller detta.", "namnd")
    assert points_back("De framhåller detta.", "forening")
    assert not points_back("Kulturnämnden framhåller detta.")
