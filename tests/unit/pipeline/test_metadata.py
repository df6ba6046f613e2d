"""What a handling says of itself, read through sections and metadata of the shipped model."""

import pytest
import spacy

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.annotations import METADATA
from nlp_arenden.pipeline.rules import load_rules
from nlp_arenden.pipeline.structure.sections import make_sections
from nlp_arenden.pipeline.uppgifter.component import make_metadata
from nlp_arenden.text.cleaning import BLOCK_END


@pytest.fixture(scope="module")
def facts():
    pack = open_pack()
    nlp = spacy.blank("sv")
    sections = make_sections(load_rules(pack, "rubriker"), load_rules(pack, "delar"))
    metadata = make_metadata(load_rules(pack, "uppgifter"), pack.table("kommuner"))

    def read(*lines):
        doc = metadata(sections(nlp(BLOCK_END.join(lines))))
        found = {}
        for span, mark in METADATA.read(doc):
            assert span.of(doc.text).strip(), mark
            found.setdefault(mark.kind, []).append(mark)
        return found

    return read


def _values(found, kind):
    return [mark.value for mark in found.get(kind, [])]


def _first(found, kind):
    return next(iter(_values(found, kind)), None)


# Type


def test_a_gothenburg_handling_with_an_officials_paper_inside_is_that_paper(facts):
    found = facts(
        "Göteborgs kommunfullmäktige",
        "Handling 2019 nr 12",
        "Plan för fler bänkar",
        "Till Göteborgs kommunfullmäktige",
        "Kommunstyrelsens förslag",
        "Kommunstyrelsen föreslår att kommunfullmäktige beslutar: Planen antas.",
        "Göteborg den 20 mars 2019",
        "Göteborgs kommunstyrelse",
        "Eva Ek",
        "Tilläggsyrkande",
        "2019-03-15",
        "Tjänsteutlåtande",
        "Utfärdat 2019-02-11",
        "Diarienummer 0417/18",
    )
    assert _first(found, "dokumenttyp") == "tjansteutlatande"
    assert _values(found, "diarienummer") == ["0417/18"]
    assert _first(found, "datum") == "2019-03-20"
    assert _first(found, "kommun") == "Göteborgs Stad"


def test_a_handling_without_a_number_takes_the_one_that_its_enclosed_papers_agree_on(facts):
    outer = (
        "Göteborgs kommunfullmäktige",
        "Handling 2019 nr 12",
        "Plan för fler bänkar",
        "Till Göteborgs kommunfullmäktige",
        "Kommunstyrelsens förslag",
        "Kommunstyrelsen tillstyrker yrkandet och föreslår att kommunfullmäktige beslutar: Bänkar köps.",
        "Göteborg den 20 mars 2019",
        "Göteborgs kommunstyrelse",
    )
    motion = "Motionen om parker (dnr 1212/18) behandlas för sig."
    inner = ("Kommunstyrelsen", "Tilläggsyrkande 2019-03-15", "Ärende: SLK-2019-00417", "Yrkandet", motion)
    assert _values(facts(*outer, *inner), "diarienummer") == ["SLK-2019-00417"]
    other = ("Kommunstyrelsen", "Yttrande 2019-03-16", "Ärende: SLK-2019-00999", "Yttrandet", "Vi håller med.")
    assert "diarienummer" not in facts(*outer, *inner, *other)


def test_an_officials_letter_about_a_motion_stays_an_officials_letter(facts):
    found = facts(
        "Sala kommun",
        "Tjänsteskrivelse",
        "2019-04-02",
        "Svar på motion om fler bänkar",
        "Förslag till beslut",
    )
    assert _first(found, "dokumenttyp") == "tjansteskrivelse"


def test_an_official_who_writes_to_a_board_writes_a_tjansteskrivelse_also_without_the_word(facts):
    found = facts(
        "SALA KOMMUN",
        "Handläggare\tDatum\tDiarienummer",
        "Eva Ek\t2013-10-14\tKS 2013/118",
        "Till kommunstyrelsen",
        "Avveckling av en förmedling",
        "Förslag till beslut",
    )
    assert _first(found, "dokumenttyp") == "tjansteskrivelse"
    assert _first(found, "datum") == "2013-10-14"
    assert _values(found, "diarienummer") == ["KS 2013/118"]
    assert _values(found, "person") == ["Eva Ek"]


# Numbers


def test_minutes_have_the_number_of_every_paragraph_in_order(facts):
    found = facts(
        "Sala kommun\tSammanträdesprotokoll",
        "Kommunstyrelsen\t2018-02-14",
        "§ 21",
        "Vänort",
        "Dnr 2018/KS 0041 001",
        "Beslut",
        "Motionen, dnr KS 2017/9, avslås.",
        "§ 22 Parken",
        "Dnr 2017/KS 0312 214",
        "Beslut",
        "Informationen noteras.",
    )
    assert _values(found, "diarienummer") == ["2018/KS 0041 001", "2017/KS 0312 214"]


def test_a_number_fused_with_paragraph_and_title_is_found_with_its_case(facts):
    found = facts(
        "SALA KOMMUN",
        "SAMMANTRÄDESPROTOKOLL\t2012-03-13",
        "27 KS 2012/91 00 Information från chefen",
        "Arbetsutskottets beslut",
        "Informationen noteras.",
        "28 KS 2012/172 51 Remissvar om en väg",
    )
    assert _values(found, "diarienummer") == ["KS 2012/91", "KS 2012/172"]


