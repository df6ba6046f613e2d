"""The same thing said in several places is one finding with all its evidence."""

import pytest

from nlp_arenden.analysis.resolve import (
    alike,
    join_bilagor,
    join_forslag,
    join_frister,
    join_kostnader,
    join_personer,
    rank,
)
from nlp_arenden.domain.card import Bilaga, Evidence, Forslag, Frist, Kostnad, Person


def at(start, handling="h1"):
    return (Evidence(handling=handling, start=start, slut=start + 5, citat="texts"),)


def item(text, start=0, *, akt="anta_faststalla", art="forslag", fran=(), organ="kommunfullmäktige", handling="h1"):
    return Forslag(text=text, akt=akt, art=art, fran=fran, beslutsorgan=organ, belagg=at(start, handling))


def cost(text, start=0, **fields):
    return Kostnad(text=text, klass=fields.pop("klass", "kostnad_med_belopp"), belagg=at(start), **fields)


def test_a_repeated_proposal_is_one_whose_chain_goes_upwards():
    (joined,) = join_forslag(
        [
            item("Planen för Lillån antas.", 0, fran=("kommunstyrelsen",)),
            item("Planen för Lillån antas.", 50, fran=("borgarrådsberedningen", "kommunstyrelsen")),
            item("Planen för Lillån antas.", 90, fran=("stadsledningskontoret",), organ="kommunstyrelsen"),
        ]
    )
    assert joined.fran == ("stadsledningskontoret", "borgarrådsberedningen", "kommunstyrelsen")
    assert joined.beslutsorgan == "kommunfullmäktige"
    assert [place.start for place in joined.belagg] == [0, 50, 90]


def test_a_word_or_two_more_is_the_same_proposal():
    found = [
        item("Planen för Lillån, bron och badplatsen vid skolan i Norrby antas."),
        item("Planen för Lillån, bron och badplatsen vid skolan i Norrby, bilaga 1, antas.", 90),
    ]
    assert len(join_forslag(found)) == 1


def test_another_act_is_another_proposal():
    assert len(join_forslag([item("Planen för ån antas."), item("Planen för ån antas.", 9, akt="avsla")])) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Till ledamot i styrelsen för Lillå Hamn AB utse Bo By (C).",
            "Till ledamot i styrelsen för Lillå Gas AB utse Bo By (C).",
        ),
        (
            "Föreningen beviljas ett bidrag om 20 000 kronor för 2031.",
            "Föreningen beviljas ett bidrag om 30 000 kronor för 2032.",
        ),
    ],
)
def test_other_names_or_numbers_make_another_proposal(first, second):
    assert len(join_forslag([item(first), item(second, 90)])) == 2


def test_a_proposal_that_was_carried_in_the_same_handling_is_a_decision():
    (joined,) = join_forslag(
        [
            item("Bron byggs i maj.", 0, fran=("parkförvaltningen",), organ="kommunstyrelsen"),
            item("Bron byggs i maj.", 50, art="beslut", organ="kommunstyrelsen"),
        ]
    )
    assert (joined.art, joined.fran) == ("beslut", ("parkförvaltningen", "kommunstyrelsen"))


def test_a_proposal_in_one_handling_and_a_decision_in_another_are_two():
    found = [
        item("Bron byggs i maj.", organ="kommunstyrelsen"),
        item("Bron byggs i maj.", art="beslut", organ="kommunstyrelsen", handling="h2"),
    ]
    assert [forslag.art for forslag in join_forslag(found)] == ["forslag", "beslut"]


def test_two_movers_of_the_same_words_stay_two():
    found = [
        item("bifall till planen", 0, art="yrkande", fran=("Eva Ek (V)",)),
        item("bifall till planen", 9, art="yrkande", fran=("Bo By (S)",)),
    ]
    assert len(join_forslag(found)) == 2


def test_a_decision_ends_with_the_body_that_took_it_once():
    (joined,) = join_forslag(
        [
            item(
                "Informationen noteras.",
                akt="notera",
                art="beslut",
                fran=("arbetsutskottet",),
                organ="kommunstyrelsens arbetsutskott",
            )
        ]
    )
    assert joined.fran == ("arbetsutskottet",)


