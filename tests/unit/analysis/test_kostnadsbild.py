"""The line about the money says what the statements say, and no more."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_arenden.analysis.kostnadsbild import NOTHING_FOUND, kostnadsbild
from nlp_arenden.domain.card import Kostnad
from nlp_arenden.text.amounts import find_amounts

SUMMED = [
    "kostnad_med_belopp",
    "investering",
    "besparing",
    "intakt",
    "avgift",
    "borgen",
    "ofinansierad",
    "inom_ram",
]
UNSUMMED = [
    "kostnad_utan_belopp", "ingen_kostnad", "inget_kostnadsatagande", "inom_ram", "ofinansierad",
    "extern_finansiering", "okand", "besparing", "intakt", "avgift", "borgen",
]  # fmt: skip


def said(klass: str, **values: object) -> Kostnad:
    return Kostnad.model_validate({"text": "Utsagan.", "klass": klass, **values})


def test_no_statements_give_a_line_that_says_nothing_was_found():
    assert kostnadsbild([]) == NOTHING_FOUND


def test_the_seed_has_costs_without_sums_and_no_commitment():
    line = kostnadsbild(
        [
            said("inget_kostnadsatagande", negerad=True, talare="stadsledningskontoret"),
            said("kostnad_utan_belopp", talare="stadsledningskontoret"),
        ]
    )
    assert line == (
        "Kostnader finns men är inte beloppssatta; inget kostnadsåtagande enligt stadsledningskontoret; "
        "finansiering anges inte."
    )


def test_both_ends_of_an_interval_share_one_unit():
    line = kostnadsbild(
        [
            said(
                "kostnad_med_belopp",
                belopp_sek="27000000",
                belopp_max_sek="39000000",
                finansiering="inom_ram",
            )
        ]
    )
    assert line == "Kostnad 27–39 mnkr (inom ram)."


def test_ends_with_different_units_keep_both():
    line = kostnadsbild([said("intakt", belopp_sek="800000", belopp_max_sek="1200000")])
    assert line == "Intäkt 800 000 kr–1,2 mnkr."


def test_a_cap_is_told_as_a_cap():
    cost = said(
        "kostnad_med_belopp",
        text="Stödet är högst 350 000 kronor.",
        belopp_sek="350000",
        finansiering="inom_ram",
    )
    assert kostnadsbild([cost]) == "Kostnad högst 350 000 kr (inom ram)."


def test_at_most_three_sums_are_told_and_the_rest_counted():
    line = kostnadsbild([said("avgift", belopp_sek=str(100 * i)) for i in range(1, 6)])
    assert line == "Avgift 100 kr; avgift 200 kr; avgift 300 kr; ytterligare 2 belopp."


def test_a_sum_that_is_told_twice_is_one_sum():
    line = kostnadsbild([said("intakt", belopp_sek="500000"), said("intakt", belopp_sek="500000", period="per_ar")])
    assert line == "Intäkt 500 000 kr."


def test_no_costs_for_a_part_is_never_told_of_the_whole():
    line = kostnadsbild(
        [
            said("kostnad_med_belopp", belopp_sek="2000000", modalitet="beraknad"),
            said("ingen_kostnad", negerad=True, talare="socialnämnden"),
        ]
    )
    assert line == (
        "Kostnad 2 mnkr (beräknad); en del av ärendet uppges inte medföra kostnader enligt socialnämnden; "
        "finansiering anges inte."
    )


def test_no_costs_alone_name_who_says_so():
    assert kostnadsbild([said("ingen_kostnad", negerad=True, talare="kontoret")]) == "Inga kostnader enligt kontoret."


def test_costs_that_only_may_come_are_told_so():
    line = kostnadsbild([said("kostnad_utan_belopp", modalitet="villkorad", finansiering="ofinansierad")])
    assert line == "Kostnader kan uppstå men är inte beloppssatta."


def test_many_who_say_the_same_are_two_names_and_more():
    line = kostnadsbild([said("inom_ram", finansiering="inom_ram", talare=name) for name in ("A", "B", "C")])
    assert line == "Ryms inom ram enligt A och B med flera."


def test_a_sum_in_another_currency_is_not_left_out():
    assert kostnadsbild([said("kostnad_med_belopp", finansiering="inom_ram")]) == "Kostnad i annan valuta än kronor."


SUMS = st.builds(
    lambda klass, low, more, **rest: said(
        klass, belopp_sek=str(low), belopp_max_sek=str(low + more) if more else None, **rest
    ),
    st.sampled_from(SUMMED),
    st.integers(1, 10**10),
    st.sampled_from([0, 0, 1000, 10**7]),
    period=st.sampled_from([None, "per_ar", "per_manad", "engang"]),
    modalitet=st.sampled_from(["faktisk", "beraknad", "villkorad", "foreslagen"]),
    finansiering=st.sampled_from([None, "inom_ram", "ofinansierad", "extern_finansiering"]),
    ungefarlig=st.booleans(),
)
REST = st.builds(
    lambda klass, **rest: said(klass, **rest),
    st.sampled_from(UNSUMMED),
    modalitet=st.sampled_from(["faktisk", "villkorad"]),
    talare=st.sampled_from([None, "kontoret", "socialnämnden"]),
)


def test_a_frame_that_holds_one_of_several_costs_is_told_of_a_part():
    line = kostnadsbild(
        [
            said("kostnad_med_belopp", belopp_sek="2000000"),
            said("inom_ram", finansiering="inom_ram"),
            said("ofinansierad", finansiering="ofinansierad", talare="nämnden"),
        ]
    )
    assert line == "Kostnad 2 mnkr; en del uppges rymmas inom ram; finansiering saknas för en del enligt nämnden."


def test_a_frame_that_holds_the_only_cost_is_told_of_it():
    line = kostnadsbild([said("kostnad_med_belopp", belopp_sek="2000000"), said("inom_ram", finansiering="inom_ram")])
    assert line == "Kostnad 2 mnkr; ryms inom ram."


@given(st.lists(st.one_of(SUMS, REST), min_size=1, max_size=8))
def test_the_line_is_one_sentence_and_denies_costs_only_when_nothing_else_is_said(kostnader):
    line = kostnadsbild(kostnader)
    assert line.endswith(".") and line[0].isupper() and "\n" not in line and ";;" not in line
    if any(k.klass not in ("ingen_kostnad", "inget_kostnadsatagande") for k in kostnader):
        assert "inga kostnader" not in line.lower()


@given(st.lists(st.one_of(SUMS, REST), min_size=1, max_size=8))
def test_every_sum_in_the_line_stands_in_a_statement(kostnader):
    known = {Decimal(s) for k in kostnader for s in (k.belopp_sek, k.belopp_max_sek) if s}
    line = re.sub(r"ytterligare \d+ belopp", "", kostnadsbild(kostnader))
    told = {end for amount in find_amounts(line) for end in (amount.low, amount.high) if end is not None}
    assert told <= known


@pytest.mark.parametrize("klass", UNSUMMED)
def test_every_class_is_told(klass):
    assert len(kostnadsbild([said(klass)])) > len("Kostnad.")
