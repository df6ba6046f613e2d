"""How good a theme model is: F1, average precision, calibration, with bootstrap intervals."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.metrics import average_precision_score, f1_score

from nlp_arenden.pipeline.teman.linear import Floats

Truth = npt.NDArray[np.bool_]


def micro_f1(truth: Truth, given: Truth) -> float:
    """F1 over all documents and themes together, 0-1."""
    said = int(truth.sum()) + int(given.sum())
    return 2 * int((truth & given).sum()) / said if said else 0.0


def scores(truth: Truth, given: Truth, chances: Floats) -> dict[str, float]:
    """Micro and macro F1 and mean average precision; macro figures over themes that occur in ``truth``."""
    occurring = [j for j in range(truth.shape[1]) if truth[:, j].any()]
    return _rounded(
        micro_f1=micro_f1(truth, given),
        macro_f1=float(f1_score(truth[:, occurring], given[:, occurring], average="macro", zero_division=0)),
        map=float(np.mean([average_precision_score(truth[:, j], chances[:, j]) for j in occurring])),
    )


def interval(truth: Truth, given: Truth, seed: int, rounds: int = 1000) -> tuple[float, float]:
    """The 95 % bootstrap interval of micro F1, drawing documents with replacement."""
    rng = np.random.default_rng(seed)
    n = len(truth)
    values = sorted(micro_f1(truth[rows], given[rows]) for rows in (rng.integers(0, n, n) for _ in range(rounds)))
    return round(values[int(0.025 * rounds)], 3), round(values[int(0.975 * rounds) - 1], 3)


def per_theme(themes: Sequence[str], truth: Truth, given: Truth) -> dict[str, dict[str, float]]:
    """By theme: number of documents with it, precision, recall and F1."""
    table = {}
    for j, theme in enumerate(themes):
        right = int((truth[:, j] & given[:, j]).sum())
        have, say = int(truth[:, j].sum()), int(given[:, j].sum())
        table[theme] = {
            "documents": have,
            **_rounded(
                precision=right / say if say else 0.0,
                recall=right / have if have else 0.0,
                f1=2 * right / (have + say) if have + say else 0.0,
            ),
        }
    return table


def calibration_error(truth: Truth, chances: Floats, bins: int = 10) -> float:
    """Expected calibration error over all document-theme pairs, in equally wide bins (0 is perfect)."""
    chance, hit = chances.ravel(), truth.ravel()
    place = np.minimum((chance * bins).astype(int), bins - 1)
    gaps = [abs(chance[place == b].mean() - hit[place == b].mean()) * (place == b).mean() for b in set(place)]
    return round(float(sum(gaps)), 4)


def best_thresholds(truth: Truth, chances: Floats, shrinkage: float) -> Floats:
    """By theme, the threshold among 0.10, 0.11 … 0.80 with the best F1 on unseen documents.

    A theme has few documents, so its counts are joined with ``shrinkage`` times those of the average theme: a
    rare theme gets nearly the common threshold, a frequent one its own.
    """
    candidates = np.round(np.arange(0.10, 0.81, 0.01), 2)
    right = np.stack([(truth & (chances >= t)).sum(axis=0) for t in candidates])
    said = np.stack([(chances >= t).sum(axis=0) + truth.sum(axis=0) for t in candidates])
    right_all, said_all = (table.mean(axis=1, keepdims=True) for table in (right, said))
    scores = 2 * (right + shrinkage * right_all) / np.maximum(said + shrinkage * said_all, 1e-9)
    best: Floats = candidates[np.argmax(scores, axis=0)]
    return best


def sure_from(truth: Truth, chances: Floats, thresholds: Floats, error_rate: float) -> float:
    """The lowest probability from which at most ``error_rate`` of the themes given are wrong (1.0 if none is)."""
    given = chances >= thresholds
    order = np.argsort(-chances[given], kind="stable")
    wrong = np.cumsum(~truth[given][order]) / np.arange(1, len(order) + 1)
    within = np.flatnonzero(wrong <= error_rate)
    return round(float(chances[given][order][within[-1]]), 4) if len(within) else 1.0


def _rounded(**values: float) -> dict[str, float]:
    return {name: round(value, 3) for name, value in values.items()}
