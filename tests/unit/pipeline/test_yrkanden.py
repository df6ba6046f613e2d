"""What members move, who joins them and who dissents: through the real pipeline."""

from nlp_arenden.domain.handling import Handling
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline import bridge
from nlp_arenden.pipeline.forslag.yrkanden import people
from nlp_arenden.pipeline.language import build_pipeline

NLP = build_pipeline(open_pack())
MINUTES = ("Lillå kommun", "Kommunstyrelsen", "Sammanträdesprotokoll", "Sammanträdesdatum 2031-05-02", "§ 12 Cykelväg")
CASE = (
    "Kommunfullmäktige",
    "Handling 2031 nr 4",
    "Yttrande över motion om bron",
    "Vid behandling av ärendet i kommunstyrelsen förekom skiljaktiga meningar:",
)


def whole(*blocks):
    handling = Handling("h1", "text.txt", "", "text/plain", "\n\n".join(blocks) + "\n")
    return list(bridge.forslag(NLP(handling.clean.text), handling))


def moved(*sentences):
    return whole(*MINUTES, "Yrkanden", *sentences)


def told(items):
    return [(item.akt, item.fran, item.text) for item in items]


def test_bifall_and_avslag_in_one_sentence_are_two_motions():
    assert told(moved("Eva Ek (S) yrkar bifall till planen och avslag på övriga yrkanden.")) == [
        ("bifalla", ("Eva Ek (S)",), "bifall till planen"),
        ("avsla", ("Eva Ek (S)",), "avslag på övriga yrkanden."),
    ]


def test_two_movers_with_the_verb_first_are_both_named():
    items = moved("Vid behandlingen av ärendet yrkade ordföranden Eva Ek (S) och Bo By (M) bifall till förslaget.")
    assert items[0].fran == ("Eva Ek (S)", "Bo By (M)")


def test_a_chair_without_a_name_is_told_as_the_chair():
    assert moved("Ordföranden yrkar bifall till förslaget.")[0].fran == ("ordföranden",)


def test_avslag_on_a_motion_to_send_back_is_avslag():
    assert [item.akt for item in moved("Eva Ek (S) yrkar avslag på återremissyrkandet.")] == ["avsla"]


def test_who_joins_a_motion_stands_among_its_movers_and_only_there():
    items = moved(
        "Eva Ek (V) yrkar i första hand återremiss, i andra hand bifall till motionen.",
        "Bo By (M) yrkar avslag på motionen.",
        "Ali Al (MP) instämmer i Eva Eks yrkanden.",
    )
    assert [item.fran for item in items] == [
        ("Eva Ek (V)", "Ali Al (MP)"),
        ("Eva Ek (V)", "Ali Al (MP)"),
        ("Bo By (M)",),
    ]


def test_who_joins_without_naming_anybody_joins_the_one_before():
    items = moved("Eva Ek (V) yrkar bifall till motionen.", "Ali Al (MP) instämmer i yrkandet.")
    assert items[0].fran == ("Eva Ek (V)", "Ali Al (MP)")


def test_dissent_for_the_benefit_of_a_motion_tells_what_the_dissenter_wanted():
    items = whole(
        *MINUTES,
        "Reservation",
        "Eva Ek (V) reserverar sig mot beslutet till förmån för eget yrkande om bifall till motionen.",
    )
    assert [(item.art, item.akt) for item in items] == [("reservation", "bifalla")]


def test_dissent_without_a_reason_is_the_whole_sentence():
    items = whole(*MINUTES, "Reservation", "Eva Ek (V) reserverade sig mot beslutet.")
    assert [(item.art, item.akt, item.text) for item in items] == [
        ("reservation", "annat", "Eva Ek (V) reserverade sig mot beslutet.")
    ]


def test_each_dissenter_speaks_for_himself():
    items = whole(
        *MINUTES,
        "Reservationer",
        "Eva Ek (V) reserverar sig mot beslutet och anför följande. Bron är onödig.",
        "Bo By (SD) reserverar sig mot beslutet och anför följande. Vi föreslår att bron rivs ur planen.",
    )
    assert [item.fran for item in items] == [("Eva Ek (V)",), ("Bo By (SD)",)]
    assert [item.text for item in items][1] == "att bron rivs ur planen."


def test_a_stockholm_dissent_quotes_a_proposal_to_fullmaktige():
    items = whole(
        "Utlåtande 2031:7 RI (Dnr 001-12/2031)",
        "Reservation anfördes av borgarrådet Bo By (s) enligt följande.",
        "Jag föreslår att borgarrådsberedningen föreslår kommunstyrelsen föreslå kommunfullmäktige besluta att motionen bifalls.",
        "Det är dags.",
        "Kommunstyrelsen delar borgarrådsberedningens uppfattning och föreslår kommunfullmäktige besluta följande",
        "1. Motionen avslås.",
    )
    assert [(item.art, item.akt, item.fran, item.beslutsorgan) for item in items] == [
        ("reservation", "bifalla", ("Bo By (s)",), "kommunfullmäktige"),
        ("forslag", "avsla", ("borgarrådsberedningen", "kommunstyrelsen"), "kommunfullmäktige"),
    ]


def test_dissent_in_kommunstyrelsen_counts_and_in_a_consulted_body_does_not():
    items = whole(
        "Utlåtande 2031:7 RI (Dnr 001-12/2031)",
        "Kulturnämndens yttrande daterat den 3 mars 2031 är i huvudsak av följande lydelse.",
        "Nämnden välkomnar förslaget.",
        "RESERVATIONER M.M.",
        "Kommunstyrelsen",
        "Reservation anfördes av Eva Ek och Bo By (båda s) med hänvisning till reservationen i borgarrådsberedningen.",
        "Kulturnämnden",
        "Reservation anfördes av Ali Al (M) enligt följande.",
        "Vi föreslår att nämnden beslutar att avslå förslaget.",
    )
    assert [item.fran for item in items] == [("Eva Ek (s)", "Bo By (s)")]


