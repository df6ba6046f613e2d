"""The government's pages with their editors' subjects, as a measure of theme tagging that others can repeat.

The newest fifth is the test part (near-duplicates together); of the rest, an eighth, divided by group, is for
choosing thresholds and weights, and the encoder is tuned on what then remains. Twenty of the most frequent
subjects and one for Internationellt or EU are measured; of further subjects every other is kept from the
encoder, so that it can be tried on themes that it has not seen.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nlp_arenden.pipeline.teman.linear import Floats
from nlp_arenden.training.themes import figures
from nlp_arenden.training.themes.sources import Example

BENCHMARK = 20  # most frequent subjects, and one for Internationellt or EU
ABROAD = "Internationellt/EU"
_ABROAD = ("EU", "Internationellt")
_APART = (*_ABROAD, "Regeringens prioriteringar")
_SEED = 7
_LEAST = 100  # documents of a subject that is learnt or kept


@dataclass(frozen=True)
class Subjects:
    """The subjects by use: measured, learnt besides, kept for trying new themes."""

    benchmark: tuple[str, ...]
    further: tuple[str, ...]
    held_out: tuple[str, ...]


@dataclass(frozen=True)
class Parts:
    """Documents to learn from, to choose by and to test on; ``Example.labels`` may hold other labels too."""

    labels: tuple[str, ...]
    fit: list[Example]
    tune: list[Example]
    test: list[Example]

    def truth(self, examples: Sequence[Example]) -> figures.Truth:
        """Documents x labels: which of the labels each document has."""
        return np.array([[label in e.labels for label in self.labels] for e in examples], dtype=bool)


def subjects_of(pages: Sequence[Example], least: int = _LEAST) -> Subjects:
    """The division of subjects by number of documents; of the further ones, those with at least ``least``."""
    count = Counter(label for e in pages for label in e.labels if label not in _APART)
    ranked = [label for label, n in sorted(count.items(), key=lambda item: (-item[1], item[0]))]
    rest = [label for label in ranked[BENCHMARK:] if count[label] >= least]
    return Subjects((*ranked[:BENCHMARK], ABROAD), tuple(rest[1::2]), tuple(rest[::2]))


def with_joint_label(pages: Sequence[Example]) -> list[Example]:
    """The pages, those about EU or other countries with the joint label beside their own."""
    return [replace(e, labels=(*e.labels, ABROAD)) if set(e.labels) & set(_ABROAD) else e for e in pages]


def training_part(pages: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """The training part in two: seven eighths to fit on, one eighth to choose by, divided by group."""
    train = [e for e in pages if e.split == "train"]
    groups = sorted({e.group for e in train})
    random.Random(_SEED).shuffle(groups)
    chosen = set(groups[: len(groups) // 8])
    return [e for e in train if e.group not in chosen], [e for e in train if e.group in chosen]


def policy_parts(pages: Sequence[Example]) -> Parts:
    """The pages that have at least one of the measured subjects, in their parts."""
    labels = subjects_of(pages).benchmark
    joined = with_joint_label(pages)
    parts = (*training_part(joined), [e for e in joined if e.split == "test"])
    return Parts(labels, *([e for e in part if set(e.labels) & set(labels)] for part in parts))


def best_cuts(truth: figures.Truth, scores: Floats) -> Floats:
    """By label, the score from which giving it has the best F1."""
    return np.array([_best_cut(truth[:, j], scores[:, j]) for j in range(truth.shape[1])])


def _best_cut(truth: figures.Truth, score: Floats) -> float:
    cuts = np.unique(np.quantile(score, np.linspace(0.5, 0.999, 120)))
    return float(max(cuts, key=lambda cut: figures.micro_f1(truth[:, None], (score >= cut)[:, None])))