def test_two_numbers_on_lines_of_their_own_are_both_the_handlings(facts):
    found = facts("NACKA KOMMUN", "Tjänsteskrivelse", "2019-04-02", "TRN 2019/73", "KFKS 2019/284", "Plan för vägar")
    assert _values(found, "diarienummer") == ["TRN 2019/73", "KFKS 2019/284"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Dnr 002 – 443 / 05", "002-443/05"),
        ("Dnr 2016KSM1221.042", "2016KSM1221.042"),
        ("Dnr 2006-152-307.", "2006-152-307"),
    ],
)
def test_a_number_of_the_letterhead_is_told_in_one_form(facts, printed, number):
    assert _values(facts("Sala kommun", "Tjänsteskrivelse", printed, "Plan för vägar"), "diarienummer") == [number]


def test_a_damaged_number_is_kept_apart(facts):
    found = facts("Sala kommun", "Tjänsteskrivelse", "Dnr /2016", "Plan för vägar")
    assert _values(found, "diarienummer_skadat") == ["/2016"]
    assert "diarienummer" not in found


def test_a_property_or_a_law_is_no_case_number(facts):
    found = facts("Sala kommun", "Tjänsteskrivelse", "Köp av Sicklaön 40:12", "Bakgrund", "Enligt SFS 2017:725 gäller.")
    assert "diarienummer" not in found


def test_the_number_of_another_authority_is_not_ours(facts):
    found = facts(
        "Sala kommun",
        "YTTRANDE",
        "Vår beteckning MN/2011:88",
        "Er beteckning Fi2016/02568",
        "Finansdepartementet",
    )
    assert _values(found, "diarienummer") == ["MN/2011:88"]


def test_the_number_of_the_own_kommunstyrelse_is_ours_too(facts):
    found = facts(
        "SALA KOMMUN", "YTTRANDE", "Vår beteckning TN/2011:88", "Er beteckning KS/2011:214", "Kommunstyrelsen"
    )
    assert _values(found, "diarienummer") == ["TN/2011:88", "KS/2011:214"]


# Date


def test_the_time_to_answer_is_not_the_date_of_a_pm(facts):
    found = facts(
        "PM 2016:14 RIX (Dnr 110-512/2016)",
        "En lag om parker",
        "Remisstid den 15 juni 2016",
        "Mina synpunkter",
        "Jag är positiv.",
        "Stockholm den 25 maj 2016",
        "EVA EK",
    )
    assert _first(found, "datum") == "2016-05-25"


def test_an_utlatande_is_dated_by_its_last_signature(facts):
    found = facts(
        "Utlåtande 2007:18 RI (Dnr 031-187/2007)",
        "Program för parker",
        "Stockholm den 31 oktober 2007",
        "EVA EK",
        "Stockholm den 14 november 2007",
        "På kommunstyrelsens vägnar:",
        "EVA EK",
        "Per Al",
    )
    assert _first(found, "datum") == "2007-11-14"


# Bodies and municipality


def test_the_body_written_to_keeps_the_name_of_its_district(facts):
    found = facts(
        "Farsta stadsdelsförvaltning",
        "Tjänsteutlåtande",
        "Dnr 1.2.6-34-2012",
        "Till",
        "Farsta stadsdelsnämnd",
    )
    assert _first(found, "organ") == "Farsta stadsdelsnämnd"
    assert _first(found, "avsandare") == "Farsta stadsdelsförvaltning"
    assert found["kommun"][0].extra == ("0180", "harledd")


def test_a_committee_of_the_board_is_told_whole(facts):
    found = facts("SALA KOMMUN", "Kommunstyrelsens arbetsutskott", "SAMMANTRÄDESPROTOKOLL\t2012-03-13")
    assert _first(found, "organ") == "kommunstyrelsens arbetsutskott"


def test_a_board_that_signs_its_own_paper_is_its_sender(facts):
    found = facts("Sala kommun", "YTTRANDE", "Tekniska nämnden", "Kommunstyrelsen", "För tekniska nämnden", "Eva Ek")
    assert _first(found, "avsandare") == "tekniska nämnden"


def test_a_sender_is_not_glued_to_the_next_line(facts):
    found = facts("Malmö stad", "Stadskontoret", "Tjänsteskrivelse", "Datum 2024-05-06", "Plan för parker")
    assert _first(found, "avsandare") == "stadskontoret"


def test_a_municipality_that_the_table_does_not_know_keeps_its_printed_name(facts):
    mark = facts("GRANSJÖBY KOMMUN\tSAMMANTRÄDESPROTOKOLL", "Kommunstyrelsen", "§ 1", "Stöd till Falu kommun")[
        "kommun"
    ][0]
    assert (mark.value, mark.extra) == ("Gransjöby kommun", ("", ""))


@pytest.mark.parametrize("printed", ["Göteborg stad", "Göteborgs Stad", "GÖTEBORGS STAD"])
def test_a_city_is_known_in_every_form(facts, printed):
    assert facts(printed, "Tjänsteutlåtande")["kommun"][0].extra == ("1480", "")
