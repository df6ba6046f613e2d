"""Learns a municipality's own themes from a few examples each.

A logistic regression for each theme, over what ``pipeline.teman.own`` reads. Against it stand the examples of the
other own themes, the counter-examples and the model's background. All that is measured is measured on documents
that the weights have not seen (cross-fitting), as if the theme were as common as ``Plan.prior`` says: how many
examples somebody has gathered says nothing of how often the theme comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from nlp_arenden.errors import CorpusError
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.features import subject_matter
from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes
from nlp_arenden.pipeline.teman.meaning import document_vectors
from nlp_arenden.pipeline.teman.own import Meaning, OwnThemes, centred
from nlp_arenden.training.background import Background, terms_of
from nlp_arenden.training.theme_sources import Example, near_duplicates

LEAST = 4  # examples of a theme
FEW = 8  # fewer examples of a theme than this call for a warning
LEAST_OTHERS = 8  # documents to tell a theme from
Truth = npt.NDArray[np.bool_]
Groups = npt.NDArray[np.int_]


@dataclass(frozen=True)
class Plan:
    """The constants of the recipe.

    Args:
        C: how freely the weights may follow the examples.
        vector_factor: length of a document's vector beside its TF-IDF values (of length one for words and one for
            characters).
        one_by_one: up to so many examples each is left out once; more are divided into ``folds``.
        unmarked: share of the background, that most like the theme, which is not held to lack it.
        prior: the share of documents that a theme is taken to be about.
        usual: the threshold that one found on few examples is drawn towards, with the weight of ``pull`` examples.
        error_rate: themes given below the probability where more than this are wrong are called unsure.
        sure_with: with fewer examples the figures are too uncertain for any theme to be called sure.
        pruned: term weights below this share of the largest are left out.
    """

    C: float = 3.0
    vector_factor: float = 2.0
    one_by_one: int = 16
    folds: int = 8
    unmarked: float = 0.02
    prior: float = 0.03
    usual: float = 0.35
    pull: float = 16.0
    error_rate: float = 0.05
    sure_with: int = 16
    pruned: float = 0.005
    seed: int = 20


PLAN = Plan()


@dataclass(frozen=True)
class Numbers:
    """Documents as the model reads them: TF-IDF values (sparse, a row each) and centred vectors, or None."""

    terms: Any
    vectors: Floats | None

    def joined(self, factor: float) -> Any:
        """Both side by side."""
        return hstack([self.terms, csr_matrix(self.vectors * factor)]).tocsr() if self.vectors is not None else self.terms


@dataclass(frozen=True)
class Fitted:
    """One theme learnt: weights over the joined numbers, of which calibration is part, and figures by name."""

    weights: Floats
    intercept: float
    threshold: float
    sure: float
    figures: dict[str, Any]


def fit_theme(matrix: Any, truth: Truth, groups: Groups, background: Truth, plan: Plan = PLAN) -> Fitted:
    """Learns one theme.

    Args:
        matrix: the documents' numbers, joined.
        truth: which documents have the theme.
        groups: documents of one number are never divided between what is learnt from and measured on.
        background: which documents belong to the background.
        plan: the recipe.
    """
    folds = _folds(truth, groups, plan)
    scores = _cross_fitted(matrix, truth, folds, np.ones(len(truth), bool), plan)
    kept = ~_likely_unmarked(scores, background, plan.unmarked)
    scores = _cross_fitted(matrix, truth, folds, kept, plan)
    count = int(truth.sum())
    share = np.where(truth, plan.prior / count, (1 - plan.prior) / (len(truth) - count))
    slope, base = _platt(scores, truth, share)
    chances = 1 / (1 + np.exp(-(slope * scores + base)))
    threshold = (count * _best_threshold(truth, chances, share) + plan.pull * plan.usual) / (count + plan.pull)
    weights, intercept = _fit(matrix[kept], truth[kept], plan)
    return Fitted(
        weights=slope * weights,
        intercept=slope * intercept + base,
        threshold=round(threshold, 4),
        sure=_sure_from(truth, chances, share, threshold, plan) if count >= plan.sure_with else 1.0,
        figures=_figures(truth, chances, share, threshold, plan.seed),
    )


def _fit(matrix: Any, truth: Truth, plan: Plan) -> tuple[Floats, float]:
    model = LogisticRegression(C=plan.C, class_weight="balanced", solver="liblinear", random_state=plan.seed)
    model.fit(matrix, truth)
    return model.coef_[0], float(model.intercept_[0])


def _folds(truth: Truth, groups: Groups, plan: Plan) -> Groups:
    """The fold of each document: those with the theme, and the others, in turn; a group has one fold."""
    rng = np.random.default_rng(plan.seed)
    with_theme = sorted(set(groups[truth]))
    if len(with_theme) < LEAST:  # all much alike: there is nothing else to divide by
        groups = np.arange(len(groups))
        with_theme = sorted(set(groups[truth]))
    number = len(with_theme) if len(with_theme) <= plan.one_by_one else plan.folds
    others = sorted(set(groups) - set(with_theme))
    fold_of = {}
    for some in (with_theme, others):
        order = rng.permutation(len(some))
        fold_of |= {some[k]: place % number for place, k in enumerate(order)}
    return np.array([fold_of[group] for group in groups])


def _cross_fitted(matrix: Any, truth: Truth, folds: Groups, kept: Truth, plan: Plan) -> Floats:
    """Each document's score by weights that have not seen its fold; only what is kept is learnt from."""
    scores = np.zeros(len(truth))
    for fold in sorted(set(folds)):
        learn = kept & (folds != fold)
        weights, intercept = _fit(matrix[learn], truth[learn], plan)
        scores[folds == fold] = matrix[folds == fold] @ weights + intercept
    return scores


