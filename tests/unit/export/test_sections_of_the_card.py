import pytest

from nlp_arenden.export.entries import shared
from nlp_arenden.export.outline import outline


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["a", "a", "b"], "a"),
        (["a", "a"], "a"),
        (["a", "b"], ""),
        (["a"], ""),
        (["a", "a", "b", "b"], ""),
        (["a", "a", "a", ""], ""),
        ([], ""),
    ],
)
def test_what_most_have_is_said_once_only_when_each_has_something(values, said):
    assert shared(values) == said


def section(card, arende, anchor):
    return next(section for section in outline(card, arende).sections if section.anchor == anchor)


def test_the_usual_chain_stands_over_the_proposals_and_another_beside_its_own(card, arende):
    first = card.forslag[0]
    other = first.model_copy(update={"beslutsorgan": "kommunfullmäktige"})
    shown = section(card.model_copy(update={"forslag": (first, other, first)}), arende, "forslag")
    assert shown.note == "Tekniska nämnden → kommunstyrelsen, om inget annat anges"
    assert ["→" in " ".join(entry.facts) for entry in shown.entries] == [False, True, False]


def test_one_speaker_of_all_costs_is_named_once(card, arende):
    costs = tuple(cost.model_copy(update={"talare": "kontoret"}) for cost in card.kostnader)
    shown = section(card.model_copy(update={"kostnader": costs}), arende, "kostnader")
    assert shown.note == "Alla uppgifter enligt kontoret"
    assert not any("kontoret" in part for entry in shown.entries for head in entry.heads for part in head)


def test_different_speakers_are_each_named(card, arende):
    shown = section(card, arende, "kostnader")
    assert shown.note is None
    assert "enligt tekniska nämnden" in shown.entries[0].heads[0]


def test_the_longest_words_of_a_body_come_first_since_they_tell_its_stance(card, arende):
    body = card.remissinstanser[0]
    mention = body.belagg[0].model_copy(update={"start": 20, "slut": 24, "citat": "x" * 4})
    card = card.model_copy(update={"remissinstanser": (body.model_copy(update={"belagg": (mention, *body.belagg)}),)})
    assert section(card, arende, "remissinstanser").entries[0].belagg == (*body.belagg, mention)


def test_that_no_attachment_is_here_is_said_once(card, arende):
    shown = section(card, arende, "bilagor")
    assert shown.note == "Nämns men saknas bland handlingarna"
    here = card.bilagor[0].model_copy(update={"medfoljer": True})
    both = section(card.model_copy(update={"bilagor": (here, card.bilagor[0])}), arende, "bilagor")
    assert [entry.facts for entry in both.entries] == [("medföljer",), ("saknas bland handlingarna",)]


def test_several_handlingar_have_no_date_and_type_in_common(card, arende):
    names = dict(outline(card, arende).facts)
    assert names["Omfattning"] == "2 handlingar"
    assert "Datum" not in names
