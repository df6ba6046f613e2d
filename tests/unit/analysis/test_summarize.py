"""The summary: proposals, meaning, money, who was heard; only sentences of the source."""

import re

import pytest

from nlp_arenden.analysis.summary.candidates import candidates
from nlp_arenden.analysis.summary.compose import summarize
from nlp_arenden.analysis.summary.prose import about_procedure, is_prose, stands_alone
from nlp_arenden.analysis.summary.teller import TELLER, Teller
from nlp_arenden.domain.handling import Handling
from nlp_arenden.errors import ModelError
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.annotations import MENINGAR, Place
from nlp_arenden.pipeline.language import build_pipeline
from nlp_arenden.text.spans import TextSpan

NLP = build_pipeline(open_pack())
TOLD_BY = Teller.load(open_pack().file(TELLER))
PAPER = (
    "Tjänsteskrivelse",
    "Datum 2031-05-02",
    "Diarienummer KS 2031/12",
    "Till kommunstyrelsen",
    "Gångbro över Lillån",
)
FULL = (
    *PAPER,
    "Förslag till beslut",
    "Kommunstyrelsen föreslås besluta att",
    "1. godkänna förslaget om en gångbro över Lillån,",
    "2. ge tekniska nämnden i uppdrag att redovisa bygget i maj,",
    "3. förklara paragrafen omedelbart justerad.",
    "Sammanfattning",
    "Förslaget innebär att en gångbro byggs mellan torget och skolan så att barnen slipper gå längs landsvägen.",
    "Beredning",
    "Ärendet har remitterats till kulturnämnden och parknämnden. Kulturnämnden tillstyrker förslaget."
    " Parknämnden avstyrker förslaget eftersom träden vid ån måste fällas.",
    "Ekonomiska konsekvenser",
    "Bron beräknas kosta 4,5 miljoner kronor. Belysningen beräknas kosta 200 000 kronor.",
)


def summary(*blocks, sentences=4, title="Gångbro över Lillån"):
    handling = Handling("h1", "text.txt", "", "text/plain", "\n\n".join(blocks) + "\n")
    told = summarize([(handling, NLP(handling.clean.text))], title, sentences, TOLD_BY)
    for mening in told:
        for place in mening.belagg:
            assert handling.source[place.start : place.slut] == place.citat
    return [mening.text for mening in told]


def test_the_order_is_what_is_proposed_what_it_means_what_it_costs_and_who_is_against():
    proposed, meaning, money, against = summary(*FULL)
    assert proposed.startswith("Kommunstyrelsen föreslås besluta att godkänna förslaget om en gångbro")
    assert meaning.startswith("Förslaget innebär")
    assert money == "Bron beräknas kosta 4,5 miljoner kronor."
    assert against.startswith("Parknämnden avstyrker")


@pytest.mark.parametrize("sentences", range(1, 9))
def test_never_more_than_asked_and_every_one_once(sentences):
    told = summary(*FULL, sentences=sentences)
    assert 1 <= len(told) <= sentences
    assert len(set(told)) == len(told)


def test_one_sentence_is_the_proposal():
    assert summary(*FULL, sentences=1)[0].startswith("Kommunstyrelsen föreslås besluta")


def test_items_of_one_lead_in_are_told_together_with_the_place_of_each():
    first = summary(*FULL, sentences=5)[0]
    assert first.endswith("gångbro över Lillån; ge tekniska nämnden i uppdrag att redovisa bygget i maj")


def test_every_word_stands_in_the_source():
    handling = Handling("h1", "text.txt", "", "text/plain", "\n\n".join(FULL))
    words = set(re.findall(r"\w+", handling.clean.text))
    assert all(set(re.findall(r"\w+", text)) <= words for text in summary(*FULL, sentences=6))


def test_att_is_told_once_and_numbers_of_items_never():
    told = summary(
        *PAPER, "Förslag till beslut", "Kommunstyrelsen föreslås besluta", "1. att godkänna rapporten om ån."
    )
    assert told == ["Kommunstyrelsen föreslås besluta att godkänna rapporten om ån."]


def test_a_statement_about_money_loses_the_number_of_its_item():
    told = summary(
        *PAPER,
        "Förslag till beslut",
        "Kommunstyrelsen föreslås besluta följande",
        "1. Bron över ån byggs i maj.",
        "2. För förberedelser under våren anvisas 1,2 mnkr ur kommunstyrelsens medel.",
    )
    assert not any(re.match(r"\d", text) for text in told)


def test_a_formal_item_comes_after_the_material_one():
    told = summary(
        *PAPER,
        "Förslag till beslut",
        "1. Informationen noteras.",
        "2. Kommunstyrelsen antar planen för ån.",
        sentences=1,
    )
    assert "antar planen" in told[0]


def test_immediate_approval_is_not_told_beside_a_real_item_and_no_item_twice():
    told = summary(
        *PAPER,
        "Förslag till beslut",
        "1. Kommunstyrelsen antar planen för ån.",
        "2. Kommunstyrelsen fastställer avgiften för bron till 490 kronor per år för alla som bor i kommunen.",
        "3. Kommunstyrelsen förklarar beslutet omedelbart justerat.",
        sentences=6,
    )
    assert not any("justerat" in text for text in told)
    assert sum("490 kronor" in text for text in told) == 1


