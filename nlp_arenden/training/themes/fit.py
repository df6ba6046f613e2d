"""Fits the theme model to labelled documents.

First stage: scikit-learn's linear support vector machines, one per theme, on TF-IDF of words and characters.
One set is fitted on the state's documents and one on the municipal ones; their weights are added. A recipe with
an encoder adds a logistic regression over the vectors of the municipal documents. Municipal documents of another
form than those the model shall read (short paragraphs of minutes) teach this stage only.

Second stage: one logistic regression over all document-theme pairs of the municipal documents, with shared
weights and, held back by regularisation, an intercept and weights of its own for each theme. The scores it
learns from are made by first stages that have not seen the document's group (cross-fitting).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.features import FEATURES, MEANING_FEATURES, ThemeFeatures, subject_matter
from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, linear_text
from nlp_arenden.pipeline.teman.meaning import MeaningThemes, document_vectors
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.pipeline.teman.themes import ThemeModel
from nlp_arenden.pipeline.teman.weighing import Weighing
from nlp_arenden.training.themes import figures
from nlp_arenden.training.themes.linear import as_linear, count_terms, fit_machines, truth_of
from nlp_arenden.training.themes.sources import Example

Indices = npt.NDArray[np.int_]

_NO_FOLD = -1  # of documents that are always learnt from and never scored
_OWN = ("linear", "meaning")  # the features that each theme may weigh in its own way


@dataclass(frozen=True)
class Vectored:
    """An encoder, and the vectors it gives the training documents (documents x width)."""

    encoder: Encoder
    vectors: Floats

    @classmethod
    def of(cls, encoder: Encoder, learn: Sequence[Example]) -> "Vectored":
        """The documents' vectors, made once: they take half a second each."""
        return cls(encoder, document_vectors(encoder, [(e.title, subject_matter(e.text)) for e in learn]))


def fit_themes(
    state: Sequence[Example],
    learn: Sequence[Example],
    taxonomy: Taxonomy,
    plan: dict[str, Any],
    vectored: Vectored | None = None,
    more: Sequence[Example] = (),
) -> ThemeModel:
    """A theme model.

    Args:
        state: the state's documents, for the first stage only; may be none.
        learn: municipal documents, for both stages.
        taxonomy: the themes.
        plan: the recipe.
        vectored: the vectors of ``learn`` and then of ``more``.
        more: municipal documents for the first stage only; of other groups than ``learn``.
    """
    folds, truth = folds_of(learn, plan), truth_of(learn, taxonomy)
    all_folds = np.append(folds, np.full(len(more), _NO_FOLD))
    linear, linear_scores = _fit_linear(state, [*learn, *more], all_folds, taxonomy, plan)
    meaning, meaning_scores = (
        _fit_meaning(vectored, truth_of([*learn, *more], taxonomy), all_folds, plan) if vectored else (None, None)
    )
    features = ThemeFeatures(taxonomy)
    pairs = np.stack(
        [
            features.of(
                e.title,
                subject_matter(e.text),
                e.proposals,
                linear_scores[k],
                None if meaning_scores is None else meaning_scores[k],
            )
            for k, e in enumerate(learn)
        ]
    )
    names = (*FEATURES, *MEANING_FEATURES) if meaning else FEATURES
    weights, intercept, chances = fit_second(pairs, truth, folds, names, plan["weighing"]["C"])
    thresholds = figures.best_thresholds(truth, chances, plan["weighing"]["shrinkage"])
    weighing = Weighing(
        themes=[t.id for t in taxonomy.classes],
        features=names,
        weights=weights,
        intercept=intercept,
        thresholds=thresholds,
        sure=figures.sure_from(truth, chances, thresholds, plan["weighing"]["error_rate"]),
        plain_terms=plan["weighing"]["plain_terms"],
        plain_density=plan["weighing"]["plain_density"],
        meaning_weights=meaning.weights if meaning else None,
        meaning_intercept=meaning.intercept if meaning else None,
    )
    return ThemeModel(taxonomy, linear, weighing, meaning)


def folds_of(learn: Sequence[Example], plan: dict[str, Any]) -> Indices:
    """The fold of each document; a group is never divided."""
    groups = sorted({e.group for e in learn})
    np.random.default_rng(plan["seed"]).shuffle(groups)
    fold_of = {group: k % plan["weighing"]["folds"] for k, group in enumerate(groups)}
    return np.array([fold_of[e.group] for e in learn])


