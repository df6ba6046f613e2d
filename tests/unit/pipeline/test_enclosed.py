"""Documents inside a document: enclosed with a letterhead, or quoted after a lead-in."""

from nlp_arenden.domain.handling import Handling
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.annotations import PARTS
from nlp_arenden.pipeline.language import build_pipeline

NLP = build_pipeline(open_pack())
CASE = (
    "Kommunfullmäktige",
    "Handling 2031 nr 4",
    "Plan för Lillån",
    "Kommunstyrelsen tillstyrker stadsledningskontorets förslag och föreslår att kommunfullmäktige beslutar:",
    "Planen antas.",
)
OFFICIALS = ("Stadsledningskontoret", "Tjänsteutlåtande\tHandläggare", "Utfärdat 2031-03-08\tEva Ek")


def parts(*blocks):
    text = Handling("h1", "text.txt", "", "text/plain", "\n\n".join(blocks) + "\n").clean.text
    return [(part.typ, part.talare, part.roll) for _, part in PARTS.read(NLP(text))]


def test_a_plain_document_is_one_part():
    assert parts("Lillå kommun", "Bron byggs i maj.") == [("ovrig", None, "yttre")]


def test_the_first_letterhead_is_the_outer_documents_own():
    assert parts(*OFFICIALS, "Planen behövs.") == [("tjansteutlatande", None, "yttre")]


def test_a_letterhead_after_prose_opens_the_officials_paper():
    assert parts(*CASE, *OFFICIALS, "Planen behövs.") == [
        ("ovrig", None, "yttre"),
        ("tjansteutlatande", "stadsledningskontoret", "underlag"),
    ]


def test_the_next_officials_paper_is_an_answer():
    found = parts(
        *CASE, *OFFICIALS, "Planen behövs.", "Parkförvaltningen", "Tjänsteutlåtande\tHandläggare", "Utfärdat 2031-01-02"
    )
    assert found[2] == ("tjansteutlatande", "parkförvaltningen", "remissvar")


def test_a_written_motion_has_parties():
    found = parts(*CASE, "Kommunstyrelsen", "Tilläggsyrkande\tSocialdemokraterna, Miljöpartiet", "2031-04-02\tÄrende 4")
    assert found[1] == ("yrkande", "Socialdemokraterna, Miljöpartiet", "yrkande")


def test_a_day_in_six_digits_makes_a_letterhead_too():
    assert parts(*CASE, "Kommunstyrelsen", "Yrkande\tV, S", "310304\tÄrende 9", "Bron ska byggas.")[1][1] == "V, S"


def test_the_party_of_somebody_in_the_title_is_not_that_of_the_mover():
    found = parts(*CASE, "Kommunstyrelsen", "Yrkande 2031-04-02", "Yrkande angående motion av Eva Ek (KD) om bron")
    assert found[1] == ("yrkande", None, "yrkande")


def test_the_first_words_of_a_motion_are_no_second_letterhead():
    blocks = ("Kommunstyrelsen", "Yrkande\tV, S", "2031-04-02\tÄrende 4", "Yrkande angående plan för Lillån 2031-2040")
    assert [typ for typ, _, _ in parts(*CASE, *blocks, "Vi vill ha en bro.")] == ["ovrig", "yrkande"]


def test_a_title_that_names_a_motion_stays_in_the_paper_that_answers_it():
    found = parts(*CASE, *OFFICIALS, "Motion av Eva Ek (KD) om bron", "Kontoret ser inget behov.")
    assert [typ for typ, _, _ in found] == ["ovrig", "tjansteutlatande"]


def test_a_motion_further_down_is_attached():
    found = parts(
        *CASE, *OFFICIALS, "Planen behövs.", "Det är allt.", "Motion av Eva Ek (KD) om bron", "Jag vill ha en bro."
    )
    assert found[2] == ("motion", None, "bilaga")