def test_the_same_sum_in_other_words_is_one_claim():
    found = [
        cost("Bron kostar 2 mnkr.", belopp_sek="2000000"),
        cost("Kostnaden för bron är 2 mnkr per år.", 40, belopp_sek="2000000", period="per_ar"),
    ]
    (joined,) = join_kostnader(found)
    assert (joined.period, len(joined.belagg)) == ("per_ar", 2)


@pytest.mark.parametrize(
    "other",
    [
        cost("Bron kostar 3 mnkr.", 40, belopp_sek="3000000"),
        cost("Staketet vid skolan målas om under hösten.", 40, belopp_sek="2000000"),
        cost("Bron kostar 2 mnkr.", 40, belopp_sek="2000000", klass="investering"),
    ],
)
def test_another_sum_another_matter_or_another_class_is_another_claim(other):
    assert len(join_kostnader([cost("Bron kostar 2 mnkr.", belopp_sek="2000000"), other])) == 2


def test_two_sums_of_one_sentence_are_never_one():
    text = "Bron kostar 2 mnkr år 2031 och 2 mnkr år 2032."
    assert len(join_kostnader([cost(text, belopp_sek="2000000"), cost(text, belopp_sek="2000000")])) == 2


def test_a_printed_day_wins_over_a_computed_one_and_days_come_in_order():
    joined = join_frister(
        [
            Frist(datum="2031-06-01", slag="svarstid", beraknad=True, belagg=at(0)),
            Frist(datum="2031-05-01", slag="svarstid", belagg=at(9)),
            Frist(datum="2031-06-01", slag="svarstid", belagg=at(20)),
        ]
    )
    assert [(frist.datum, frist.beraknad, len(frist.belagg)) for frist in joined] == [
        ("2031-05-01", False, 1),
        ("2031-06-01", False, 2),
    ]


def test_a_name_in_capitals_is_the_same_person():
    (joined,) = join_personer(
        [
            Person(namn="Eva Ek", roller=("borgarråd",), belagg=at(0)),
            Person(namn="EVA EK", roller=("undertecknare",), belagg=at(9)),
        ]
    )
    assert (joined.namn, joined.roller) == ("Eva Ek", ("borgarråd", "undertecknare"))


def test_an_attachment_named_twice_is_one():
    found = [
        Bilaga(beteckning="1", titel="Karta", belagg=at(0)),
        Bilaga(beteckning="Bilaga 1", titel="karta", belagg=at(9)),
    ]
    assert [len(bilaga.belagg) for bilaga in join_bilagor(found)] == [2]


def test_the_ladder_goes_from_officials_to_fullmaktige():
    way = [
        "parkförvaltningen",
        "föredragande borgarrådet",
        "arbetsutskottet",
        "miljönämnden",
        "kommunstyrelsen",
        "kommunfullmäktige",
    ]
    assert [rank(body) for body in way] == sorted(rank(body) for body in way)
    assert len({rank(body) for body in way}) == len(way)


def test_texts_without_words_are_not_alike():
    assert not alike("", "", 0.8)
    assert alike("Bron byggs", "bron byggs.", 0.8)


def test_elections_to_two_boards_with_nearly_the_same_name_are_two():
    text = "Till ledamot i styrelsen för {} för tiden intill slutet av årsstämma 2031 utse Eva Ek (M)."
    places = [item(text.format(board), akt="utse_entlediga") for board in ("Lillå AB", "Lillå Hamn AB")]
    assert len(join_forslag(places)) == 2


def test_what_parties_moved_and_a_body_took_over_is_one_point():
    taken = item("Planen för parken antas.", fran=("V", "MP", "kommunstyrelsen"))
    moved = item("Planen för parken antas.", 90, art="yrkande", fran=("Vänsterpartiet", "Miljöpartiet"))
    (joined,) = join_forslag([taken, moved])
    assert (joined.art, len(joined.belagg)) == ("forslag", 2)


def test_what_others_moved_in_the_same_words_stays():
    taken = item("Planen för parken antas.", fran=("V", "kommunstyrelsen"))
    moved = item("Planen för parken antas.", 90, art="yrkande", fran=("Moderaterna",))
    assert [f.art for f in join_forslag([taken, moved])] == ["forslag", "yrkande"]
