"""Who wants what decided, and by whom: text → Doc → items, through the real pipeline."""

import pytest

from nlp_arenden.analysis.resolve import join_forslag
from nlp_arenden.domain.handling import Handling
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline import bridge
from nlp_arenden.pipeline.language import build_pipeline

NLP = build_pipeline(open_pack())
PAPER = ("Tjänsteskrivelse", "Datum 2031-05-02", "Till kommunstyrelsen", "Cykelväg vid Lillån")
MINUTES = ("Lillå kommun", "Kommunstyrelsen", "Sammanträdesprotokoll", "Sammanträdesdatum 2031-05-02", "§ 12 Cykelväg")


def whole(*blocks):
    """The joined items of a whole text."""
    handling = Handling("h1", "text.txt", "", "text/plain", "\n\n".join(blocks) + "\n")
    return join_forslag(bridge.forslag(NLP(handling.clean.text), handling))


def proposed(*blocks, heading="Förslag till beslut"):
    """The items under a heading of an officials' paper."""
    return whole(*PAPER, heading, *blocks)


def decided(*blocks):
    """The items of a paragraph of minutes."""
    return whole(*MINUTES, *blocks)


def acts(items):
    return [(item.akt, item.beslutsorgan) for item in items]


def texts(items):
    return [item.text for item in items]


# P1 to P10 of the domain's regression cases


def test_att_clauses_in_one_sentence_are_three_items():
    items = proposed(
        "Kommunstyrelsen föreslås besluta att anta planen, att avslå motionen, samt att ge kommundirektören i uppdrag"
        " att återkomma i maj."
    )
    assert acts(items) == [
        ("anta_faststalla", "kommunstyrelsen"),
        ("avsla", "kommunstyrelsen"),
        ("ge_uppdrag", "kommunstyrelsen"),
    ]
    assert texts(items)[1] == "att avslå motionen"


def test_for_its_own_part_and_to_fullmaktige_are_two_addressees():
    items = decided(
        "Beslut",
        "Miljönämnden beslutar för egen del att godkänna rapporten. Miljönämnden föreslår kommunfullmäktige besluta att anta taxan.",
    )
    assert acts(items) == [("godkanna", "miljönämnden"), ("anta_faststalla", "kommunfullmäktige")]


def test_a_motion_that_is_answered_is_not_refused():
    items = proposed("Motionen anses besvarad med hänvisning till vad som anförs i utlåtandet.")
    assert [item.akt for item in items] == ["besvara"]


def test_an_earlier_decision_is_no_proposal():
    items = whole(
        *PAPER,
        "Bakgrund",
        "Miljönämnden beslutade 14 september 2016 § 132 att ge förvaltningen i uppdrag att mäta bullret.",
    )
    assert items == ()


def test_a_decision_that_hangs_on_another_is_conditional():
    (item,) = proposed(
        "Under förutsättning att kommunfullmäktige beslutar enligt punkt 6 ges miljöförvaltningen i uppdrag att bygga bron."
    )
    assert (item.akt, item.villkorad) == ("ge_uppdrag", True)


def test_information_is_noted():
    assert [item.akt for item in decided("Beslut", "Informationen noteras.")] == ["notera"]


def test_immediate_approval_of_the_minutes_is_an_act_of_its_own():
    assert [item.akt for item in decided("Beslut", "Beslutet justeras omedelbart.")] == ["omedelbar_justering"]


def test_a_formal_and_a_material_motion_in_one_sentence_are_two():
    items = decided("Yrkanden", "Eva Ek (V) yrkar att ärendet återremitteras, i andra hand avslag.")
    assert [(item.art, item.akt, item.fran) for item in items] == [
        ("yrkande", "aterremittera", ("Eva Ek (V)",)),
        ("yrkande", "avsla", ("Eva Ek (V)",)),
    ]


def test_a_capital_after_att_and_a_nested_proposal_reach_fullmaktige():
    (item,) = whole(
        "Region Norrå",
        "Regionstyrelsen",
        "Protokollsutdrag",
        "Sammanträdesdatum 2031-05-02",
        "Beslut",
        "Regionstyrelsen beslutar att",
        "Föreslå regionfullmäktige besluta att godkänna årsrapporten.",
    )
    assert (item.akt, item.beslutsorgan, item.fran) == ("godkanna", "regionfullmäktige", ("regionstyrelsen",))


