"""How good an own theme is, and from which probability it is given, on documents that its weights have not seen."""

from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score

from nlp_arenden.pipeline.teman.linear import Floats
from nlp_arenden.training.own.plan import PLAN, Plan
from nlp_arenden.training.themes.figures import Truth


def best_threshold(truth: Truth, chances: Floats, share: Floats) -> float:
    """The threshold among 0.10, 0.11 … 0.80 with the best F1."""
    candidates = np.round(np.arange(0.10, 0.81, 0.01), 2)
    return float(candidates[int(np.argmax([_f1(truth, chances >= t, share) for t in candidates]))])


def sure_from(truth: Truth, chances: Floats, share: Floats, threshold: float, plan: Plan) -> float:
    """The lowest probability from which at most the error rate of what is given is wrong; 1.0 if none is."""
    order = np.argsort(-chances, kind="stable")
    order = order[chances[order] >= threshold]
    wrong = np.cumsum(share[order] * ~truth[order]) / np.cumsum(share[order])
    within = np.flatnonzero(wrong <= plan.error_rate)
    return round(float(chances[order[within[-1]]]), 4) if len(within) else 1.0


def figures_of(truth: Truth, chances: Floats, share: Floats, threshold: float, seed: int = PLAN.seed) -> dict[str, Any]:
    """Average precision and F1 with 95 % bootstrap intervals; those with and without the theme are drawn apart.

    Args:
        truth: which documents have the theme.
        chances: each document's probability.
        share: what each document counts for.
        threshold: the probability from which the theme is given.
        seed: of the draws.
    """
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


def _f1(truth: Truth, given: Truth, share: Floats) -> float:
    said = float(share[truth].sum() + share[given].sum())
    return 2 * float(share[truth & given].sum()) / said if said else 0.0
