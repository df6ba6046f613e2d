"""A tiny teacher learns which of a few words are names, and marks them in sentences without tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_arenden.errors import CorpusError
from nlp_arenden.training.language.names import TAGS, Tagged
from nlp_arenden.training.language.teacher import Teacher
from tests.tiny_encoder import write_encoder

SENTENCES = [
    Tagged(("rut", "bor", "i", "vik"), ("B-PER", "O", "O", "B-LOC")),
    Tagged(("i", "vik", "bor", "rut"), ("O", "B-LOC", "O", "B-PER")),
    Tagged(("rut", "bor"), ("B-PER", "O")),
    Tagged(("vik",), ("B-LOC",)),
]
INSIDE = {f"I-{kind}": (f"B-{kind}", f"I-{kind}") for kind in ("LOC", "ORG", "PER")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_encoder(tmp_path_factory.mktemp("kodare"), words=("rut", "bor", "i", "vik", "nu", "ej"))


@pytest.fixture(scope="module")
def untaught(folder):
    return Teacher(folder)


@pytest.fixture(scope="module")
def teacher(folder):
    made = Teacher(folder)
    made.learn(SENTENCES * 8, epochs=20, rate=1e-2, seed=1, batch=8)
    return made


def test_two_names_are_learnt_and_marked_in_new_sentences(teacher):
    marked = [found for found, _ in teacher.mark([("vik", "bor", "i", "rut"), ("bor", "vik"), ("i", "rut")])]
    assert [found.tags for found in marked] == [
        ("B-LOC", "O", "O", "B-PER"),
        ("O", "B-LOC"),
        ("O", "B-PER"),
    ]


def test_a_taught_teacher_is_surer_than_an_untaught(teacher, untaught):
    words = [s.words for s in SENTENCES]
    sure, unsure = ([chance for _, chance in one.mark(words)] for one in (teacher, untaught))
    assert all(0 < b < a <= 1 for a, b in zip(sure, unsure, strict=True)) and min(sure) > 0.8


def test_sentences_come_back_in_their_order_with_all_their_words(teacher):
    words = [("i", "vik"), ("rut",), (), ("bor", "i", "vik", "nu", "ej"), ("vik",)] * 20
    marked = [found for found, _ in teacher.mark(words, batch=8)]
    assert [found.words for found in marked] == words
    assert all(len(found.words) == len(found.tags) for found in marked)


def test_the_sentences_beside_never_change_the_tags(teacher):
    words = [("rut", "bor", "i", "vik") * n for n in range(1, 9)]
    alone = [teacher.mark([one])[0][0] for one in words]
    assert [found for found, _ in teacher.mark(words)] == alone


def test_words_beyond_the_longest_sentence_are_no_names(teacher):
    ((found, _),) = teacher.mark([("vik",) * 300])
    assert found.tags[0] == "B-LOC" and set(found.tags[200:]) == {"O"} and len(found.tags) == 300


def test_a_word_without_tokens_shifts_no_tag(teacher):
    ((found, _),) = teacher.mark([("vik", " ", "bor", "i", "rut")])
    assert found.tags == ("B-LOC", "O", "O", "O", "B-PER")


def test_a_sentence_of_nothing_but_blanks_is_learnt_from_without_fault(folder):
    made = Teacher(folder)
    made.learn([Tagged((" ",), ("O",)), *SENTENCES], epochs=1, rate=1e-3, seed=1, batch=1)
    assert made.mark([(" ",)]) == [(Tagged((" ",), ("O",)), 0.0)]


def test_the_embeddings_stay_as_they_were(teacher, untaught):
    before, after = (one.encoder.embeddings.word_embeddings.weight for one in (untaught, teacher))
    assert (before == after).all()


@given(st.lists(st.sampled_from(("rut", "bor", "i", "vik", "nu", "ej", "okänt")), max_size=12))
def test_the_tags_are_always_valid_iob2(untaught, words):
    ((found, _),) = untaught.mark([words])
    before = ("O", *found.tags)
    assert set(found.tags) <= set(TAGS)
    assert all(left in INSIDE[tag] for left, tag in zip(before, found.tags, strict=False) if tag in INSIDE)


def test_a_teacher_may_use_the_first_layers_and_no_more_than_there_are(folder):
    assert len(Teacher(folder, layers=1).encoder.encoder.layer) == 1
    with pytest.raises(CorpusError, match="--all-layers"):
        Teacher(folder, layers=3)
