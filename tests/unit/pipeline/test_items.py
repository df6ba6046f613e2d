"""Where one item of a decision ends and the next begins."""

import pytest

from nlp_arenden.pipeline.structure.items import is_marked, split_items


def items(text):
    return [span.of(text) for span in split_items(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Planen antas. 2. Taxan fastställs.", ["Planen antas.", "Taxan fastställs."]),
        ("1) Planen antas 2) Taxan fastställs", ["Planen antas", "Taxan fastställs"]),
        (" 12. Planen antas. 13. Taxan fastställs.", ["Planen antas.", "Taxan fastställs."]),
        ("Mötet hölls kl. 10. Därefter kom 3. maj.", ["Mötet hölls kl. 10.", "Därefter kom 3. maj."]),
        ("– Planen antas", ["Planen antas"]),
        ("• Planen antas • Taxan fastställs", ["Planen antas", "Taxan fastställs"]),
        ("att anta planen, att avslå motionen, samt", ["att anta planen", "att avslå motionen"]),
        ("godkänna rapporten, samt att uppdra åt kontoret", ["godkänna rapporten", "att uppdra åt kontoret"]),
        (
            "att föreslå kommunfullmäktige besluta att upphäva planen",
            ["att föreslå kommunfullmäktige besluta att upphäva planen"],
        ),
        (
            "att ge kontoret i uppdrag att utreda frågan, att anta planen",
            ["att ge kontoret i uppdrag att utreda frågan", "att anta planen"],
        ),
        ("• Bron byggs – även för hästar – i maj", ["Bron byggs – även för hästar – i maj"]),
        ("1. Bron byggs. ____________ Eva Ek har avlidit.", ["Bron byggs."]),
        ("Planen antas. Taxan fastställs.", ["Planen antas.", "Taxan fastställs."]),
        ("att bänkarna målas gröna, samt", ["att bänkarna målas gröna"]),
        (
            "att bron byggs, att för ändamålet anslå 9 kr samt att bygga",
            ["att bron byggs", "att för ändamålet anslå 9 kr", "att bygga"],
        ),
        (
            "att bevilja ett lån, att återbetalas i maj, att gälla nu",
            ["att bevilja ett lån, att återbetalas i maj, att gälla nu"],
        ),
        ("Uppdraget, att utreda bron, antecknas.", ["Uppdraget, att utreda bron, antecknas."]),
        ("att bron byggs, i andra hand att den målas", ["att bron byggs", "att den målas"]),
        ("a) att bron byggs, b) att den målas", ["att bron byggs", "att den målas"]),
        ("", []),
        ("–", []),
        (" , samt ", []),
    ],
)
def test_a_text_is_cut_into_its_items(text, expected):
    assert items(text) == expected


@pytest.mark.parametrize("text", ["1. Planen", "2) Planen", "– Planen", "• Planen"])
def test_a_number_or_a_bullet_marks_an_item(text):
    assert is_marked(text)


@pytest.mark.parametrize("text", ["Planen", "2031 antogs planen", "att anta", "-", ""])
def test_other_beginnings_do_not(text):
    assert not is_marked(text)
