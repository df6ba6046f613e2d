"""Who was consulted, in which role and with which stance: text → Doc → ledger, through the real pipeline."""

import pytest

from nlp_arenden.analysis.ledger import make_ledger
from nlp_arenden.domain.handling import Handling
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline import bridge
from nlp_arenden.pipeline.language import build_pipeline

PACK = open_pack()
NLP = build_pipeline(PACK)


def whole(text):
    """The rows (name, role, stance) of a whole text."""
    handling = Handling("h1", "text.txt", "", "text/plain", text)
    rows = make_ledger(bridge.mentions(NLP(handling.clean.text), handling), PACK.table("alias"), frozenset())
    return [(row.namn, row.roll, row.hallning) for row in rows]


def consulted(*paragraphs, heading="Beredning"):
    """The rows of paragraphs under one heading of a tjänsteskrivelse."""
    return whole("\n\n".join(("Tjänsteskrivelse", "Datum 2031-05-02", heading, *paragraphs)) + "\n")


def names(*paragraphs, heading="Beredning"):
    return [name for name, _, _ in consulted(*paragraphs, heading=heading)]


def stance(*sentences):
    """What kulturnämnden thinks, told by one paragraph after it was asked."""
    ((_, _, said),) = consulted("Ärendet har remitterats till kulturnämnden.", " ".join(sentences))
    return said


# The regression cases B1–B10.


def test_b1_two_bodies_with_commas_and_suspended_hyphens_inside():
    text = "Ärendet har remitterats till hälsa-, vård- och omsorgsnämnden samt fastighets- och gatukontoret."
    assert names(text) == ["hälsa-, vård- och omsorgsnämnden", "fastighets- och gatukontoret"]


def test_b2_district_committees_are_one_for_each_district():
    text = "Ärendet har remitterats till stadsdelsnämnderna för Farsta, Enskede-Årsta-Vantör och Kista."
    assert names(text) == [
        "Farsta stadsdelsnämnd",
        "Enskede-Årsta-Vantörs stadsdelsnämnd",
        "Kista stadsdelsnämnd",
    ]


def test_b3_who_abstains_was_asked():
    assert consulted("Trafiknämnden avstår från att yttra sig.") == [("trafiknämnden", "remissinstans", "avstar")]


def test_b4_nothing_to_object():
    assert consulted("Miljönämnden har inget att erinra.") == [("miljönämnden", "remissinstans", "ingen_erinran")]


def test_b5_in_the_main_positive_but():
    rows = consulted("Socialnämnden är i huvudsak positiv men ser risker.")
    assert rows == [("socialnämnden", "remissinstans", "tillstyrker_med_synpunkter")]


def test_b6_no_reason_to_reject_is_no_rejection():
    assert stance("Kulturnämnden ser ingen anledning att avstyrka.") == "neutral"


def test_b7_who_gets_the_decision_was_not_asked():
    assert consulted("Beslutet skickas till räddningstjänsten.") == []


def test_b8_unions_are_one_collective_body():
    rows = consulted("Samverkan har skett med de fackliga organisationerna enligt 19 § MBL.")
    assert rows == [("de fackliga organisationerna", "samverkan", "ej_redovisad")]


def test_b9_who_sends_a_remiss_is_not_consulted():
    text = "Utbildningsdepartementet har remitterat promemorian till kommunen."
    assert consulted("Remiss från Utbildningsdepartementet om läromedel", text, heading="Ärendet") == []


def test_b10_a_company_name_broken_over_lines_is_one():
    lines = (
        "Tjänsteskrivelse", "Datum 2031-05-02", "Beredning",
        "Ärendet gäller kommunens ledningsnät och hur det ska byggas ut under de kommande åren i de",
        "norra delarna av tätorten. Där saknas i dag möjlighet att ansluta sig, och de som bor där har",
        "länge efterlyst ett besked. Kontoret har räknat på två sätt att bygga och föreslår det senare,",
        "som tar längre tid men kan samordnas med vägarbetena. Samråd har skett med Exempelbo",
        "AB om nätets läge, om grävningen och om de kostnader som hör till den, och bolaget har lovat",
        "att bistå med kartor över de ledningar som redan finns under gatorna i de berörda kvarteren.",
    )  # fmt: skip
    assert [name for name, _, _ in whole("\n\n".join(lines) + "\n")] == ["Exempelbo AB"]


