"""Where one sentence ends and the next begins."""

import pytest

from nlp_arenden.text.sentences import find_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in find_sentences(text)]


def test_a_stop_before_a_capital_ends_a_sentence():
    assert sentences("Planen antas. Nämnden informeras.") == ["Planen antas.", "Nämnden informeras."]


@pytest.mark.parametrize("stop", ["!", "?", "…", ".”", ".)", '."'])
def test_other_stops_and_closing_marks_end_a_sentence_too(stop):
    assert len(sentences(f"Ska bron rivas{stop} Frågan är öppen.")) == 2


@pytest.mark.parametrize(
    "opening", ["”Nej”", "(Se bilaga.)", "– Ja", "14 bostäder", "§ 12", "Åtta", "Ärendet", "Översyn"]
)
def test_a_sentence_may_begin_with_a_quote_a_dash_a_digit_or_a_swedish_capital(opening):
    assert len(sentences(f"Frågan är ställd. {opening} är svaret.")) == 2


def test_a_stop_before_a_small_letter_ends_nothing():
    assert sentences("Remissen gick till nämnden m.fl. och besvarades.") == [
        "Remissen gick till nämnden m.fl. och besvarades."
    ]


@pytest.mark.parametrize(
    "whole",
    [
        "Samråd har skett med bl.a. Stadsmuseet.",
        "Samråd har skett med bl. a. Stadsmuseet.",
        "Avtalet gäller t.o.m. 2024 enligt parterna.",
        "Avtalet gäller t. o. m. 2024 enligt parterna.",
        "Beslutet fattas enligt 6 kap. 15 § kommunallagen.",
        "Mötet börjar kl. 18 på torsdag.",
        "Kostnaden är ca. 40 tkr per år.",
        "Underlaget finns i bil. 3 till skrivelsen.",
        "Ordförande är A. Ekstrand sedan i våras.",
        "Regeringens prop. 2016/17:171 ligger till grund.",
        "Detta s.k. Kvarnavtal löper ut.",
    ],
)
def test_an_abbreviation_or_an_initial_ends_no_sentence(whole):
    assert sentences(whole) == [whole]


@pytest.mark.parametrize(
    "first",
    [
        "Ärendet rör stolar, bord m.m.",
        "Remissen gick till nämnden m.fl.",
        "Avgiften är 500 kr.",
        "Utgiften blir 2 mnkr.",
        "Lokalen är 640 kvm.",
        "Många reser med bil.",
        "Beslutet togs år 2012.",
        "Bifall yrkas av Bo Ek (S).",
    ],
)
def test_what_may_end_a_sentence_ends_it_before_a_capital(first):
    assert sentences(f"{first} Nämnden har yttrat sig.") == [first, "Nämnden har yttrat sig."]


def test_a_list_number_belongs_to_its_item():
    assert sentences("2. Planen antas. 3 kronor avsätts.") == ["2. Planen antas.", "3 kronor avsätts."]


def test_a_block_end_always_ends_a_sentence():
    assert sentences("Ärendet\u2029planen antas\u2029\u2029Beslut") == ["Ärendet", "planen antas", "Beslut"]


def test_outer_blanks_belong_to_no_sentence():
    text = "  Planen antas.\tNämnden informeras.  \u2029 "
    assert sentences(text) == ["Planen antas.", "Nämnden informeras."]


@pytest.mark.parametrize("text", ["", "  ", "\u2029", " \u2029\t"])
def test_a_text_of_blanks_has_no_sentences(text):
    assert find_sentences(text) == []


def test_a_fragment_without_a_verb_is_a_sentence():
    assert sentences("Att många söker. Att få får plats.") == ["Att många söker.", "Att få får plats."]