def fit_weighing(pairs: Floats, truth: figures.Truth, names: Sequence[str], strength: float) -> tuple[Floats, Floats]:
    """The second stage: weights (themes x features) and intercepts, from documents x themes x features."""
    documents, themes, width = pairs.shape
    scale = pairs.reshape(-1, width).std(axis=0) + 1e-9
    own = [k for k, name in enumerate(names) if name in _OWN]
    identity = np.tile(np.eye(themes), (documents, 1))
    flat = pairs.reshape(-1, width) / scale
    columns = [flat, identity, *(identity * flat[:, [k]] * 0.5 for k in own)]
    model = LogisticRegression(C=strength, max_iter=5000).fit(np.hstack(columns), truth.ravel())
    coef = model.coef_[0]
    weights = np.tile(coef[:width], (themes, 1))
    for place, k in enumerate(own):
        start = width + themes * (1 + place)
        weights[:, k] += 0.5 * coef[start : start + themes]
    return weights / scale, model.intercept_[0] + coef[width : width + themes]


def fit_second(
    pairs: Floats, truth: figures.Truth, folds: Indices, names: Sequence[str], strength: float
) -> tuple[Floats, Floats, Floats]:
    """The second stage: weights, intercepts, and each document's probabilities by weights of other folds.

    Platt scaling on the cross-fitted scores takes back what the fit is too sure of.
    """
    logits = np.zeros(truth.shape)
    for fold in sorted(set(folds)):
        weights, intercept = fit_weighing(pairs[folds != fold], truth[folds != fold], names, strength)
        logits[folds == fold] = (pairs[folds == fold] * weights).sum(axis=2) + intercept
    platt = LogisticRegression(C=1e6).fit(logits.reshape(-1, 1), truth.ravel())
    slope, base = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    weights, intercept = fit_weighing(pairs, truth, names, strength)
    return slope * weights, slope * intercept + base, 1 / (1 + np.exp(-(slope * logits + base)))


def _fit_linear(
    state: Sequence[Example], learn: Sequence[Example], folds: Indices, taxonomy: Taxonomy, plan: dict[str, Any]
) -> tuple[LinearThemes, Floats]:
    """The linear first stage, and its scores of each document by machines that have not seen its fold."""
    counted = count_terms([*learn, *state], plan["linear"])
    own, truth = counted.matrix[: len(learn)], truth_of(learn, taxonomy)
    coef, intercept = np.zeros((own.shape[1], truth.shape[1])), np.zeros(truth.shape[1])
    if state:
        coef, intercept = fit_machines(counted.matrix[len(learn) :], truth_of(state, taxonomy), plan)

    def added(rows: Indices) -> LinearThemes:
        more, base = fit_machines(own[rows], truth[rows], plan)
        return as_linear(counted, coef + more, intercept + base)

    scores = np.zeros(truth.shape)
    for fold in sorted(set(folds) - {_NO_FOLD}):
        linear = added(np.flatnonzero(folds != fold))
        for k in np.flatnonzero(folds == fold).tolist():
            scores[k] = linear.scores(linear_text(learn[k].title, learn[k].text))
    return added(np.arange(len(learn))), scores


def _fit_meaning(
    vectored: Vectored, truth: figures.Truth, folds: Indices, plan: dict[str, Any]
) -> tuple[MeaningThemes, Floats]:
    """The encoder's first stage, and its scores of each document by weights that have not seen its fold."""
    vectors = vectored.vectors

    def fitted(rows: Indices) -> tuple[Floats, Floats]:
        weights, intercept = np.zeros((vectors.shape[1], truth.shape[1])), np.full(truth.shape[1], -4.0)
        for theme in np.flatnonzero(truth[rows].any(axis=0)):
            one = LogisticRegression(C=plan["meaning"]["C"], max_iter=2000).fit(vectors[rows], truth[rows, theme])
            weights[:, theme], intercept[theme] = one.coef_[0], one.intercept_[0]
        return weights.astype(np.float32).astype(np.float64), intercept

    scores = np.zeros(truth.shape)
    for fold in sorted(set(folds) - {_NO_FOLD}):
        weights, intercept = fitted(np.flatnonzero(folds != fold))
        scores[folds == fold] = vectors[folds == fold] @ weights + intercept
    return MeaningThemes(vectored.encoder, *fitted(np.arange(len(truth)))), scores
