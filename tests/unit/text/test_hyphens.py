"""What stands between the two halves of a hyphenated line end."""

import pytest

from nlp_arenden.text.hyphens import Hyphenation

NOTHING_KNOWN = Hyphenation("")


@pytest.mark.parametrize(
    ("before", "after"),
    [("bedri", "ver"), ("Commu", "nities"), ("Stock", "holms"), ("Det", "ta"), ("sta", "dens")],
)
def test_a_broken_word_is_joined(before, after):
    assert NOTHING_KNOWN.joint(before, after) == ""


@pytest.mark.parametrize("after", ["och", "eller", "samt", "respektive", "till", "Och"])
def test_a_hyphen_before_a_conjunction_is_kept_with_a_space_after_it(after):
    assert NOTHING_KNOWN.joint("tjänste", after) == "- "


@pytest.mark.parametrize(
    ("before", "after"),
    [("IT", "system"), ("EU", "medel"), ("e", "strategin"), ("Karl", "Erik"), ("2024", "2025")],
)
def test_a_hyphen_after_an_abbreviation_or_a_letter_or_before_a_capital_or_a_digit_is_kept(before, after):
    assert NOTHING_KNOWN.joint(before, after) == "-"


def test_a_hyphen_printed_elsewhere_in_the_same_word_is_kept():
    assert Hyphenation("Den nya upplevelse-parken öppnar.").joint("upplevelse", "parken") == "-"


def test_a_word_printed_elsewhere_without_a_hyphen_is_joined():
    known = Hyphenation("Itsystemet köps in. It-driften läggs ut.")
    assert known.joint("It", "systemet") == ""


def test_a_name_that_takes_hyphens_elsewhere_keeps_its_hyphen():
    assert Hyphenation("Kvarn-nätverket bildades 2012.").joint("Kvarn", "gruppen") == "-"


def test_a_typesetters_mark_is_not_taken_for_the_hyphen_of_a_name():
    assert Hyphenation("Kvarn-nätverket bildades 2012.").joint("Kvarn", "gruppen", marked=True) == ""


def test_a_typesetters_mark_before_a_conjunction_still_leaves_a_hyphen():
    assert NOTHING_KNOWN.joint("miljö", "och", marked=True) == "- "
