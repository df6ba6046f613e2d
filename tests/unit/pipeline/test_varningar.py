"""Hints about personnummer and secrecy."""

import pytest
import spacy

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.annotations import VARNINGAR
from nlp_arenden.pipeline.rules import load_rules
from nlp_arenden.pipeline.varningar import make_varningar


@pytest.fixture(scope="module")
def warnings_of():
    component = make_varningar(load_rules(open_pack(), "varningar"))
    nlp = spacy.blank("sv")
    return lambda text: [(mark.kind, mark.value) for _, mark in VARNINGAR.read(component(nlp(text)))]


def test_a_personnummer_is_told_without_its_digits(warnings_of):
    assert warnings_of("Sökanden, 640823-3234, bor i Sala.") == [("personnummer", "personnummer")]


def test_a_day_of_birth_with_sixty_added_is_a_samordningsnummer(warnings_of):
    assert warnings_of("Sökanden, 701063-2391, bor i Sala.") == [("personnummer", "samordningsnummer")]


def test_an_organisationsnummer_is_no_personnummer(warnings_of):
    assert warnings_of("Bolaget, 556012-5790, bygger.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Anbuden omfattas av sekretess enligt 19 kap. 3 § offentlighets- och sekretesslagen.",
        "Bilagan är sekretessbelagd.",
        "Bilaga 2 (ej offentlig)",
        "Uppgiften lämnas inte ut med stöd av 26 kap. 1 § OSL.",
    ],
)
def test_words_that_claim_secrecy_give_a_hint(warnings_of, text):
    assert {kind for kind, _ in warnings_of(text)} == {"sekretess"}


@pytest.mark.parametrize(
    "text",
    [
        "Utbildningen tar upp förvaltningslagen samt offentlighets- och sekretesslagen.",
        "Sekretesslagen ersattes 2009.",
        "Sekreteraren läser upp förslaget.",
        "Det finns sekretessbrytande bestämmelser i OSL.",
    ],
)
def test_the_law_named_as_a_law_gives_none(warnings_of, text):
    assert warnings_of(text) == []


def test_papers_of_national_security_have_a_hint_of_their_own(warnings_of):
    assert warnings_of("Underlaget är säkerhetsskyddsklassificerat.")[0][0] == "sakerhetsskydd"
    assert warnings_of("Ett säkerhetsskyddsavtal tecknas.") == []