def test_of_how_the_meeting_went_only_who_moved_what_is_told():
    told = summary(
        "Kommunfullmäktige",
        "Handling 2031 nr 4",
        "Gångbro över Lillån",
        "Kommunstyrelsens förslag",
        "Kommunstyrelsen tillstyrker stadsledningskontorets förslag och föreslår att kommunfullmäktige beslutar:",
        "En gångbro över Lillån byggs.",
        "Vid behandling av ärendet i kommunstyrelsen förekom skiljaktiga meningar:",
        "Eva Ek (V) yrkade bifall till yrkande från V den 19 april 2031 om en gångbro över Lillån.",
        "Kommunstyrelsen beslutade utan omröstning att bifalla Eva Eks yrkande om gångbro över Lillån.",
        "Bo By (M) deltog inte i beslutet om en gångbro över Lillån.",
        "Representanterna från M och L antecknade som yttrande en skrivelse om gångbron över Lillån.",
    )
    assert told == [
        "Kommunstyrelsen tillstyrker stadsledningskontorets förslag och föreslår att kommunfullmäktige beslutar:"
        " En gångbro över Lillån byggs.",
        "Eva Ek (V) yrkade bifall till yrkande från V den 19 april 2031 om en gångbro över Lillån.",
    ]


def test_nothing_that_leans_on_the_sentence_before_is_told():
    told = summary(
        *PAPER,
        "Sammanfattning",
        "Detta innebär att gångbron över Lillån byggs i maj.",
        "Bron syftar till att göra vägen säker för barnen.",
    )
    assert told == ["Bron syftar till att göra vägen säker för barnen."]


def test_a_party_that_reserved_itself_is_against():
    told = summary(
        "Lillå kommun",
        "Kommunstyrelsen",
        "Protokollsutdrag",
        "Sammanträdesdatum 2031-05-02",
        "Beslut",
        "Kommunstyrelsen antar planen för ån.",
        "Reservation",
        "Eva Ek (V) reserverar sig mot beslutet.",
    )
    assert told[-1] == "Eva Ek (V) reserverar sig mot beslutet."


def test_minutes_of_several_arenden_give_the_decision_of_each():
    told = summary(
        "Lillå kommun",
        "Kommunstyrelsen",
        "Sammanträdesprotokoll",
        "Sammanträdesdatum 2031-05-02",
        "§ 12 Bro",
        "Beslut",
        "Kommunstyrelsen antar planen för bron.",
        "§ 13 Taxa",
        "Beslut",
        "Kommunstyrelsen fastställer taxan för ån.",
    )
    assert told == [
        "Bro: Kommunstyrelsen antar planen för bron.",
        "Taxa: Kommunstyrelsen fastställer taxan för ån.",
    ]


def test_minutes_say_who_reserved_themselves_and_leave_routine_out_when_room_is_short():
    told = summary(
        "Lillå kommun",
        "Kommunstyrelsen",
        "Sammanträdesprotokoll",
        "Sammanträdesdatum 2031-05-02",
        "§ 11",
        "Godkännande av dagordning",
        "Beslut",
        "Kommunstyrelsen godkänner dagordningen.",
        "§ 12",
        "Bro över ån",
        "Beslut",
        "Kommunstyrelsen antar planen för bron.",
        "Reservation",
        "Eva Ek (V) reserverar sig mot beslutet om bron.",
        sentences=1,
    )
    assert told == [
        "Bro över ån: Kommunstyrelsen antar planen för bron. Eva Ek (V) reserverar sig mot beslutet om bron."
    ]


def test_an_enclosed_paper_tells_only_who_is_for_or_against():
    place = Place("bakgrund", None, "skrivelse", None, "bilaga")
    handling = Handling("h1", "text.txt", "", "text/plain", "Bilagan handlar om broar i hela landet.\n")
    doc = NLP(handling.clean.text)
    MENINGAR.write(doc, [(TextSpan(0, 39), place)])
    assert candidates([(handling, doc)], None, []) == []


def test_a_damaged_teller_is_refused(tmp_path):
    (tmp_path / TELLER).write_bytes(b"inget")
    with pytest.raises(ModelError, match="skadad"):
        Teller.load(tmp_path / TELLER)


def test_a_text_without_proposals_is_told_by_what_it_means():
    told = summary(
        "Rapport om ån",
        "Vattnet i ån är renare i år än för tio år sedan. Fisken har kommit tillbaka till den övre delen.",
    )
    assert told == [
        "Vattnet i ån är renare i år än för tio år sedan.",
        "Fisken har kommit tillbaka till den övre delen.",
    ]


