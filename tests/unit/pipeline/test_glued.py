"""A heading that stands in one line with the text after it is no part of the first sentence."""

import pytest

from nlp_arenden.pipeline.structure.glued import without_heading
from nlp_arenden.text.spans import TextSpan


def _left(text):
    return without_heading(TextSpan(0, len(text)), text).of(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Behov av bryggan Vid ån finns två lägen.", "Vid ån finns två lägen."),
        ("Svar på motion om elsparkcyklar Det stämmer att de ställs fel.", "Det stämmer att de ställs fel."),
        ("Lekplatsernas ekonomi Parknämnden2 får tre miljoner.", "Parknämnden2 får tre miljoner."),
        ("Interpellation av Ola Ek (S) om badet I år är badet stängt.", "I år är badet stängt."),
        ("Svar på frågan om badet Ola Ek (S) har frågat om badet.", "Ola Ek (S) har frågat om badet."),
        ("Interpellation om isen Så länge det finns is åker barnen.", "Så länge det finns is åker barnen."),
    ],
)
def test_the_heading_is_left_out(text, sentence):
    assert _left(text) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Kostnaden för etapp I är okänd.",  # a number, not a preposition
        "Förslaget kommer från Vi unga i byn.",  # a name after a preposition
        "Bron är gammal I år rivs den.",  # there is a verb before: two sentences, no heading
        "Parknämnden Avstyrker Nämnden anser att träden ska stå kvar.",  # a row of a table of answers
        "Bakgrund: Det finns två lägen.",
        "Två lägen finns vid ån.",
        "alternativet Vid ån är billigast.",  # no heading begins in lower case
        "Bryggan",
    ],
)
def test_a_sentence_without_heading_stays_whole(text):
    assert _left(text) == text


def test_a_heading_further_into_the_text_is_not_looked_for():
    text = "Plan " + "för bad och lek " * 20 + "Det finns två lägen."
    assert _left(text) == text
