import re

import pytest

from nlp_arenden.text.quick import QuickChoice, find_all, may_hold, required

FLAGS = re.VERBOSE | re.IGNORECASE


def words(pattern: str) -> set[str] | None:
    found = required(re.compile(pattern, FLAGS))
    return None if found is None else set(found)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bkostnad(?:en|er)?\b", {"kostnad"}),
        (r"(?:till|av)styrk(?:er|t)\b", {"tillstyrker", "tillstyrkt", "avstyrker", "avstyrkt"}),
        (r"\d+\s(?:kronor|mnkr)", {"kronor", "mnkr"}),
        (r"nämnden\s\w+\s(?:antar|avslår)\splanen", {"nämnden"}),
        (r"(?-i:KF)\b", {"kf"}),
        (r"(?=.*sekretess)\w+", {"sekretess"}),
        (r"§\s?\d+", {"§"}),
        (r"[Ää]rende", {"ärende"}),
        (r"(?:planen\s)+antas", {"planen"}),
    ],
)
def test_the_words_of_a_pattern_are_read_off_it(pattern: str, needed: set[str]) -> None:
    assert words(pattern) == needed


@pytest.mark.parametrize("pattern", [r"\w+\s\d+", r"(?:kostnad)?\s\w+", r"kostnad|\d+", r"(?!kostnad)\w+", r"ß\w"])
def test_a_pattern_that_can_do_without_a_word_asks_for_none(pattern: str) -> None:
    assert words(pattern) is None


def test_a_text_without_the_words_cannot_hold_the_pattern() -> None:
    pattern = re.compile(r"\bavgift\w*", re.IGNORECASE)
    assert may_hold("AVGIFTEN höjs", pattern)
    assert not may_hold("Taxan höjs", pattern)


def test_a_long_s_is_found_by_a_pattern_with_s_and_so_never_passed_over() -> None:
    assert may_hold("kon\u017ft", re.compile("konst", re.IGNORECASE))


def test_only_patterns_whose_words_stand_in_the_text_are_chosen_and_keep_their_order() -> None:
    choice = QuickChoice([re.compile(p, re.IGNORECASE) for p in ("taxa", r"\d+", "avgift", "hyra")])
    assert list(choice.of("Hyran och taxan")) == [0, 1, 3]


def test_a_long_text_is_read_near_the_words_and_one_block_to_each_side() -> None:
    text = "Eva\nEk,\nordförande\nBo\nBy\nAl\nLi,\nordförande"
    pattern = re.compile(r"\w+,\sordförande")
    assert [m.span() for m in find_all(text, pattern, "\n")] == [m.span() for m in pattern.finditer(text)]


def test_a_letter_never_meets_a_character_that_is_not_lowered_to_it_or_known_as_strange() -> None:
    from nlp_arenden.text.quick import _LETTERS, _STRANGE

    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x20000))))
    for letter in _LETTERS:
        met = re.findall(letter, every, re.IGNORECASE)
        assert all(c.lower() == letter or c in _STRANGE for c in met)
