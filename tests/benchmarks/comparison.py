"""Theme systems measured alike: the same parts of the same documents, thresholds tuned in the same way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nlp_arenden.pipeline.teman.linear import Floats
from nlp_arenden.training.themes import figures
from nlp_arenden.training.themes.policy import Parts, best_cuts

COLUMNS = {
    "micro_f1": "mikro-F1",
    "macro_f1": "makro-F1",
    "map": "mAP",
    "ndcg_5": "nDCG@5",
    "precision_1": "P@1",
    "train_seconds": "träna s",
    "train_import_seconds": "import s",
    "documents_per_second": "dok/CPU-s",
}


@dataclass(frozen=True)
class Scored:
    """A system's scores, documents x labels, and what they cost.

    ``cost`` may have ``train_seconds`` (user CPU, from texts to saved model), ``train_import_seconds`` (user CPU, not
    counted in the former) and ``documents_per_second`` (of CPU, after loading, one thread); what is missing is shown
    as a dash.
    """

    tune: Floats
    test: Floats
    cost: Mapping[str, float] = field(default_factory=dict)


System = Callable[[Parts], Scored]


def measure(parts: Parts, scored: Scored, seed: int) -> dict[str, Any]:
    """One row: F1 with a threshold for each label from the tuning part, and ranking figures that need none."""
    tune, test = parts.truth(parts.tune), parts.truth(parts.test)
    for name, truth, scores in (("tune", tune, scored.tune), ("test", test, scored.test)):
        if scores.shape != truth.shape:
            raise ValueError(f"{name}: scores {scores.shape}, documents x labels {truth.shape}")
    given = scored.test >= best_cuts(tune, scored.tune)
    return {
        **figures.scores(test, given, scored.test),
        "micro_f1_95": list(figures.interval(test, given, seed)),
        "ndcg_5": round(ndcg(test, scored.test, 5), 3),
        "precision_1": round(float(np.mean(test[np.arange(len(test)), _ranked(scored.test)[:, 0]])), 3),
        **{name: round(value, 2) for name, value in scored.cost.items()},
    }


def ndcg(truth: figures.Truth, scores: Floats, k: int) -> float:
    """Mean normalised discounted cumulative gain of each document's ``k`` best labels; its labels count alike.

    Documents without a label are left out. Of equal scores, the label that stands first comes first.
    """
    some = truth.any(axis=1)
    truth, scores = truth[some], scores[some]
    k = min(k, truth.shape[1])
    discount = 1 / np.log2(np.arange(2, k + 2))
    gain = np.take_along_axis(truth, _ranked(scores)[:, :k], axis=1) @ discount
    best = np.cumsum(discount)[np.minimum(truth.sum(axis=1), k) - 1]
    return float(np.mean(gain / best))


def table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures for a person to read, one system a line."""
    width = max(len(name) for name in rows)
    lines = [" " * width + "".join(f"{title:>11}" for title in COLUMNS.values()) + "   mikro-F1, 95 %"]
    for name, row in rows.items():
        low, high = row["micro_f1_95"]
        cells = "".join(f"{_cell(name, row.get(name)):>11}" for name in COLUMNS)
        lines.append(f"{name:{width}}{cells}   {low:.3f}-{high:.3f}")
    return "\n".join(lines)


def _ranked(scores: Floats) -> Any:
    return np.argsort(-scores, axis=1, kind="stable")


def _cell(column: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if "second" in column else f"{value:.3f}"
