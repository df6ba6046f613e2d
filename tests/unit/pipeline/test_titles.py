"""The title: letterheads, minutes, labels."""

import pytest

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.rules import load_rules
from nlp_arenden.pipeline.structure.grid import rows
from nlp_arenden.pipeline.uppgifter.titles import Titles
from nlp_arenden.text.cleaning import BLOCK_END


@pytest.fixture(scope="module")
def title():
    titles = Titles(load_rules(open_pack(), "uppgifter"))

    def read(typ, *lines, below=()):
        text = BLOCK_END.join((*lines, *below))
        grid = rows(text)
        found = titles.find(typ, grid[: len(lines)], grid)
        if found:
            assert found[0].of(text).startswith(found[1].value)
        return found[1].value if found else None

    return read


def test_the_title_stands_among_the_words_of_the_letterhead(title):
    lines = (
        "Sala kommun",
        "Stadsbyggnadskontoret",
        "Tjänsteskrivelse",
        "Dnr KS/2018:4",
        "Till kommunstyrelsen",
    )
    assert title("tjansteskrivelse", *lines, "Plan för fler bänkar") == "Plan för fler bänkar"


def test_a_remiss_from_somebody_is_a_title_only_when_it_says_what(title):
    assert (
        title("tjansteskrivelse", "Remiss från Finansdepartementet – En ny lag")
        == "Remiss från Finansdepartementet – En ny lag"
    )
    assert (
        title("pm_stockholm", "PM 2016:14 RIX", "En ny lag om parker", "Remiss från Finansdepartementet")
        == "En ny lag om parker"
    )


def test_of_two_lines_under_the_number_of_an_utlatande_the_first_is_the_title(title):
    lines = (
        "Utlåtande 2007:18 RI (Dnr 031-187/2007)",
        "Program för parker",
        "Motion (2006:3) av Eva Ek (mp) om lång text i parker",
    )
    assert title("utlatande_stockholm", *lines) == "Program för parker"


def test_what_leads_in_a_decision_is_no_title(title):
    lines = (
        "PM 2016:14 RIX",
        "Grön IT",
        "Borgarrådsberedningen föreslår att kommunstyrelsen beslutar följande",
    )
    assert title("pm_stockholm", *lines) == "Grön IT"
    assert title("pm_stockholm", "PM 2016:14 RIX", "Grön IT i staden", *lines[2:]) == "Grön IT i staden"


def test_minutes_of_several_paragraphs_are_called_what_they_call_themselves(title):
    below = ("§ 21", "Vänort i Estland", "Beslut", "§ 22", "Parken vid ån")
    assert title("protokoll", "Sala kommun\tSammanträdesprotokoll", below=below) == "Sammanträdesprotokoll"


def test_minutes_of_one_paragraph_are_called_as_it_is(title):
    below = ("KS § 168\tDnr KS/2014:391", "Fiber i alla byar", "Beslut")
    assert title("protokoll", "SALA KOMMUN\tSAMMANTRÄDESPROTOKOLL", below=below) == "Fiber i alla byar"


def test_paragraph_number_and_case_number_are_no_part_of_a_fused_title(title):
    below = ("28 KS 2012/172 51 Remissvar om en väg", "Vägen är smal.")
    assert title("protokollsutdrag", "SALA KOMMUN", below=below) == "Remissvar om en väg"


def test_a_labelled_title_is_taken_first(title):
    assert (
        title("ovrig", "En lång rad om någonting annat i brevhuvudet", "Ärende: Fler bänkar i parken")
        == "Fler bänkar i parken"
    )


def test_a_title_glued_to_the_name_of_the_type_is_loosened(title):
    assert title("tjansteutlatande", "Tjänsteutlåtande Plan för cykelvägar i staden") == "Plan för cykelvägar i staden"


def test_running_text_and_names_are_no_titles(title):
    lines = (
        "Motion (2011:19) av Eva Ek (V)",
        "Motion om odling",
        "Kön är lång och växer för varje år som går. Något måste göras.",
    )
    assert title("motion", *lines) == "Motion om odling"


def test_an_address_that_has_run_together_with_the_title_is_no_part_of_it(title):
    assert (
        title("ovrig", "Yttrande om en vänort på Ösel Till Lillå kommunfullmäktige") == "Yttrande om en vänort på Ösel"
    )


def test_a_title_ends_where_the_text_in_the_same_block_begins(title):
    answer = (
        "Svar på interpellation av Eva Ek (C) till kommunstyrelsens ordförande angående fler bänkar vid torgen "
        "Eva Ek (C) har ställt en fråga till kommunstyrelsens ordförande om bänkar. Frågan är viktig för många."
    )
    assert title("interpellationssvar", "Kommunfullmäktige", answer) == answer.partition(" Eva Ek (C) har")[0]