def test_what_dissenters_propose_is_a_reservation_and_never_a_main_proposal():
    items = decided(
        "Beslut",
        "Kommunstyrelsen antar planen.",
        "Reservation",
        "Eva Ek (V) reserverar sig mot beslutet och anför följande. Vi föreslår att motionen bifalls.",
    )
    assert [(item.art, item.text) for item in items] == [
        ("beslut", "Kommunstyrelsen antar planen."),
        ("reservation", "att motionen bifalls."),
    ]
    assert (items[1].akt, items[1].fran) == ("bifalla", ("Eva Ek (V)",))


# Who proposes, to whom


def test_three_bodies_in_a_row_are_a_chain():
    (item,) = whole(
        "Utlåtande 2031:7 RI (Dnr 001-12/2031)",
        "Jag föreslår att borgarrådsberedningen föreslår kommunstyrelsen föreslå kommunfullmäktige besluta följande",
        "Planen för Lillån antas.",
    )
    assert item.fran == ("föredragande borgarrådet", "borgarrådsberedningen", "kommunstyrelsen")
    assert item.beslutsorgan == "kommunfullmäktige"


def test_a_heading_with_two_bodies_gives_the_last_the_decision_and_the_first_a_place_in_the_chain():
    (item,) = whole(
        *MINUTES, "Arbetsutskottets förslag till kommunstyrelsen för beslut i kommunfullmäktige", "– Taxan fastställs."
    )
    assert (item.fran, item.beslutsorgan) == (("arbetsutskottet", "kommunstyrelsen"), "kommunfullmäktige")


def test_the_officials_propose_what_kommunstyrelsen_sends_on():
    items = whole(
        "Kommunfullmäktige",
        "Handling 2031 nr 4",
        "Kommunstyrelsens förslag",
        "Kommunstyrelsen tillstyrker stadsledningskontorets förslag och föreslår att kommunfullmäktige beslutar:",
        "Planen för Lillån antas.",
        "Stadsledningskontoret",
        "Tjänsteutlåtande\tHandläggare",
        "Utfärdat 2031-03-08",
        "Plan för Lillån Förslag till beslut I kommunstyrelsen och kommunfullmäktige:",
        "Planen för Lillån antas.",
    )
    assert [(item.fran, len(item.belagg)) for item in items] == [(("stadsledningskontoret", "kommunstyrelsen"), 2)]


def test_a_quoted_paper_may_propose_in_running_text():
    items = whole(
        "PM 2031:7 RI (Dnr 001-12/2031)",
        "Stadsledningskontorets tjänsteutlåtande daterat den 3 mars 2031 är i huvudsak av följande lydelse.",
        "Förslaget är otydligt på flera punkter. Stadsledningskontoret föreslår att kommunstyrelsen besvarar remissen med"
        " hänvisning till vad som sägs i detta tjänsteutlåtande.",
    )
    assert [(item.akt, item.fran, item.beslutsorgan) for item in items] == [
        ("avge_yttrande", ("stadsledningskontoret",), "kommunstyrelsen")
    ]


def test_the_proposer_may_come_after_the_verb():
    items = whole(
        *PAPER,
        "Bedömning",
        "Mot denna bakgrund föreslår stadsledningskontoret att kommunstyrelsen föreslår kommunfullmäktige att anta"
        " programmet och att anse motionen besvarad.",
    )
    assert texts(items) == ["att anta programmet", "att anse motionen besvarad."]
    assert items[0].fran == ("stadsledningskontoret", "kommunstyrelsen")


def test_a_decision_by_reference_names_whose_proposal_it_was():
    items = decided(
        "Beslut", "Kommunstyrelsen beslutar", "att i övrigt besluta i enlighet med arbetsutskottets förslag."
    )
    assert items[0].fran == ("arbetsutskottet", "kommunstyrelsen")


def test_the_chair_finding_for_the_utskott_puts_it_first_in_the_chain():
    items = decided(
        "Beslut",
        "Kommunstyrelsen beslutar att",
        "1. bevilja föreningen 20 000 kronor.",
        "Beslutsgång",
        "Ordföranden ställer proposition och finner att kommunstyrelsen beslutar enligt arbetsutskottets förslag.",
    )
    assert items[0].fran == ("arbetsutskottet", "kommunstyrelsen")


def test_the_second_item_is_decided_by_the_body_that_the_first_one_names():
    items = proposed(
        "1. Kommunstyrelsen avger yttrande enligt förslaget.", "2. Paragrafen förklaras omedelbart justerad."
    )
    assert acts(items) == [("avge_yttrande", "kommunstyrelsen"), ("omedelbar_justering", "kommunstyrelsen")]