ASKS = ("Interpellation till tekniska nämndens ordförande", "Datum 2031-05-02", "Vad händer med bron?")


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        (
            (
                "Bron över Lillån har varit stängd i två år. Jag vill därför ställa följande frågor till ordföranden:",
                "1. När öppnas bron igen?",
                "2. Vad har stängningen kostat?",
                "Ola Ek (S)",
            ),
            "Jag vill därför ställa följande frågor till ordföranden: När öppnas bron igen? Vad har stängningen kostat?",
        ),
        (
            (
                "Bron är stängd. Mina frågor lyder. Med anledning av detta vill jag fråga ordföranden:",
                "- Är det nämndens mening att bron ska förfalla?",
            ),
            "Med anledning av detta vill jag fråga ordföranden: Är det nämndens mening att bron ska förfalla?",
        ),
        (
            ("Bron är stängd. Jag vill därför fråga ordföranden: När öppnas bron igen? Vad kostar den?",),
            "Jag vill därför fråga ordföranden: När öppnas bron igen? Vad kostar den?",
        ),
    ],
)
def test_an_interpellation_begins_with_its_questions(blocks, told):
    assert summary(*ASKS, *blocks)[0] == told


def test_questions_that_nobody_leads_in_are_not_taken_together():
    told = summary(*ASKS, "Bron över Lillån är stängd sedan i våras. Varför är den det? Kommunen äger bron sedan 2019.")
    assert not any("?" in sentence for sentence in told)


def test_what_is_decided_goes_before_what_is_asked():
    told = summary(
        "Interpellationssvar",
        "Förslag till beslut",
        "Kommunfullmäktige beslutar att anse interpellationen besvarad.",
        "Bakgrund",
        "Ola Ek (S) har ställt följande frågor: 1. När öppnas bron igen? 2. Vad kostar den?",
    )
    assert told[0] == "Kommunfullmäktige beslutar att anse interpellationen besvarad."


def test_of_many_questions_as_many_are_told_as_can_be_read_at_once():
    many = tuple(
        f"{n}. Hur många gånger har nämnden prövat läge {n} för bron över Lillån under året?" for n in range(1, 12)
    )
    told = summary(*ASKS, "Jag vill ställa följande frågor:", *many)[0]
    assert told.count("?") > 3
    assert len(told.split()) <= 80


@pytest.mark.parametrize("text", ["Ån är ren.", "ingen punkt", "Bro"])
def test_one_sentence_is_its_own_summary(text):
    assert summary(text) == [text]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_an_empty_text_has_no_summary(text):
    assert summary(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Detta innebär att bron byggs.",
        "Det ska göras före sommaren.",
        "Den nya lagen reglerar bygget av broar.",
        "bron byggs i maj.",
        "Bron byggs i maj",
        "Mot bakgrund av ovanstående vill jag ställa följande frågor: 1.",
        "För åren därefter saknas pengar till bron.",
        "Kontoret föreslår därför en gemensam utbildning.",
        "Bolaget har inte funnit några aspekter på frågan utifrån dessa dimensioner.",
    ],
)
def test_this_cannot_be_read_alone(text):
    assert not stands_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "Den årliga kostnaden för avtalet är känd.",
        "Den 1 januari 2031 öppnar bron.",
        "Bron byggs i maj.",
        "Det aktuella ärendet avser en bro.",
    ],
)
def test_this_can(text):
    assert stands_alone(text)


def test_a_table_row_and_a_heading_are_not_prose():
    assert not is_prose("Fördröjningsdamm vid Stavby bäck 2 800 tkr")
    assert not is_prose("Bron\tkostar\tmycket\tän\tmer\tpengar")
    assert is_prose("Bron byggs under våren av kommunen.")
    assert is_prose("Försäljningen bedöms ge bolaget en intäkt på marknadsmässig nivå.")


def test_a_sentence_that_only_repeats_the_proposal_is_procedure():
    assert about_procedure("Kontoret föreslår att genomförandebeslutet för bron godkänns.")
    assert not about_procedure("Bron byggs under våren av kommunen.")


def test_a_list_of_dates_is_told_by_its_title():
    told = summary(
        "Kommunfullmäktige\n\nFörslag till sammanträdesdagar för år 2031\n\nTorsdagen den 29 januari\n\nTorsdagen den 26 februari\n"
    )
    assert told == ["Förslag till sammanträdesdagar för år 2031"]


def test_a_table_of_answers_is_told_by_its_names_and_decisions_only():
    said = summary(
        "Beredning",
        "Motionen har remitterats för yttrande till skolnämnden och parknämnden.",
        "Remissinstans\tBeslut\tKommentar Skolnämnden\tAvstyrker\tNämnden anser att bron behövs men att medel saknas.",
        "Parknämnden\tTillstyrker\tNämnden är positiv till en bro över ån.",
        title="Motion om en bro",
    )
    told = " ".join(said)
    assert "Skolnämnden Avstyrker; Parknämnden Tillstyrker" in told
    assert "Kommentar" not in told and "anser" not in told


def test_the_note_of_a_figure_is_no_prose():
    assert not is_prose("Kostnaden är 4 kr per mil. 2Indexkorg för resor omfattar personal och drivmedel.")