def test_a_quoted_paper_and_a_quoted_answer_have_their_speakers():
    found = parts(
        "PM 2031:7 RI (Dnr 001-12/2031)",
        "Stadsledningskontorets tjänsteutlåtande daterat den 3 mars 2031 är i huvudsak av följande lydelse.",
        "Planen behövs.",
        "Kulturnämndens yttrande daterat den 9 mars 2031 har i huvudsak följande lydelse.",
        "Nämnden har inget att erinra.",
    )
    assert found[1:] == [
        ("tjansteutlatande", "stadsledningskontoret", "underlag"),
        ("remissvar", "kulturnämnden", "remissvar"),
    ]


def test_a_decision_to_answer_opens_an_answer_but_not_in_minutes():
    decision = "Parknämnden beslutade vid sitt sammanträde den 3 mars 2031 att överlämna kontorets tjänsteutlåtande som svar på remissen."
    assert parts("PM 2031:7 RI (Dnr 001-12/2031)", decision)[1:] == [("remissvar", "parknämnden", "remissvar")]
    assert len(parts("Lillå kommun", "Sammanträdesprotokoll", "Parknämnden", decision)) == 1


def test_after_the_quoted_answers_the_outer_document_goes_on():
    found = parts(
        "PM 2031:7 RI (Dnr 001-12/2031)",
        "Kulturnämndens yttrande daterat den 9 mars 2031 har i huvudsak följande lydelse.",
        "Nämnden har inget att erinra.",
        "RESERVATIONER M.M.",
        "Kommunstyrelsen",
    )
    assert [roll for _, _, roll in found] == ["yttre", "remissvar", "yttre"]


def test_what_follows_the_signatures_is_attached():
    long = "Riktlinjen gäller för alla nämnder och bolag i kommunen. " * 6
    found = parts(*CASE, *OFFICIALS, "Planen behövs.", "Eva Ek, förvaltningschef", long)
    assert [roll for _, _, roll in found] == ["yttre", "underlag", "bilaga"]


def test_a_short_list_after_the_signatures_is_not():
    found = parts(
        *CASE, *OFFICIALS, "Planen behövs.", "Eva Ek, förvaltningschef", "Beslutet skickas till kulturnämnden"
    )
    assert [roll for _, _, roll in found] == ["yttre", "underlag"]


def test_a_list_of_attachments_is_no_part():
    assert len(parts("Lillå kommun", "Bron byggs.", "Bilagor", "Bilaga 1. Karta", "Bilaga 2. Kalkyl")) == 1


def test_a_numbered_attachment_with_its_own_page_is():
    assert parts("Lillå kommun", "Bron byggs i maj.", "Bilaga 1", "Karta över ån.")[1] == ("bilaga", None, "bilaga")


def test_headings_in_minutes_are_not_documents():
    found = parts(
        "Lillå kommun", "Sammanträdesprotokoll", "2031-05-02", "§ 12", "Yrkande", "2031-05-02 yrkar Eva Ek (V) bifall."
    )
    assert len(found) == 1


def test_a_motion_that_never_ends_has_lost_the_letterhead_of_the_next_paper():
    paragraph = "Planen beskriver hur området kring ån ska bebyggas. " * 10
    found = parts(*CASE, "Kommunstyrelsen", "Yrkande\tV, S", "2031-04-02\tÄrende 4", *[paragraph] * 40)
    assert [roll for _, _, roll in found] == ["yttre", "yrkande", "bilaga"]


def test_bilaga_and_the_letterhead_below_it_are_one_paper():
    found = parts(
        *OFFICIALS, "Planen behövs.", "BILAGA 2", "Miljönämnden", "PROTOKOLLSUTDRAG 2031-03-09", "Nämnden tillstyrker."
    )
    assert found[1:] == [("protokollsutdrag", "miljönämnden", "remissvar")]