def test_the_short_name_of_the_utskott_is_the_body_of_the_minutes():
    (item,) = whole(
        "Lillå kommun",
        "Kommunstyrelsens arbetsutskott",
        "SAMMANTRÄDESPROTOKOLL 2031-03-13 Sida 1 (5)",
        "27 KS 2031/91 00 Information",
        "Arbetsutskottets beslut",
        "Informationen noteras.",
    )
    assert (item.fran, item.beslutsorgan) == (("arbetsutskottet",), "kommunstyrelsens arbetsutskott")


def test_a_motion_is_moved_by_the_one_who_wrote_it():
    items = whole(
        "Lillå kommun",
        "Kommunfullmäktige",
        "Motion (2031:19) av Eva Ek (V)",
        "Motion om bänkar i parken",
        "Den som är gammal behöver vila.",
        "Med hänvisning till ovanstående yrkar jag",
        "att tekniska nämnden ges i uppdrag att ställa ut bänkar, samt",
        "att bänkarna målas gröna.",
    )
    assert [(item.art, item.fran) for item in items] == [("yrkande", ("Eva Ek (V)",))] * 2
    assert texts(items)[0] == "att tekniska nämnden ges i uppdrag att ställa ut bänkar"


# What an item does


@pytest.mark.parametrize(
    ("item", "akt"),
    [
        ("Detaljplanen för kvarteret Biet antas inte.", "avsla"),
        ("Parknämnden uppdras att sammanställa svaren.", "ge_uppdrag"),
        ("att avveckla förmedlingen senast den 30 juni", "annat"),
        ("Riktlinjen från 2010 upphör att gälla.", "upphava"),
        ("Fullmäktige beviljar nämnderna och de enskilda ledamöterna ansvarsfrihet.", "annat"),
        ("Kommunen avstyrker länsstyrelsens förslag om lägre hastighet.", "avge_yttrande"),
        ("att besvara remissen i enlighet med förslaget", "avge_yttrande"),
        ("att besvara motionen med vad kontoret anfört", "besvara"),
        ("Redovisning av uppdrag 2030-04-16 § 26, att genomföra en uppföljning, antecknas.", "notera"),
        ("Hemställan från Lillå Hamn AB tillstyrks.", "bifalla"),
        ("Kommunfullmäktige förklarar beslutet omedelbart justerat.", "omedelbar_justering"),
        ("Parknämnden får, under förutsättning att pengar finns, i uppdrag att bygga bron.", "ge_uppdrag"),
        ("I övrigt godkänna kontorets förslag.", "godkanna"),
    ],
)
def test_the_act_of_an_item(item, akt):
    assert [found.akt for found in proposed(f"1. {item}")] == [akt]


def test_elections_to_two_boards_stay_two_even_when_almost_all_words_agree():
    items = whole(
        "Kommunfullmäktige",
        "Valberedningens förslag till val",
        "Valberedningen föreslår att kommunfullmäktige beslutar: 12. Till ledamot i styrelsen för"
        " Lillå Hamn AB i stället för Eva Ek (C) för tiden intill årsstämman 2032 utse Bo By (C). 13. Till ledamot i styrelsen"
        " för Lillå Bostäder AB i stället för Eva Ek (C) för tiden intill årsstämman 2032 utse Bo By (C).",
    )
    assert [item.akt for item in items] == ["utse_entlediga"] * 2
    assert all(item.text.startswith("Till ledamot") for item in items)


# What is not a proposal


@pytest.mark.parametrize(
    "text",
    [
        "Kommunstyrelsen beslutade utan omröstning att bifalla Eva Eks yrkande.",
        "Kommunfullmäktige har att utse en ny ledamot i bolagets styrelse.",
        "Enligt motionären bör kommunen anta en plan.",
        "Förslaget från Föreningen Norden, att kommunen undertecknar avtalet, innebär inga kostnader.",
        "Eva Ek (M) antecknade som yttrande en skrivelse från den 3 maj.",
    ],
)
def test_this_proposes_nothing(text):
    assert [item for item in whole(*PAPER, "Ärendet", text) if item.art in ("forslag", "beslut")] == []


def test_what_a_consulted_body_decided_is_not_decided_in_this_arende():
    items = whole(
        "PM 2031:7 RI (Dnr 001-12/2031)",
        "Kulturnämnden",
        "Kulturnämnden beslutade vid sitt sammanträde den 3 mars 2031 att överlämna förvaltningens tjänsteutlåtande som svar på"
        " remissen.",
        "Reservation anfördes av Bo By m.fl. (M), bilaga 1.",
    )
    assert items == ()


