"""The government's pages are divided the same way for all that are measured on them."""

from nlp_arenden.training.themes.policy import ABROAD, BENCHMARK, subjects_of, training_part, with_joint_label
from nlp_arenden.training.themes.sources import Example


def examples_of(counts):
    """Documents without text: for each label so many as told."""
    return [Example("", "", (), f"{label}{n}", labels=(label,)) for label in counts for n in range(counts[label])]


def test_the_most_frequent_subjects_are_measured_and_every_other_of_the_rest_held_out():
    names = [f"{k:02}" for k in range(26)]
    counts = {name: 40 - k for k, name in enumerate(names)}
    found = subjects_of(examples_of({**counts, "sällsynt": 4, "EU": 60, "Regeringens prioriteringar": 90}), least=5)
    assert found.benchmark == (*names[:BENCHMARK], ABROAD)
    assert found.held_out == ("20", "22", "24") and found.further == ("21", "23", "25")


def test_subjects_of_the_same_size_are_divided_the_same_way_every_time():
    counts = {f"{k:02}": 5 for k in range(26)}
    shuffled = dict(reversed(counts.items()))
    assert subjects_of(examples_of(counts), 5) == subjects_of(examples_of(shuffled), 5)


def test_documents_about_other_countries_have_a_joint_label_beside_their_own():
    plain, abroad = with_joint_label(examples_of({"Skola": 1, "EU": 1}))
    assert plain.labels == ("Skola",) and abroad.labels == ("EU", ABROAD)


def test_the_tuning_part_keeps_groups_together_and_leaves_the_test_alone():
    made = [Example("", "", (), str(n % 80), "test" if n % 80 >= 64 else "train") for n in range(240)]
    fitted, chosen = training_part(made)
    assert not {e.group for e in fitted} & {e.group for e in chosen}
    assert len({e.group for e in chosen}) == 8 and len(chosen) == 24
    assert sorted(int(e.group) for e in (*fitted, *chosen)) == sorted(n % 80 for n in range(240) if n % 80 < 64)


def test_the_tuning_part_is_the_same_whatever_the_order():
    made = [Example("", "", (), str(n)) for n in range(80)]
    assert {e.group for e in training_part(made)[1]} == {e.group for e in training_part(made[::-1])[1]}