# Roles.


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ärendet har sedan i våras beretts av kulturkontoret.", "berett"),
        ("Kulturkontoret har därefter tagit fram ett förslag till plan.", "berett"),
        ("Förslaget har varit ute på remiss hos kulturkontoret.", "remissinstans"),
        ("Remissinstanser har varit kulturkontoret.", "remissinstans"),
        ("Kommunstyrelsen remitterade förslaget till kulturkontoret.", "remissinstans"),
        ("Kulturkontoret har beretts tillfälle att yttra sig.", "remissinstans"),
        ("Utöver dessa har även kulturkontoret inkommit med yttrande.", "remissinstans"),
        ("Samråd har ägt rum med kulturkontoret.", "samrad"),
        ("Samrådet omfattar även kulturkontoret, som ska svara i maj.", "samrad"),
    ],
)
def test_a_body_is_found_in_its_role(text, role):
    assert consulted(text) == [("kulturkontoret", role, "ej_redovisad")]


@pytest.mark.parametrize(
    "text",
    [
        "Facklig samverkan har skett i den centrala samverkansgruppen den 8 mars.",
        "Ärendet har samverkats i den centrala samverkansgruppen.",
        "Information har lämnats i den centrala samverkansgruppen den 7 februari.",
        "Information på den centrala samverkansgruppen den 18 mars.",
    ],
)
def test_union_consultation_in_many_words(text):
    assert consulted(text) == [("den centrala samverkansgruppen", "samverkan", "ej_redovisad")]


def test_negotiation_names_each_union():
    text = "Förhandling enligt 11 § MBL genomfördes med Kommunal, Vision och Lärarförbundet den 2 oktober."
    assert names(text) == ["Kommunal", "Vision", "Lärarförbundet"]


def test_together_with_shares_the_role_and_in_consultation_with_changes_it():
    text = "Ärendet har beretts av gatukontoret tillsammans med VA-enheten i samråd med länets patientnämnd."
    assert consulted(text) == [
        ("gatukontoret", "berett", "ej_redovisad"),
        ("VA-enheten", "berett", "ej_redovisad"),
        ("länets patientnämnd", "samrad", "ej_redovisad"),
    ]


def test_a_council_that_has_discussed_the_matter_is_a_council_even_when_it_abstains():
    rows = consulted(
        "Pensionärsrådet behandlade ärendet den 6 maj och handikapprådet den 8 maj.",
        "Handikapprådet avstod från att yttra sig.",
    )
    assert rows == [
        ("pensionärsrådet", "radsorgan", "ej_redovisad"),
        ("handikapprådet", "radsorgan", "avstar"),
    ]


def test_a_council_in_a_remiss_is_asked_like_others():
    assert consulted("Ärendet har remitterats till kommunstyrelsens handikappråd.") == [
        ("kommunstyrelsens handikappråd", "remissinstans", "ej_redovisad")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Förslaget ska remitteras till kulturnämnden.",
        "Samråd kommer att ske med kulturnämnden.",
        "Motionen har remitterats till kulturnämnden för beredning.",
        "Kulturnämnden får i uppdrag att i samråd med kontoret utreda frågan.",
        "Föräldraföreningen vid Ekskolan har på eget initiativ lämnat synpunkter.",
        "Kommunens revisorer har informerats.",
        "Information har lämnats till kulturnämnden.",
        "Avtalet har träffats med Exempelbo AB.",
        "Ärendet återremitterades till kulturnämnden.",
        "Ofta har detta lämnats utan svar.",
        "Ekby hembygdsförening har i en skrivelse begärt att parken bevaras.",
        "Kulturnämnden beslutade att sända utlåtandet som svar på återremissen från kommunfullmäktige.",
    ],
)
def test_who_was_not_asked_is_left_out(text):
    assert consulted(text) == []


def test_a_recipient_in_a_list_of_addressees_is_left_out():
    assert consulted("Kulturnämnden", "Polismyndigheten", heading="Beslutet skickas till") == []


def test_a_proposal_on_its_way_is_not_an_answer_to_a_remiss():
    text = "Fastighetsnämnden tillstyrker genomförandebeslutet och överlämnar ärendet till kommunfullmäktige."
    assert consulted(text, heading="Bakgrund") == []


# Stance.

