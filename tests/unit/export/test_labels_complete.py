from typing import get_args

import pytest

from nlp_arenden.domain import card
from nlp_arenden.export import labels


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (labels.ART, card.Art),
        (labels.ART_RUBRIK, card.Art),
        (labels.AKT, card.Akt),
        (labels.KOSTNADSKLASS, card.Kostnadsklass),
        (labels.MODALITET, card.Modalitet),
        (labels.PERIOD, card.Period),
        (labels.ROLL, card.Roll),
        (labels.HALLNING, card.Hallning),
        (labels.SLAG, card.Slag),
        (labels.INSTANSTYP, card.Instanstyp),
    ],
)
def test_every_id_of_the_card_has_a_swedish_word_and_no_word_is_left_over(words, ids):
    assert set(words) == set(get_args(ids))
    assert all(word.strip() and "_" not in word for word in words.values())


@pytest.mark.parametrize(("words", "field"), [(labels.MOMS, "moms"), (labels.FINANSIERING, "finansiering")])
def test_the_ids_written_in_the_cost_itself_have_words_too(words, field):
    annotation = card.Kostnad.model_fields[field].annotation
    ids = {id for part in get_args(annotation) for id in get_args(part)}
    assert set(words) == ids


def test_an_unknown_document_type_is_shown_as_it_is_with_blanks():
    assert labels.dokumenttyp_etikett("protokollsutdrag") == "Protokollsutdrag"
    assert labels.dokumenttyp_etikett("ny_sorts_handling") == "Ny sorts handling"