def test_the_type_may_stand_beside_the_name_of_the_municipality():
    found = parts(
        "LILLÅ KOMMUN\tTJÄNSTESKRIVELSE",
        "Kommunkansliet\t2031-05-02",
        "Planen behövs.",
        "LILLÅ KOMMUN\tSAMMANTRÄDESPROTOKOLL",
        "Kulturnämnden\t2031-04-02",
        "Nämnden tillstyrker planen.",
    )
    assert found == [("tjansteskrivelse", None, "yttre"), ("protokollsutdrag", "kulturnämnden", "remissvar")]


def test_the_head_of_a_page_opens_no_paper():
    found = parts(
        "Tjänsteskrivelse",
        "Handläggare\tDatum\tDiarienummer",
        "Eva Ek\t2031-05-02\tKS 2031/4",
        "Planen behövs.",
        "LILLÅ KOMMUN\tTjänsteskrivelse\t2 (3)",
        "Kontoret har hört grannarna.",
    )
    assert len(found) == 1


def test_a_yrkande_to_the_kommunstyrelse_is_the_ärendes_own_also_after_an_answer():
    found = parts(
        *OFFICIALS,
        "Planen behövs.",
        "BILAGA 2",
        "Miljönämnden",
        "PROTOKOLLSUTDRAG 2031-03-09",
        "Nämnden tillstyrker.",
        "BILAGA 3",
        "Yrkande",
        "Kommunstyrelsen den 20 mars 2031",
        "Vänsterpartiet",
        "Vi yrkar avslag.",
    )
    assert found[-1] == ("yrkande", "Vänsterpartiet", "yrkande")


def test_a_paper_named_in_the_list_of_attachments_is_not_opened_there():
    found = parts(*OFFICIALS, "Planen behövs.", "Bilagor", "Protokollsutdrag kulturnämnden § 39", "Till Lillå kommun")
    assert len(found) == 1


def test_a_revised_motion_of_some_with_the_statement_of_others_is_one_paper():
    found = parts(
        *CASE,
        "Kommunstyrelsen",
        "Reviderat yrkande\tV, S",
        "Särskilt yttrande\tCenterpartiet",
        "2031-04-02\tÄrende 4",
        "Bron ska byggas.",
    )
    assert found[1:] == [("yrkande", "V, S", "yrkande")]


def test_a_board_is_served_by_officials_whose_paper_is_an_answer():
    found = parts(
        *CASE,
        *OFFICIALS,
        "Planen behövs.",
        "Holmens Stadshus AB",
        "Beslutsunderlag\tHandläggare: Bo By",
        "Styrelsen 2031-02-05\tDiarienummer 63/31",
    )
    assert found[2] == ("tjansteutlatande", "Holmens Stadshus AB", "remissvar")


def test_the_numbered_attachment_names_its_sender_below_the_number():
    found = parts(
        *CASE,
        *OFFICIALS,
        "Planen behövs.",
        "Skickas till Holmens Stadshus AB",
        "Bilaga 2",
        "Kajen AB",
        "Tjänsteutlåtande\tHandläggare",
        "Utfärdat 2031-02-12",
    )
    assert found[2] == ("tjansteutlatande", "Kajen AB", "remissvar")


def test_a_list_that_names_minutes_and_what_they_rest_on_is_no_letterhead():
    found = parts(
        *CASE,
        *OFFICIALS,
        "Planen behövs.",
        "Bilagor",
        "1.\tProtokollsutdrag och beslutsunderlag från Kajen AB, 2031-11-11, § 107",
        "Ärendet",
    )
    assert len(found) == 2


def test_minutes_of_a_board_that_did_not_meet_are_minutes():
    found = parts(
        *CASE,
        *OFFICIALS,
        "Planen behövs.",
        "STYRELSEN FÖR\tPROTOKOLL PER CAPSULAM KAJKONCERNEN",
        "Extra sammanträde den 2031-08-05",
    )
    assert found[2][0] == "protokollsutdrag"
