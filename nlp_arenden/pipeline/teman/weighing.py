"""The second stage of the theme model: a calibrated logistic regression over the features of each theme."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlp_arenden.pipeline.arrays import open_arrays
from nlp_arenden.pipeline.teman.linear import Floats


@dataclass(frozen=True)
class Weighing:
    """What turns features into probabilities, and probabilities into themes given.

    Args:
        themes, features: what the rows and columns of ``weights`` are.
        weights: themes x features.
        intercept: by theme.
        thresholds: by theme, the probability from which the theme is given.
        sure: the probability from which a given theme is no longer called unsure.
        plain_terms, plain_density: a text that has so many different strong indicator terms of a theme, and so many
            for every hundred words, is given the theme whatever its probability; no terms, no such rule.
        meaning_weights, meaning_intercept: from a document's vector to one score per theme; None without an encoder.
    """

    themes: Sequence[str]
    features: Sequence[str]
    weights: Floats
    intercept: Floats
    thresholds: Floats
    sure: float
    plain_terms: int = 0
    plain_density: float = 0.0
    meaning_weights: Floats | None = None
    meaning_intercept: Floats | None = None

    def probabilities(self, features: Floats) -> Floats:
        """The calibrated probability of every theme, from a themes x features table."""
        chances: Floats = 1 / (1 + np.exp(-((features * self.weights).sum(axis=1) + self.intercept)))
        return chances

    def answers(self, features: Floats) -> Floats:
        """The probabilities, those of themes that the text plainly mentions throughout raised to the threshold.

        A short text can touch upon several themes, each in a few sentences; the documents that the weights were
        learnt from are mostly about one. Such themes come out as unsure.
        """
        chances = self.probabilities(features)
        if not self.plain_terms:
            return chances
        terms, density = (np.expm1(features[:, self.features.index(name)]) for name in ("distinct", "variety"))
        plain = (terms > self.plain_terms - 0.5) & (density >= self.plain_density)
        raised: Floats = np.where(plain, np.maximum(chances, self.thresholds), chances)
        return raised

    def save(self, path: Path, trained: str) -> None:
        """Writes plain arrays; names are UTF-8 bytes. No pickle."""
        info = {"themes": [*self.themes], "features": [*self.features], "sure": self.sure, "trained": trained}
        info |= {"plain_terms": self.plain_terms, "plain_density": self.plain_density}
        arrays = {"weights": self.weights, "intercept": self.intercept, "thresholds": self.thresholds}
        if self.meaning_weights is not None and self.meaning_intercept is not None:
            arrays |= {"meaning_weights": self.meaning_weights, "meaning_intercept": self.meaning_intercept}
        text = json.dumps(info, ensure_ascii=False, sort_keys=True).encode()
        np.savez_compressed(path, allow_pickle=False, info=np.frombuffer(text, np.uint8), **arrays)

    @classmethod
    def load(cls, path: Path) -> "Weighing":
        """What ``save`` wrote.

        Raises:
            ModelError: the file is missing or damaged.
        """
        with open_arrays(path) as file:
            info = json.loads(file["info"].tobytes().decode())
            has_meaning = "meaning_weights" in file
            return cls(
                info["themes"],
                info["features"],
                file["weights"],
                file["intercept"],
                file["thresholds"],
                float(info["sure"]),
                int(info["plain_terms"]),
                float(info["plain_density"]),
                file["meaning_weights"] if has_meaning else None,
                file["meaning_intercept"] if has_meaning else None,
            )