MED = "tillstyrker_med_synpunkter"


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("Kulturnämnden välkomnar programmet.",), "tillstyrker"),
        (("Kulturnämnden föreslår att programmet antas.",), "tillstyrker"),
        (("Kulturnämnden tillstyrker programmet och lämnar motionen utan erinran.",), "tillstyrker"),
        (("Kulturnämnden förordar ett köp och framhåller skolans betydelse.",), "tillstyrker"),
        (("Kulturnämnden välkomnar planen och understryker att texterna måste kunna läsas.",), MED),
        (("Kulturnämnden tillstyrker planen.", "Nämnden framhåller dock att medel saknas."), MED),
        (("Kulturnämnden tillstyrker planen.", "Nämnden avstyrker däremot taxan."), "avstyrker_delvis"),
        (("Kulturnämnden avstyrker kravet men delar motionärens uppfattning i övrigt.",), "avstyrker_delvis"),
        (("Kulturnämnden är positiv till den första etappen men inte till den andra.",), "avstyrker_delvis"),
        (("Kulturnämnden menar att frågan är svår och kan inte tillstyrka förslaget.",), "avstyrker"),
        (("Kulturnämnden ställer sig inte bakom förslaget.",), "avstyrker"),
        (("Kulturnämnden har inga invändningar, förutsatt att hissen byts.",), "ingen_erinran"),
        (("Kulturnämnden förutsätter att lotterna märks men har inga invändningar.",), "ingen_erinran"),
        (("Kulturnämnden konstaterar att klagomålen har ökat.",), "neutral"),
        (("Kulturnämnden har inte besvarat remissen.",), "svar_uteblivet"),
        (("Kulturnämnden har inte kommit in med något yttrande.",), "svar_uteblivet"),
        (("Något yttrande från kulturnämnden har inte kommit in.",), "svar_uteblivet"),
        (("Förslaget avstyrks av kulturnämnden.",), "avstyrker"),
        (("Kulturnämnden Tar inte ställning Nämnden delar motionärens oro.",), "avstar"),
        (("Kulturnämnden Avstyrker Nämnden instämmer i syftet.",), "avstyrker"),
        (("N N (X) yrkar att kulturnämnden avstyrker motionen.",), "ej_redovisad"),
    ],
)  # fmt: skip
def test_stance_in_a_paragraph(sentences, expected):
    assert stance(*sentences) == expected


def test_the_officials_who_write_do_not_speak_for_the_committee_named_before():
    assert (
        stance("Kulturnämnden tillstyrker planen.", "Förvaltningen framhåller dock att medel saknas.") == "tillstyrker"
    )


def test_bodies_joined_by_och_think_the_same():
    rows = consulted(
        "Förslaget har varit på remiss hos byggnadsnämnden, miljönämnden och länets kommuner.",
        "Byggnadsnämnden och miljönämnden tillstyrker planen. Kommunerna är tveksamma.",
    )
    assert [said for _, _, said in rows] == ["tillstyrker", "tillstyrker", "avstyrker_delvis"]


def test_a_short_name_and_an_unknown_name_of_who_did_not_answer():
    rows = consulted(
        "Ärendet har remitterats till föreningen Ljus Norrland och Storexempels brandförsvar.",
        "Brandförsvaret har inget att invända.",
        "Något yttrande från Ljus Norrland har inte kommit in.",
    )
    assert [said for _, _, said in rows] == ["svar_uteblivet", "ingen_erinran"]


def test_the_municipality_itself_is_not_one_of_those_it_asks():
    text = "Exempelverket har skickat promemorian på remiss till Malmö stad och kulturnämnden."
    assert whole(f"Malmö stad\n\nTjänsteskrivelse\n\nDatum 2031-05-02\n\nÄrendet\n\n{text}\n") == [
        ("kulturnämnden", "remissinstans", "ej_redovisad")
    ]


def test_headings_of_bodies_and_what_stands_under_them():
    rows = consulted("Kulturnämnden", "Nämnden tillstyrker förslaget.", "Miljönämnden", "Nämnden avstyrker förslaget.")
    assert rows == [
        ("kulturnämnden", "remissinstans", "tillstyrker"),
        ("miljönämnden", "remissinstans", "avstyrker"),
    ]


