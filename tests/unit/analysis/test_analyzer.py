"""The card of an ärende, made with the model that is shipped."""

from pathlib import Path

import pytest

from nlp_arenden.analysis import Analyzer
from nlp_arenden.domain.handling import Arende, Handling, Notice, Unread
from nlp_arenden.modelpack import open_pack
from nlp_arenden.reading import read_arende
from tests.belagg import every_belagg

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "corpora" / "exempel" / "handlingar").iterdir())
SEEDS = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
ANALYZER = Analyzer.load(open_pack())
PAPER = """Lillå kommun

Tjänsteskrivelse

Datum 2031-05-02

Diarienummer KS 2031/12

Till kommunstyrelsen

Gångbro över Lillån

Förslag till beslut

1. Kommunstyrelsen godkänner förslaget om en gångbro.

2. Kommunstyrelsen föreslår kommunfullmäktige att anta en plan för broar.

Bilagor

1. Karta över ån
"""
MINUTES = """Lillå kommun

Kommunstyrelsen

Protokollsutdrag

Sammanträdesdatum 2031-06-02

§ 12 Gångbro över Lillån Dnr KS 2031/12

Beslut

Kommunstyrelsen godkänner förslaget om en gångbro.
"""
ENGLISH = (
    "The parties agree that the bridge shall be built with the money of the city and that this is for the people. " * 2
)


def handling(source, number=1, name="text.txt", **fields):
    return Handling(f"h{number}", name, "", "text/plain", source, **fields)


def analyse(*handlingar, unread=(), **options):
    return ANALYZER.analyse(Arende("test", tuple(handlingar), tuple(unread)), **options)


def assert_true_to_the_character(path):
    arende = read_arende([path], path.name, ocr=False)
    places = list(every_belagg(ANALYZER.analyse(arende).model_dump()))
    sources = {one.id: one.source for one in arende.handlingar}
    assert places
    assert all(sources[place["handling"]][place["start"] : place["slut"]] == place["citat"] for place in places)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_citat_of_the_examples_is_the_source_text_there(path):
    assert_true_to_the_character(path)


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS, reason="the shared texts are not beside the checkout")
def test_every_citat_of_the_seed_is_the_source_text_there():
    for path in SEEDS:
        assert_true_to_the_character(path)


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS, reason="the shared texts are not beside the checkout")
def test_the_seed_has_one_proposal_with_its_whole_chain():
    (forslag,) = ANALYZER.analyse(read_arende(SEEDS[:1], "seed", ocr=False)).forslag
    assert (forslag.akt, forslag.art, forslag.beslutsorgan) == ("godkanna", "forslag", "kommunstyrelsen")
    assert forslag.fran == ("föredragande borgarrådet Sten Nordin", "borgarrådsberedningen")
    assert len(forslag.belagg) == 2


@pytest.mark.parametrize("path", EXAMPLES[:3], ids=lambda path: path.stem)
def test_the_same_text_gives_the_same_card_to_the_byte(path):
    arende = read_arende([path], path.name, ocr=False)
    assert ANALYZER.analyse(arende).to_json() == ANALYZER.analyse(arende).to_json()


@pytest.mark.parametrize("meningar", [1, 2, 4, 7])
def test_the_summary_is_never_longer_than_asked(meningar):
    card = ANALYZER.analyse(read_arende([EXAMPLES[0]], "x", ocr=False), meningar=meningar)
    assert 1 <= len(card.sammanfattning) <= meningar


def test_two_handlingar_of_one_arende_are_one_card_with_places_in_both():
    card = analyse(handling(MINUTES, 1, "protokoll.txt"), handling(PAPER, 2, "skrivelse.txt"))
    assert [one.dokumenttyp for one in card.handlingar] == ["protokollsutdrag", "tjansteskrivelse"]
    assert card.arende.diarienummer == ("KS 2031/12",)
    assert {place["handling"] for place in every_belagg(card.model_dump())} == {"h1", "h2"}
    assert {forslag.art for forslag in card.forslag} == {"forslag", "beslut"}


def test_the_body_is_the_one_that_decides_last():
    assert analyse(handling(PAPER)).arende.organ == "kommunfullmäktige"


def test_minutes_of_several_arenden_are_those_of_their_body():
    second = "§ 13 Taxa\n\nBeslut\n\nKommunstyrelsen föreslår kommunfullmäktige besluta att fastställa taxan.\n"
    minutes = MINUTES.replace("Protokollsutdrag", "Sammanträdesprotokoll") + "\n" + second
    assert analyse(handling(minutes)).arende.organ == "kommunstyrelsen"


def test_an_attachment_that_was_read_as_well_is_marked():
    alone = analyse(handling(PAPER)).bilagor
    beside = analyse(handling(PAPER), handling("Kartan visar ån.", 2, "Karta över ån.pdf")).bilagor
    assert [one.medfoljer for one in alone] == [False]
    assert [one.medfoljer for one in beside] == [True]


def test_a_file_that_could_not_be_read_is_the_first_warning():
    card = analyse(handling(PAPER), unread=[Unread("skannad.pdf", "ocr_saknas", "Filen är en bild.")])
    assert (card.varningar[0].kod, card.varningar[0].text) == (
        "ocr_saknas",
        "skannad.pdf kunde inte läsas: Filen är en bild.",
    )


def test_what_reading_lost_is_a_warning_with_the_name_of_the_file():
    card = analyse(handling(PAPER, notices=(Notice("mojibake", "Tecken lagades."),)))
    assert ("mojibake", "text.txt: Tecken lagades.") in [(one.kod, one.text) for one in card.varningar]


def test_a_text_that_is_not_swedish_is_warned_of():
    card = analyse(handling(ENGLISH))
    assert [one.kod for one in card.varningar] == ["ej_svenska"]
    assert "engelska" in card.varningar[0].text
    assert card.handlingar[0].sprak == "en"


def test_swedish_text_is_not():
    assert [one.kod for one in analyse(handling(PAPER)).varningar] == []


@pytest.mark.parametrize("text", ["", "\n\n", "Bro", "12", "\u00ad\u00ad", "Ån är ren."])
def test_next_to_nothing_gives_a_card_with_next_to_nothing(text):
    card = analyse(handling(text))
    assert (card.forslag, card.kostnader, card.remissinstanser) == ((), (), ())
    assert card.kostnadsbild == "Inga uppgifter om kostnader hittades i texten."


def test_an_arende_without_any_readable_file_is_a_card_of_warnings():
    card = analyse(unread=[Unread("trasig.pdf", "trasig_fil", "Filen är skadad.")])
    assert (len(card.varningar), card.handlingar, card.sammanfattning) == (1, (), ())
