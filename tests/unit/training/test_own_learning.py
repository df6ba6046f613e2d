"""Own themes learnt from made-up examples."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from nlp_arenden.errors import CorpusError, ModelError
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.linear import linear_text
from nlp_arenden.pipeline.teman.meaning import document_vectors
from nlp_arenden.pipeline.teman.own import OWN
from nlp_arenden.training.background import Background, read_background, terms_of, write_background
from nlp_arenden.training.own import fitting
from nlp_arenden.training.own.fitting import Compact, fit_theme
from nlp_arenden.training.own.plan import PLAN
from nlp_arenden.training.own.themes import learn_own
from tests.own_documents import LABEL, THEME, about_other_things, about_the_theme, examples_of, small_linear
from tests.tiny_encoder import write_encoder

LABELS = {THEME: LABEL}


@pytest.fixture(scope="module")
def linear():
    return small_linear()


@pytest.fixture(scope="module")
def background(linear):
    return Background(terms_of(examples_of(about_other_things(60, 5)), linear))


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return Encoder.load(write_encoder(tmp_path_factory.mktemp("kodare")))


def examples(theme=8, others=12):
    return examples_of(about_the_theme(theme), [THEME]) + examples_of(about_other_things(others))


def chance(own, linear, document):
    (example,) = examples_of([document])
    vector = None
    if own.meaning is not None:
        vector = document_vectors(own.meaning.encoder, [(example.title, example.text)])[0]
    return float(own.probabilities(*linear.terms(linear_text(example.title, example.text)), vector)[0])


@pytest.mark.parametrize("count", [4, 8, 20])
def test_a_theme_is_told_from_what_the_house_else_writes_about(linear, background, count):
    own, figures = learn_own(examples(count, 20), LABELS, linear, background)
    threshold = own.thresholds[0]
    assert min(chance(own, linear, document) for document in about_the_theme(5, 99)) >= threshold
    assert max(chance(own, linear, document) for document in about_other_things(15, 99)) < threshold
    assert figures[THEME]["examples"] == count
    assert figures[THEME]["average_precision"] > 0.9


def test_figures_stand_inside_their_intervals(linear, background):
    figures = learn_own(examples(), LABELS, linear, background)[1][THEME]
    for name in ("average_precision", "f1"):
        low, high = figures[f"{name}_95"]
        assert 0 <= low <= figures[name] <= high <= 1
    assert (figures["counter_examples"], figures["background"]) == (12, 60)


def test_figures_of_examples_that_have_nothing_in_common_are_low(linear, background):
    mixed = about_other_things(32, 3)
    some = examples_of(mixed[:12], [THEME]) + examples_of(mixed[12:])
    assert learn_own(some, LABELS, linear, background)[1][THEME]["average_precision"] < 0.6


def test_the_same_examples_give_the_same_bytes(linear, background, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        learn_own(examples(), LABELS, linear, background)[0].save(tmp_path / name / OWN)
    assert (tmp_path / "a" / OWN).read_bytes() == (tmp_path / "b" / OWN).read_bytes()


def test_two_themes_are_told_apart(linear, background):
    taxes = examples_of([d for d in about_other_things(80, 8) if d[0].startswith("Taxa")][:8], ["taxor"])
    own, _ = learn_own([*examples(8, 10), *taxes], {**LABELS, "taxor": "Taxor"}, linear, background)
    (camera,) = examples_of(about_the_theme(1, 99))
    first, second = own.probabilities(*linear.terms(linear_text(camera.title, camera.text)))
    assert first > own.thresholds[0]
    assert second < own.thresholds[1]


def test_nothing_is_sure_on_few_examples_or_few_counterexamples(linear, background):
    def sure(theme, others):
        return learn_own(examples(theme, others), LABELS, linear, background)[0].sure[0]

    assert sure(8, 20) == 1.0
    assert sure(24, 0) == 1.0
    assert sure(24, 20) < 1.0


def test_too_few_examples_are_refused_with_what_to_do(linear, background):
    with pytest.raises(CorpusError, match=r"har 3 exempel.*minst 4.*Lägg till"):
        learn_own(examples(3), LABELS, linear, background)
    with pytest.raises(CorpusError, match="inga egna teman"):
        learn_own(examples(0), {}, linear, background)


def test_without_a_background_counterexamples_are_needed(linear, encoder, background):
    with pytest.raises(CorpusError, match=r"har 7 motexempel.*modellen har ingen bakgrund.*övrigt"):
        learn_own(examples(8, 7), LABELS, linear)
    with pytest.raises(CorpusError, match="textkodaren har ingen bakgrund"):
        learn_own(examples(8, 7), LABELS, linear, background, encoder)
    own, _ = learn_own(examples(8, 12), LABELS, linear)
    assert chance(own, linear, about_the_theme(1, 99)[0]) >= own.thresholds[0]


def test_an_encoder_reads_the_documents_too(linear, encoder, background, tmp_path):
    others = examples_of(about_other_things(60, 5))
    vectors = document_vectors(encoder, [(e.title, e.text) for e in others])
    own, _ = learn_own(examples(), LABELS, linear, replace(background, vectors=vectors), encoder)
    np.testing.assert_allclose(own.meaning.centre, vectors.mean(axis=0))
    assert np.abs(own.meaning.weights).max() > 0
    assert chance(own, linear, about_the_theme(1, 99)[0]) >= own.thresholds[0]
    alone, _ = learn_own(examples(), LABELS, linear, background, encoder)
    assert np.abs(alone.meaning.weights).max() > 0


def test_unmarked_documents_of_the_theme_in_the_background_do_no_harm(linear):
    hidden = examples_of(about_other_things(98, 5)) + examples_of(about_the_theme(2, 55))
    own, _ = learn_own(examples(8, 20), LABELS, linear, Background(terms_of(hidden, linear)))
    assert min(chance(own, linear, document) for document in about_the_theme(5, 99)) >= own.thresholds[0]


def test_likely_unmarked_ones_are_the_highest_of_the_background_alone():
    scores = np.arange(100.0)
    background = np.arange(100) < 50
    assert np.flatnonzero(fitting._likely_unmarked(scores, background, 0.04)).tolist() == [48, 49]


def test_near_copies_are_never_divided_between_learning_and_measuring():
    truth = np.array([True] * 12 + [False] * 20)
    groups = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, *range(6, 26)])
    folds = fitting._folds(truth, groups, PLAN)
    assert all(folds[2 * k] == folds[2 * k + 1] for k in range(6))
    assert len(set(folds)) == 6
    alike = fitting._folds(truth, np.array([0] * 12 + [*range(1, 21)]), PLAN)
    assert len(set(alike[:12])) == 12


def test_compact_numbers_give_the_weights_that_all_terms_give(linear):
    matrix = terms_of(examples(), linear)
    truth = np.arange(20) < 8
    compact = Compact.of(matrix)
    whole, small = (LogisticRegression(C=1.0, tol=1e-8, max_iter=5000) for _ in range(2))
    expected = whole.fit(matrix, truth).coef_[0]
    found = compact.weights(small.fit(compact.documents, truth).coef_[0])
    np.testing.assert_allclose(found, expected, atol=1e-4)


def test_the_threshold_of_few_examples_is_drawn_towards_the_usual_one(linear, background):
    numbers = Compact.of(terms_of(examples(4, 40), linear))
    truth = np.arange(44) < 4
    fitted = fit_theme(numbers, truth, np.arange(44), np.zeros(44, bool))
    best = (fitted.threshold * 20 - PLAN.pull * PLAN.usual) / 4
    assert 0.1 <= round(best, 2) <= 0.8
    assert abs(fitted.threshold - PLAN.usual) < abs(best - PLAN.usual)


def test_a_background_is_read_as_it_was_written_and_a_damaged_one_refused(linear, tmp_path):
    documents = examples_of(about_other_things(6))
    vectors = np.random.default_rng(1).normal(size=(6, 8))
    write_background(tmp_path / "med.npz", linear, documents, vectors)
    write_background(tmp_path / "utan.npz", linear, documents)
    found = read_background(tmp_path / "med.npz")
    np.testing.assert_allclose(found.terms.toarray(), terms_of(documents, linear).toarray(), atol=1e-3)
    np.testing.assert_allclose(found.vectors, vectors, atol=2e-3)
    assert read_background(tmp_path / "utan.npz").vectors is None
    (tmp_path / "utan.npz").write_bytes(b"inget")
    with pytest.raises(ModelError, match="skadad"):
        read_background(tmp_path / "utan.npz")
