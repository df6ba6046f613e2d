"""What a registrator is told to be wary of when own themes have been learnt."""

from nlp_arenden.workflows.train_own import Taught, warnings_of


def taught(**told):
    return Taught(
        **{"label": "Torg", "examples": 20, "counter_examples": 30, "average_precision": 0.8, "f1": 0.7, **told},
        average_precision_95=(0.6, 0.9),
    )


def test_a_theme_with_enough_of_everything_gives_no_warning():
    assert warnings_of((taught(),), (), 0) == []


def test_examples_that_have_nothing_in_common_are_told():
    (line,) = warnings_of((taught(f1=0.0),), (), 0)
    assert "Torg" in line and "F1 0,00" in line and "samma sak" in line


def test_few_examples_few_counter_examples_copies_and_known_themes_are_told():
    lines = warnings_of((taught(examples=5, counter_examples=2),), ("Miljö och klimat",), 3)
    for line, word in zip(lines, ("finns redan", "samma text", "bara 5 exempel", "2 egna motexempel"), strict=True):
        assert word in line