def test_what_is_reported_for_knowledge_is_not_decided():
    items = decided(
        "Beslut", "Kommunstyrelsen har tagit del av följande anmälningar.", "– Skrivelse om att köpa Norrby kvarn."
    )
    assert items == ()


def test_bullets_under_a_numbered_item_that_announces_them_belong_to_it():
    rows = proposed(
        "1. Nämnden godkänner förvaltningens redovisning av följande uppdrag:",
        "- Nämnden får i uppdrag att utreda bryggan.",
        "- Nämnden får i uppdrag att räkna båtarna.",
        "2. Redovisningen översänds till kommunstyrelsen.",
    )
    assert [row.akt for row in rows] == ["godkanna", "overlamna"]
    assert rows[0].text.endswith("räkna båtarna.")


def test_a_body_alone_with_a_colon_leads_in_its_points():
    rows = proposed(
        "Äldre samt vård- och omsorgsnämnden:", "1. avstyrker motionen. 2. förklarar beslutet omedelbart justerat."
    )
    assert [(row.akt, row.beslutsorgan) for row in rows] == [
        ("avsla", "äldre samt vård- och omsorgsnämnden"),
        ("omedelbar_justering", "äldre samt vård- och omsorgsnämnden"),
    ]


def test_a_numbered_point_that_names_who_decides_is_told_whole_and_its_number_is_not_part_of_the_point_before():
    rows = proposed(
        "1. Bryggan rivs inte. 2. Planen antas. 3. Kommunstyrelsen beslutar att justera ärendet omedelbart."
    )
    assert [row.text for row in rows][-2:] == [
        "Planen antas.",
        "Kommunstyrelsen beslutar att justera ärendet omedelbart.",
    ]


def test_a_body_alone_above_bullets_is_no_point_of_its_own():
    rows = proposed("Socialnämnd Hisingen", "- Avstyrker förslaget om en ny enhet.")
    assert acts(rows) == [("avsla", "Socialnämnd Hisingen")]


def test_a_line_that_only_says_by_whose_proposal_is_no_decision():
    rows = decided(
        "Beslut",
        "Enligt återremissyrkande från M och C i kommunstyrelsen:",
        "Ärendet återremitteras till miljönämnden.",
    )
    assert [row.text for row in rows] == ["Ärendet återremitteras till miljönämnden."]


def test_a_motion_in_the_third_place_is_one_of_its_own():
    rows = decided(
        "Yrkanden",
        "Eva Ek (S) yrkar i första hand återremiss, i andra hand bifall till planen och i tredje hand avslag på planen.",
    )
    assert [row.akt for row in rows] == ["aterremittera", "bifalla", "avsla"]


def test_minutes_that_tell_the_decision_in_running_text():
    told = decided("Föreningen söker bidrag till en pump.", "Kommunstyrelsen beslöt bevilja föreningen 35 000 kronor.")
    assert [(item.art, item.akt) for item in told] == [("beslut", "bevilja_medel")]
    turned = decided("Frågan har diskuterats.", "Efter omröstning beslutar kommunstyrelsen bordlägga ärendet.")
    assert [item.akt for item in turned] == ["bordlagga"]
    assert [item.akt for item in decided("Ansökan har prövats.", "Beslöts att avslå ansökan.")] == ["avsla"]


def test_an_earlier_decision_told_beside_a_headed_one_is_none():
    items = decided("Beslut", "Motionen avslås.", "Bakgrund", "Kommunstyrelsen beslöt bevilja föreningen medel.")
    assert [item.akt for item in items] == ["avsla"]


def test_a_decision_by_reference_names_who_moved_it():
    (item,) = decided("Beslut", "Enligt yrkande från S, V och MP:", "1. Planen antas med två ändringar.")
    assert item.fran[:3] == ("S", "V", "MP")


def test_a_styrelse_that_takes_over_what_parties_moved():
    (item,) = whole(
        *PAPER,
        "Kommunstyrelsens förslag",
        "Kommunstyrelsen tillstyrker yrkande från V och MP den 3 maj 2031 och föreslår att kommunfullmäktige beslutar:",
        "1. Planen för cykelvägen antas.",
    )
    assert item.fran == ("V", "MP", "kommunstyrelsen")


def test_a_task_is_told_whole():
    (item,) = proposed("att uppdra åt tekniska kontoret att ansöka om statsbidrag.")
    assert item.text == "att uppdra åt tekniska kontoret att ansöka om statsbidrag."