def test_the_summary_is_believed_before_the_full_answer():
    full = "Kulturnämndens yttrande daterat den 3 mars 2031 har i huvudsak följande lydelse."
    rows = consulted(
        "Ärendet har remitterats till kulturnämnden.",
        "Kulturnämnden tillstyrker förslaget.",
        full,
        "Nämnden avstyrker den andra punkten.",
    )
    assert rows == [("kulturnämnden", "remissinstans", "tillstyrker")]


def test_a_full_answer_that_agrees_with_the_aim_and_rejects_the_proposal_is_a_rejection():
    full = "Kulturnämndens yttrande daterat den 3 mars 2031 har i huvudsak följande lydelse."
    answer = "Nämnden instämmer i motionens utgångspunkt. Nämnden avstyrker ändå motionen."
    rows = consulted("Ärendet har remitterats till kulturnämnden.", full, answer)
    assert rows == [("kulturnämnden", "remissinstans", "avstyrker")]


def test_a_full_answer_tells_the_stance_when_there_is_no_summary():
    full = "Kulturnämndens yttrande daterat den 3 mars 2031 har i huvudsak följande lydelse."
    rows = consulted("Ärendet har remitterats till kulturnämnden.", full, "Nämnden avstyrker förslaget.")
    assert rows == [("kulturnämnden", "remissinstans", "avstyrker")]


def test_a_remiss_tells_whom_it_asks_by_its_list():
    text = (
        "Remiss", "2031-09-11", "KN2031/03417", "Promemorian Laddplatser", "Remissinstanser", "1. Boverket",
        "2. Lillå kommun", "3. Riksförbundet Mackar på Landet", "Remissvaren ska ha kommit in senast den 15 december 2031.",
    )  # fmt: skip
    found = whole("\n\n".join(text) + "\n")
    assert [name for name, _, _ in found] == ["Boverket", "Lillå kommun", "Riksförbundet Mackar på Landet"]
    assert {role for _, role, _ in found} == {"remissinstans"}


def test_authorities_and_others_with_small_words_in_their_names():
    found = names(
        "Yttranden har begärts in från Institutet för språk och folkminnen, Föräldraföreningen vid Lillå skola och "
        "miljönämnden."
    )
    assert found == ["Institutet för språk och folkminnen", "Föräldraföreningen vid Lillå skola", "miljönämnden"]


def test_a_company_whose_short_name_is_given_in_parentheses():
    text = "Lillå Stadshus AB (Stadshus) har i rollen som moderbolag yttrat sig i ärendet."
    assert names(text) == ["Lillå Stadshus AB"]


# Names in a list of those who were asked, and what they are called further on


@pytest.mark.parametrize(
    "lead",
    [
        "Yttranden har infordrats från",
        "Förslaget har cirkulerat bland",
        "Studien skickades i maj på remiss till kulturnämnden,",
        "Kommunstyrelsen har beslutat att inhämta synpunkter från",
    ],
)
def test_a_name_in_a_list_of_the_asked_is_told_whole(lead):
    found = names(f"{lead} Vinsa sameby, skolornas föräldraråd och Ornitologiska klubben i Lillby.")
    assert found[-3:] == ["Vinsa sameby", "skolornas föräldraråd", "Ornitologiska klubben i Lillby"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Vinsa sameby", "Samebyn"),
        ("Lillby byalag", "Byalaget"),
        ("Polisen i Lillby", "Polisen"),
        ("LRF:s kommungrupp", "LRF"),
        ("yrkesfiskarnas lokalförening (YLF)", "YLF"),
    ],
)
def test_one_that_was_asked_is_known_by_its_short_name(name, short):
    rows = consulted(f"Yttranden har inhämtats från kulturnämnden samt {name}.", f"{short} avstyrker förslaget.")
    assert rows[-1][2] == "avstyrker"


def test_a_short_name_in_brackets_is_known_from_there_on():
    rows = consulted(
        "Holmens Stadshus AB (Stadshus) äger bolaget.", "Stadshus har i rollen som moderbolag yttrat sig i ärendet."
    )
    assert [name for name, _, _ in rows] == ["Holmens Stadshus AB"]


