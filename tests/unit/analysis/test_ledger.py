"""The ledger joins what is said of a body under different forms of its name."""

import pytest

from nlp_arenden.analysis.ledger import make_ledger
from nlp_arenden.domain.card import Evidence, Remissinstans
from nlp_arenden.pipeline.annotations import InstansMark

ALIASES = [{"skrivet": "stokab ab", "namn": "AB Stokab", "typ": "kommunalt_bolag"}]


def mentions(*marks):
    for i, (namn, typ, roll, hallning, regel) in enumerate(marks):
        evidence = Evidence(handling="h1", start=10 * i, slut=10 * i + 5, citat="…")
        yield (
            InstansMark(namn, typ, roll, hallning, regel),
            Remissinstans(
                namn=namn,
                skrivet=namn,
                typ=typ,
                roll=roll or "remissinstans",
                hallning="ej_redovisad",
                belagg=(evidence,),
            ),
        )


def asked(namn, typ="namnd", roll="remissinstans"):
    return (namn, typ, roll, None, "roll.remiss_till")


def thinks(namn, hallning, typ="namnd"):
    return (namn, typ, None, hallning, "hallning.ja")


def ledger(*marks, deciding=frozenset()):
    return make_ledger(mentions(*marks), ALIASES, deciding)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Storstockholms brandförsvar", "brandförsvaret"),
        ("Ekeby koloniförening", "koloniföreningen"),
        ("kommunala handikapprådet", "handikapprådet"),
        ("länets kommuner", "kommunerna"),
        ("Länsstyrelsen i Exempel län", "Länsstyrelsen"),
        ("föreningen Ljus i Natten", "Ljus i Natten"),
        ("trafikförvaltningen vid Region Mellersta", "trafikförvaltningen"),
        ("socialnämnd Centrum", "Socialnämnden Centrum"),
    ],
)
def test_a_short_form_says_what_the_whole_name_thinks(full, short):
    (row,) = ledger(asked(full), thinks(short, "tillstyrker"))
    assert (row.namn, row.hallning) == (full, "tillstyrker")


def test_the_longest_way_to_write_a_name_is_kept_whichever_comes_first():
    (row,) = ledger(asked("brandförsvaret"), asked("Storstockholms brandförsvar"))
    assert row.namn == "Storstockholms brandförsvar"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kommunstyrelsens handikappråd", "kommunstyrelsen"),
        ("trafikförvaltningen vid Region Mellersta", "Region Mellersta"),
        ("styrelsen för Exempelhus AB", "Exempelhus AB"),
    ],
)
def test_an_owner_is_another_body_than_what_it_owns(one, other):
    assert len(ledger(asked(one), asked(other))) == 2


def test_a_form_that_fits_two_bodies_is_given_to_none():
    rows = ledger(asked("socialnämnden Centrum"), asked("socialnämnden Hisingen"), thinks("socialnämnden", "avstyrker"))
    assert [row.hallning for row in rows] == ["ej_redovisad", "ej_redovisad"]


def test_a_body_that_only_thinks_something_is_not_in_the_ledger():
    assert ledger(thinks("kulturnämnden", "tillstyrker")) == ()


def test_the_first_stance_that_says_something_is_the_one():
    (row,) = ledger(
        asked("kulturnämnden"), thinks("kulturnämnden", "neutral"), thinks("kulturnämnden", "avstyrker"),
        thinks("kulturnämnden", "tillstyrker"),
    )  # fmt: skip
    assert row.hallning == "avstyrker"


def test_remissinstans_wins_over_other_roles():
    (row,) = ledger(asked("kulturnämnden", roll="berett"), asked("kulturnämnden"))
    assert row.roll == "remissinstans"


def test_an_alias_gives_name_and_type_and_what_was_printed_is_kept():
    (row,) = ledger(asked("STOKAB AB", "okand", "samrad"))
    assert (row.namn, row.skrivet, row.typ) == ("AB Stokab", "STOKAB AB", "kommunalt_bolag")


def test_the_deciding_body_is_consulted_only_where_the_text_says_that_it_was_asked():
    understood = ("kulturnämnden", "namnd", "remissinstans", None, "hallning.instans")
    assert ledger(understood, deciding=frozenset({"kulturnämnden"})) == ()
    assert len(ledger(asked("kulturnämnden"), deciding=frozenset({"kulturnämnden"}))) == 1


def test_evidence_stands_in_text_order():
    (row,) = ledger(thinks("kulturnämnden", "tillstyrker"), asked("kulturnämnden"))
    assert [place.start for place in row.belagg] == [0, 10]
