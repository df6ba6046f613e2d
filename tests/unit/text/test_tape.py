"""A text keeps track of where in the source its characters came from."""

import pytest

from nlp_arenden.text.spans import TextSpan
from nlp_arenden.text.tape import Tape


def test_an_unedited_tape_stands_for_itself():
    tape = Tape.of("Ärende")
    assert tape.text == "Ärende"
    assert tape.to_source(TextSpan(1, 4)) == TextSpan(1, 4)


def test_the_tape_of_an_empty_text_is_empty():
    tape = Tape.of("")
    assert (tape.text, list(tape.starts), list(tape.ends)) == ("", [], [])


def test_a_replacement_stands_for_all_that_it_replaced():
    tape = Tape.of("kommun-\nstyrelsen").edit([(6, 8, "")])
    assert tape.text == "kommunstyrelsen"
    assert tape.to_source(TextSpan(0, 15)) == TextSpan(0, 17)
    assert tape.to_source(TextSpan(6, 15)) == TextSpan(8, 17)


def test_each_character_of_a_longer_replacement_stands_for_the_same_place():
    tape = Tape.of("beﬁntlig").edit([(2, 3, "fi")])
    assert tape.text == "befintlig"
    assert tape.to_source(TextSpan(2, 3)) == tape.to_source(TextSpan(3, 4)) == TextSpan(2, 3)


def test_edits_follow_on_edits():
    once = Tape.of("a  b\r\nc").edit([(1, 3, " "), (4, 6, "\n")])
    twice = once.edit([(3, 4, " ")])
    assert twice.text == "a b c"
    assert twice.to_source(TextSpan(1, 4)) == TextSpan(1, 6)


def test_no_edits_change_nothing():
    assert Tape.of("Beslut").edit([]).text == "Beslut"


@pytest.mark.parametrize(
    "edits", [[(1, 1, "x")], [(2, 1, "x")], [(0, 9, "x")], [(2, 3, ""), (0, 1, "")], [(0, 2, ""), (1, 3, "")]]
)
def test_an_edit_that_is_empty_outside_out_of_order_or_overlapping_is_refused(edits):
    with pytest.raises(ValueError):
        Tape.of("Beslut").edit(edits)


@pytest.mark.parametrize("span", [TextSpan(2, 2), TextSpan(3, 2), TextSpan(-1, 2), TextSpan(0, 7)])
def test_an_empty_span_or_one_outside_the_text_has_no_place_in_the_source(span):
    with pytest.raises(ValueError):
        Tape.of("Beslut").to_source(span)


def test_a_source_offset_is_found_in_the_edited_text():
    tape = Tape.of("Nämn-\nden beslutar").edit([(4, 6, "")])
    assert tape.text[tape.from_source(6) :] == "den beslutar"


def test_a_deleted_source_offset_leads_to_what_comes_after_it():
    tape = Tape.of("Nämn-\nden beslutar").edit([(4, 6, "")])
    assert tape.text[tape.from_source(5) :] == "den beslutar"


def test_a_source_offset_inside_a_replaced_piece_leads_to_the_replacement():
    tape = Tape.of("en     plan").edit([(2, 7, " ")])
    assert tape.from_source(4) == 2


def test_the_end_of_the_source_is_the_end_of_the_text():
    assert Tape.of("plan").from_source(4) == 4