def test_the_parties_of_a_written_motion_are_its_movers():
    items = whole(
        *CASE,
        "Kommunstyrelsen",
        "Yrkande\t(Vänsterpartiet, Miljöpartiet)",
        "2031-04-19\tÄrende 28",
        "Yrkande angående motion av Eva Ek (KD) om bron. Förslag till beslut I kommunstyrelsen och kommunfullmäktige:",
        "1. Motionen anses besvarad.",
    )
    assert [(item.akt, item.fran, item.beslutsorgan) for item in items] == [
        ("besvara", ("Vänsterpartiet", "Miljöpartiet"), "kommunfullmäktige")
    ]


def test_a_written_motion_without_a_party_takes_it_from_the_day_that_the_case_names():
    items = whole(
        *CASE,
        "Bo By (SD) yrkade bifall till yrkande från SD den 2 februari 2031.",
        "Kommunstyrelsen",
        "Yrkande 2031-02-02\tDnr 12/2031",
        "Yrkande angående motion av Eva Ek (KD) om bron Förslag till beslut I kommunstyrelsen och kommunfullmäktige:",
        "1. Bron rivs och motionen avslås.",
    )
    assert items[-1].fran == ("SD",)


def test_what_is_moved_in_a_body_that_was_heard_is_not_moved_in_the_arende():
    items = whole(
        *CASE,
        "Parknämnden",
        "Utdrag ur protokoll",
        "Sammanträdesdatum 2031-01-09",
        "Yrkande\tDemokraterna",
        "2031-01-08\tÄrende 3",
        "Förslag till beslut i parknämnden:",
        "1. Bron avstyrks.",
    )
    assert items == []


def test_what_is_moved_in_namnden_is_not_moved_in_fullmaktige():
    items = whole(
        *CASE,
        "Kommunstyrelsen föreslår att kommunfullmäktige beslutar:",
        "Motionen avslås.",
        "Parknämnden",
        "Yrkande 2031-01-08",
        "Ärende 11",
        "Förslag till beslut I nämnden:",
        "Motionen anses besvarad.",
    )
    assert [item.art for item in items] == ["forslag"]


def test_people_are_told_one_by_one_with_their_party():
    assert people("Eva Ek (S) och Bo By (M)") == ("Eva Ek (S)", "Bo By (M)")
    assert people("borgarråden Eva Ek och Bo By (båda s)") == ("Eva Ek (s)", "Bo By (s)")


def test_a_name_with_m_fl_keeps_it_and_its_party():
    assert people("Bo By m.fl. (M), bilaga 1") == ("Bo By m.fl. (M)",)


def test_nobody_is_nobody():
    assert people(" ") == ()


def test_second_choices_are_motions_of_their_own_and_keep_their_att():
    items = moved("Eva Ek (S) yrkar i första hand att ärendet bordläggs, i andra hand att bron målas.")
    assert [item.text for item in items] == ["att ärendet bordläggs", "att bron målas."]


def test_why_something_is_moved_is_no_part_of_it():
    assert [item.text for item in moved("Eva Ek (S) yrkar avslag på ansökan, då bron är trygg.")] == [
        "avslag på ansökan"
    ]


def test_a_mover_without_party_is_named():
    assert told(moved("Eva Ek yrkar att ärendet bordläggs.")) == [
        ("bordlagga", ("Eva Ek",), "att ärendet bordläggs."),
    ]


def test_who_agrees_between_the_verb_and_the_motion_is_a_mover():
    (item,) = moved("Eva Ek (M) yrkade, med instämmande av Bo By (L), bifall till planen.")
    assert item.fran == ("Eva Ek (M)", "Bo By (L)")


def test_a_partys_paper_moves_in_running_text():
    items = whole(
        "Vänsterpartiet", "Yrkande", "2031-03-08", "Bron", "Vi yrkar bifall till motionen samt att bron målas."
    )
    assert [(item.akt, item.text) for item in items] == [
        ("bifalla", "bifall till motionen"),
        ("annat", "att bron målas."),
    ]


def test_a_reservation_for_an_own_proposal_tells_the_proposal():
    (item,) = whole(
        *MINUTES, "Reservation", "Eva Ek (M) anmälde reservation till förmån för eget förslag att bron målas."
    )
    assert item.text == "att bron målas."


def test_a_member_with_a_task_printed_before_the_name_is_no_less_a_mover():
    (item,) = moved("Eva Ek (S) och tjänstgörande ersättaren Bo By (C) yrkade att motionen skulle avstyrkas.")
    assert item.fran == ("Eva Ek (S)", "Bo By (C)")


def test_the_one_paper_without_a_party_is_that_of_the_only_parties_left():
    items = whole(
        *CASE,
        "Eva Ek (S) yrkade bifall till yrkande från S och V den 6 mars 2031.",
        "Bo By (M) yrkade bifall till yrkande från S och V den 6 mars 2031 och tilläggsyrkande från KD den 7 mars 2031.",
        "Kommunstyrelsen",
        "Yrkande\tSocialdemokraterna Vänsterpartiet",
        "2031-03-06",
        "Förslag till beslut",
        "1. Bron målas grön.",
        "Kommunstyrelsen",
        "Tilläggsyrkande",
        "Ärende nr: 2.1.2",
        "Förslag till beslut",
        "1. Bron målas även på undersidan.",
    )
    assert [(item.fran, item.text) for item in items[-2:]] == [
        (("Socialdemokraterna", "Vänsterpartiet"), "Bron målas grön."),
        (("KD",), "Bron målas även på undersidan."),
    ]