def test_the_condition_of_a_lead_in_holds_for_its_points():
    items = proposed(
        "Kommunstyrelsen beslutar för egen del följande, under förutsättning att kommunfullmäktige antar programmet",
        "1. Stadskontoret ges i uppdrag att inrätta en materialbank.",
    )
    assert [(item.akt, item.villkorad) for item in items] == [("ge_uppdrag", True)]


def test_what_a_motion_asks_for_is_moved_also_under_a_heading():
    text = ("Motion om cykelväg", "Förslag till beslut", "att bygga en cykelväg längs Lillån.")
    assert [item.art for item in whole(*text)] == ["yrkande"]


# Lists of att-satser, in many houses' forms


@pytest.mark.parametrize(
    "lead",
    [
        "Kommunstyrelsen beslutar således",
        "Kommunstyrelsen beslutar med åtta röster mot fem",
    ],
)
def test_any_words_may_stand_between_who_decides_and_the_first_att(lead):
    items = decided("Beslut", lead, "att anta planen, samt", "att hos länsstyrelsen begära anstånd.")
    assert texts(items) == ["att anta planen", "att hos länsstyrelsen begära anstånd."]
    assert {item.beslutsorgan for item in items} == {"kommunstyrelsen"}


def test_what_a_motioner_wants_is_told_in_minutes_and_not_decided():
    items = decided(
        "Bo By (S) har väckt en motion om bron. Motionären hemställer att kommunfullmäktige beslutar att måla bron.",
        "Kommunstyrelsen beslutar",
        "att avslå motionen.",
    )
    assert texts(items) == ["att avslå motionen."]


def test_lettered_points_are_items():
    items = proposed("Nämnden föreslås besluta", "a) att anta planen,", "b) att avslå motionen.")
    assert texts(items) == ["att anta planen", "att avslå motionen."]


def test_a_numbered_point_that_hangs_together_keeps_who_decides_it():
    items = proposed(
        "1. Kommunstyrelsen beslutar att bron byggs enligt alternativ B.",
        "2. Kommunstyrelsen beslutar att föreslå kommunfullmäktige besluta att utöka nämndens ram med 64 000 kronor.",
        "3. Stadsdirektören får i uppdrag att söka bidrag.",
    )
    assert [item.text.split()[0] for item in items] == ["Kommunstyrelsen", "Kommunstyrelsen", "Stadsdirektören"]
    assert items[2].beslutsorgan == "kommunstyrelsen"


def test_a_point_beside_another_needs_no_verb_of_deciding():
    items = proposed("Riktlinjen antas.", "Platsen vid ån ges namnet Kvarnparken.", heading="Förslag till beslut")
    assert len(items) == 2


def test_whose_proposal_was_taken_is_no_point_beside_what_was_decided():
    items = decided("Beslut", "Nämnden beslutar enligt kontorets förslag. Eva Ek (S) utses till ledamot.")
    assert texts(items) == ["Eva Ek (S) utses till ledamot."]


@pytest.mark.parametrize(
    ("item", "akt"),
    [
        ("att för egen del godkänna investeringen", "godkanna"),
        ("att i övrigt avslå framställningen", "avsla"),
        ("att som sitt yttrande överlämna kansliets skrivelse", "avge_yttrande"),
        ("att nämndens ram räknas upp med 40 000 kronor", "bevilja_medel"),
        ("att anmoda nämnden att komma in med en plan", "uppmana"),
        ("Bygglov ges för en tillbyggnad.", "medge_bemyndiga"),
        ("Under förutsättning att kommunfullmäktige antar planen avsätts 9 000 kronor.", "bevilja_medel"),
        ("att kommunen, under förutsättning att fullmäktige godkänner det, utses till förvaltare", "utse_entlediga"),
    ],
)
def test_the_act_stands_behind_an_adverbial_or_a_condition(item, akt):
    assert [row.akt for row in proposed("1. " + item)] == [akt]


def test_what_another_nämnd_decided_in_an_attachment_is_no_proposal_of_the_ärende():
    items = whole(
        "LILLÅ KOMMUN\tTJÄNSTESKRIVELSE",
        "Kommunkansliet\t2031-05-02",
        "Kommunstyrelsen",
        "Övertagande av ishallen",
        "Förslag till beslut",
        "1. Ishallen förvärvas.",
        "Eva Ek",
        "Bilagor",
        "1. Protokollsutdrag",
        "LILLÅ KOMMUN\tSAMMANTRÄDESPROTOKOLL\tBilaga 1",
        "Kulturnämnden\t2031-04-02",
        "Nämnden beslutar",
        "att tillstyrka att kommunen övertar ishallen.",
    )
    assert texts(items) == ["Ishallen förvärvas."]
