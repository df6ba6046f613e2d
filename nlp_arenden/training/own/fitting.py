"""Fits one own theme: weights, calibration and threshold.

A logistic regression over what ``pipeline.teman.own`` reads. All that is measured is measured on documents that the
weights have not seen (cross-fitting), and as if the theme were as common as ``Plan.prior`` says: how many examples
somebody has gathered says nothing of how often the theme comes.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from nlp_arenden.pipeline.teman.linear import Floats
from nlp_arenden.training.own.figures import best_threshold, sure_from
from nlp_arenden.training.own.plan import LEAST, LEAST_OTHERS, PLAN, Plan
from nlp_arenden.training.themes.figures import Truth

Groups = npt.NDArray[np.int_]


@dataclass(frozen=True)
class Fitted:
    """One theme learnt.

    Args:
        weights, intercept: over the joined numbers; calibration is part of them.
        threshold: the probability from which the theme is given.
        sure: the probability from which it is no longer called unsure.
        chances: each document's probability by weights that have not seen it.
        share: what each document counts for in figures.
    """

    weights: Floats
    intercept: float
    threshold: float
    sure: float
    chances: Floats
    share: Floats


@dataclass(frozen=True)
class Compact:
    """Documents in as many numbers as there are documents, with the same inner products; made once for all themes.

    Regression with squared weights as its only brake sees no more of documents than their inner products, so that it
    finds the same weights here, some twenty times as fast as among all terms.
    """

    documents: Floats
    _matrix: Any
    _turned: Floats

    @classmethod
    def of(cls, matrix: Any) -> "Compact":
        """The documents of a sparse matrix (documents x terms)."""
        values, vectors = np.linalg.eigh((matrix @ matrix.T).toarray())
        known = values > 1e-9 * values.max()
        lengths, vectors = np.sqrt(values[known]), vectors[:, known]
        return cls(vectors * lengths, matrix, vectors / lengths)

    def rows(self, chosen: Groups) -> "Compact":
        """Some of the documents, in the same numbers."""
        return replace(self, documents=self.documents[chosen])

    def weights(self, compact: Floats) -> Floats:
        """Weights by term, from weights of the compact numbers."""
        found: Floats = self._matrix.T @ (self._turned @ compact)
        return found


def fit_theme(
    numbers: Compact, truth: Truth, groups: Groups, background: Truth, name: Floats | None = None, plan: Plan = PLAN
) -> Fitted:
    """Learns one theme.

    Args:
        numbers: the documents.
        truth: which documents have the theme.
        groups: documents of one number are never divided between what is learnt from and measured on.
        background: which documents belong to the background.
        name: the numbers of the theme's name, read as a document. It is one more example where that ranks unseen
            documents better: most names tell what a theme is about, "Projekt 3" does not.
        plan: the recipe.
    """
    tries = [_cross_fit(_Machine(numbers.documents, truth, background, one, plan), groups) for one in _tried(name)]
    share = _shares(truth, background, plan.prior, plan)
    machine, kept, scores = max(tries, key=lambda t: average_precision_score(truth, t[2], sample_weight=share))
    count = int(truth.sum())
    slope, base = _platt(scores, truth, share)
    chances = 1 / (1 + np.exp(-(slope * scores + base)))
    threshold = (count * best_threshold(truth, chances, share) + plan.pull * plan.usual) / (count + plan.pull)
    weights, intercept = machine.fit(kept)
    measurable = count >= plan.sure_with and enough_own(truth, background)
    return Fitted(
        chances=chances,
        share=share,
        weights=slope * numbers.weights(weights),
        intercept=slope * intercept + base,
        threshold=round(threshold, 4),
        sure=sure_from(truth, chances, share, threshold, plan) if measurable else 1.0,
    )


def _tried(name: Floats | None) -> list[Floats | None]:
    return [None] if name is None else [name, None]


@dataclass(frozen=True)
class _Machine:
    """A logistic regression over some of the documents and, where given, the theme's name."""

    matrix: Floats
    truth: Truth
    background: Truth
    name: Floats | None
    plan: Plan

    def fit(self, rows: Truth) -> tuple[Floats, float]:
        """Weights and intercept, learnt from the rows that are true."""
        weight = _shares(self.truth, self.background, 0.5, self.plan)
        matrix, truth = self.matrix[rows], self.truth[rows]
        if self.name is not None:
            share = self.plan.name / (self.plan.name + self.truth.sum())
            weight[self.truth] *= 1 - share
            matrix, truth = np.vstack([matrix, self.name]), np.append(truth, True)
            weight = np.append(weight, 0.5 * share)
            rows = np.append(rows, True)
        model = LogisticRegression(C=self.plan.C, max_iter=1000).fit(matrix, truth, sample_weight=weight[rows])
        return model.coef_[0], float(model.intercept_[0])


def _cross_fit(machine: _Machine, groups: Groups) -> tuple[_Machine, Truth, Floats]:
    """The machine, the documents worth learning from, and each document's score by weights that have not seen it."""
    folds = _folds(machine.truth, groups, machine.plan)
    scores = _cross_fitted(machine, folds, np.ones(len(folds), bool))
    kept = ~_likely_unmarked(scores, machine.background, machine.plan.unmarked)
    return machine, kept, _cross_fitted(machine, folds, kept)


def _shares(truth: Truth, background: Truth, prior: float, plan: Plan) -> Floats:
    """What each document counts for, of 1 in all: those with the theme make up ``prior`` together.

    Half of the rest lies on counter-examples of the user's own. They come from the same house as the examples: held
    against the background alone, a theme is told by the house's template and is given to all that the house writes.
    """
    own = ~truth & ~background
    parts = [(truth, prior)]
    if enough_own(truth, background) and background.any():
        parts += [(own, plan.own_share * (1 - prior)), (background, (1 - plan.own_share) * (1 - prior))]
    else:
        parts.append((~truth, 1 - prior))
    share = np.zeros(len(truth))
    for part, whole in parts:
        share[part] = whole / part.sum()
    return share


def enough_own(truth: Truth, background: Truth) -> bool:
    """Whether the user's own counter-examples are enough to measure by."""
    return int((~truth & ~background).sum()) >= LEAST_OTHERS


def _folds(truth: Truth, groups: Groups, plan: Plan) -> Groups:
    """The fold of each document: those with the theme, and the others, in turn; a group has one fold."""
    rng = np.random.default_rng(plan.seed)
    with_theme = sorted(set(groups[truth]))
    if len(with_theme) < LEAST:  # all much alike: there is nothing else to divide by
        groups = np.arange(len(groups))
        with_theme = sorted(set(groups[truth]))
    number = len(with_theme) if len(with_theme) <= plan.one_by_one else plan.folds
    others = sorted(set(groups) - set(with_theme))
    fold_of: dict[int, int] = {}
    for some in (with_theme, others):
        order = rng.permutation(len(some))
        fold_of |= {some[k]: place % number for place, k in enumerate(order)}
    return np.array([fold_of[group] for group in groups])


def _cross_fitted(machine: _Machine, folds: Groups, kept: Truth) -> Floats:
    """Each document's score by weights that have not seen its fold; only what is kept is learnt from."""
    scores = np.zeros(len(folds))
    for fold in sorted(set(folds)):
        weights, intercept = machine.fit(kept & (folds != fold))
        scores[folds == fold] = machine.matrix[folds == fold] @ weights + intercept
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