def test_a_short_name_that_two_share_is_nobodys():
    rows = consulted(
        "Yttranden har inhämtats från Ekby byalag och Alby byalag.", "Byalaget avstyrker förslaget i alla delar."
    )
    assert {said for _, _, said in rows} == {"ej_redovisad"}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Nämnden säger bestämt nej.", "avstyrker"),
        ("Nämnden är för ett reservat men vill ha en mindre gräns.", "tillstyrker_med_synpunkter"),
        ("Nämnden säger ja till bidrag men nej till delägande.", "avstyrker_delvis"),
        ("Nämnden har ingenting emot förslaget.", "ingen_erinran"),
        ("Nämnden har trots påminnelse ej låtit sig avhöra.", "svar_uteblivet"),
        ("Nämnden har förklarat sig avstå från yttrande.", "avstar"),
        ("Nämnden påminner om lagens krav.", "neutral"),
    ],
)
def test_plain_words_for_a_stance(sentence, said):
    assert stance(sentence.replace("Nämnden", "Kulturnämnden")) == said


def test_a_company_is_known_by_its_name_without_ab_wherever_it_is_told_in_full():
    rows = consulted(
        "Styrelsen i Kajen tillstyrkte bolagets hemställan den 3 maj.", "Protokollet från Kajen AB biläggs."
    )
    assert rows == [("Kajen AB", "remissinstans", "tillstyrker")]


def test_a_short_name_in_brackets_is_known_also_before_it_is_given():
    rows = consulted("Stadshus har i rollen som moderbolag yttrat sig.", "Holmens Stadshus AB (Stadshus) äger bolaget.")
    assert ("Holmens Stadshus AB", "remissinstans", "ej_redovisad") in rows


def test_unions_in_a_group_are_told_as_the_group():
    text = (
        "Information enligt samverkansavtalet har lämnats till fackliga organisationer i central samverkansgrupp (CSG)."
    )
    assert names(text) == ["central samverkansgrupp"]


def test_a_group_and_its_abbreviation_are_one():
    assert names("Ärendet har samverkats med centrala samverkansgruppen, CSG, den 3 maj.") == [
        "centrala samverkansgruppen"
    ]


def test_a_section_that_lists_groups_and_days_is_consultation_with_unions():
    assert consulted("Central samverkansgrupp 2031-10-19.", heading="Samverkan") == [
        ("central samverkansgrupp", "samverkan", "ej_redovisad")
    ]


def test_a_council_of_unions_that_was_told_of_the_matter_is_consultation_with_unions():
    assert consulted("Koncernfackliga rådet har fått information om ärendet.") == [
        ("koncernfackliga rådet", "samverkan", "ej_redovisad")
    ]


def test_two_committees_of_which_the_second_is_for_the_old():
    text = "Motionen har remitterats till nämnden för funktionsstöd och äldre samt vård- och omsorgsnämnden."
    assert names(text) == ["nämnden för funktionsstöd", "äldre samt vård- och omsorgsnämnden"]


def test_an_interpellation_consults_nobody():
    text = "Interpellation om skolvägar\n\nSkolnämnden valde förra året att avstyrka ett förslag.\n\nTänker du bygga en gångbana?\n\nN N (X)\n"
    assert whole(text) == []


def test_the_name_that_a_text_gives_a_company_goes_before_a_shorter_form_of_it():
    rows = consulted(
        "Stadshus AB äger bolaget.",
        "Holmens Stadshus AB (Stadshus) har yttrat sig.",
        "Stadshus tillstyrker hemställan.",
    )
    assert rows == [("Holmens Stadshus AB", "remissinstans", "tillstyrker")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Hamnens Utveckling\tAvstyrker\tBolaget anser att frågan behöver Kajen AB utredas vidare.", "avstyrker"),
        ("Yrkande A och B Hamnens Utveckling Kajen AB\tTillstyrker\tBolaget är positivt.", "tillstyrker"),
        ("Hamnens Utveckling Kajen AB\tTillstyrker med reservation för tiden.", "tillstyrker_med_synpunkter"),
    ],
)
def test_the_row_of_a_table_tells_what_its_body_thinks(row, said):
    rows = consulted(
        "Motionen har remitterats för yttrande till Hamnens Utveckling Kajen AB.",
        "Remissinstans\tBeslut\tKommentar",
        row,
    )
    assert rows == [("Hamnens Utveckling Kajen AB", "remissinstans", said)]


def test_a_suspended_hyphen_without_its_space_is_read_as_with_it():
    assert names("Motionen har remitterats till idrotts-och föreningsnämnden och kulturnämnden.") == [
        "idrotts- och föreningsnämnden",
        "kulturnämnden",
    ]
