"""Attachments found again: among the files, and inside a file that holds several papers."""

import pytest

from nlp_arenden.analysis.bilagor import found_again
from nlp_arenden.domain.card import Bilaga
from nlp_arenden.domain.handling import Handling
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.language import build_pipeline

NLP = build_pipeline(open_pack())
CASE = (
    "Kommunfullmäktige",
    "Handling 2031 nr 4",
    "Yttrande över motion om bron",
    "Kommunstyrelsen föreslår att kommunfullmäktige beslutar att motionen av Eva Ek avslås i sin helhet.",
    "Bilaga 1",
    "Motion av Eva Ek (X) om bron",
    "Bron behövs.",
    "Skolnämnden",
    "Utdrag ur protokoll",
    "Sammanträdesdatum: 2031-02-05",
    "Nämnden avstyrker motionen.",
)


def medfoljer(titel, beteckning="Bilaga", name="arende.txt"):
    handling = Handling("h1", name, "", "text/plain", "\n\n".join(CASE) + "\n")
    (found,) = found_again(
        [Bilaga(beteckning=beteckning, titel=titel, belagg=())], [(handling, NLP(handling.clean.text))]
    )
    return found.medfoljer


@pytest.mark.parametrize(
    "titel", ["Motionen", "Motion av Eva Ek (X)", "Skolnämndens handlingar 2031-02-05 § 7", "Skolnämndens yttrande"]
)
def test_what_lies_in_the_same_file_is_there(titel):
    assert medfoljer(titel)


def test_a_paper_that_bears_the_label_is_there():
    assert medfoljer("Vad Eva Ek vill", beteckning="Bilaga 1")
    assert not medfoljer("Vad Eva Ek vill", beteckning="Bilaga 10")


@pytest.mark.parametrize(
    "titel", ["Miljönämndens handlingar 2031-02-05", "Skolnämndens handlingar 2030-11-01", "Broplan"]
)
def test_what_lies_nowhere_is_missing(titel):
    assert not medfoljer(titel)


def test_a_file_that_bears_the_title_is_there():
    assert medfoljer("Broplan", name="broplan 2031.pdf")