def _likely_unmarked(scores: Floats, background: Truth, share: float) -> Truth:
    """The background documents that look most like the theme: some of them may well be about it."""
    found = np.zeros(len(scores), bool)
    most = int(share * background.sum())
    found[sorted(np.flatnonzero(background), key=lambda k: -scores[k])[:most]] = True
    return found


def _platt(scores: Floats, truth: Truth, share: Floats) -> tuple[float, float]:
    """Slope and intercept from score to log odds.

    Source: Platt (1999), Probabilistic outputs for support vector machines; with his smoothed targets, which keep
    a few examples that are told apart without a fault from giving certainty.
    """
    count = int(truth.sum())
    target = np.where(truth, (count + 1) / (count + 2), 1 / (len(truth) - count + 2))
    twice = np.concatenate([scores, scores]).reshape(-1, 1)
    answers = np.repeat([True, False], len(scores))
    weight = np.concatenate([share * target, share * (1 - target)]) * len(scores)
    model = LogisticRegression(C=1e6).fit(twice, answers, sample_weight=weight)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _best_threshold(truth: Truth, chances: Floats, share: Floats) -> float:
    candidates = np.round(np.arange(0.10, 0.81, 0.01), 2)
    return float(candidates[int(np.argmax([_f1(truth, chances >= t, share) for t in candidates]))])


def _f1(truth: Truth, given: Truth, share: Floats) -> float:
    said = float(share[truth].sum() + share[given].sum())
    return 2 * float(share[truth & given].sum()) / said if said else 0.0


def _sure_from(truth: Truth, chances: Floats, share: Floats, threshold: float, plan: Plan) -> float:
    """The lowest probability from which at most the error rate of what is given is wrong; 1.0 if none is."""
    order = [k for k in np.argsort(-chances, kind="stable") if chances[k] >= threshold]
    wrong = np.cumsum(share[order] * ~truth[order]) / np.cumsum(share[order])
    within = np.flatnonzero(wrong <= plan.error_rate)
    return round(float(chances[order[within[-1]]]), 4) if len(within) else 1.0


def _figures(truth: Truth, chances: Floats, share: Floats, threshold: float, seed: int) -> dict[str, Any]:
    """Average precision and F1 with 95 % bootstrap intervals; those with and without the theme are drawn apart."""
    given = chances >= threshold
    rng = np.random.default_rng(seed)
    parts = [np.flatnonzero(truth), np.flatnonzero(~truth)]
    draws = []
    for _ in range(500):
        rows = np.concatenate([rng.choice(part, len(part)) for part in parts])
        draws.append(
            (
                average_precision_score(truth[rows], chances[rows], sample_weight=share[rows]),
                _f1(truth[rows], given[rows], share[rows]),
            )
        )
    low, high = np.quantile(draws, [0.025, 0.975], axis=0)
    precision = average_precision_score(truth, chances, sample_weight=share)
    return {
        "average_precision": round(float(precision), 3),
        "average_precision_95": [round(float(low[0]), 3), round(float(high[0]), 3)],
        "f1": round(_f1(truth, given, share), 3),
        "f1_95": [round(float(low[1]), 3), round(float(high[1]), 3)],
    }
