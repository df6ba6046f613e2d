"""Themes of a municipality's own, learnt from its examples and laid beside those of the taxonomy.

One calibrated logistic regression for each theme, over the TF-IDF values that the base's linear model counts and,
where the model has an encoder, over the document's vector: less the background's mean, at unit length. (Vectors of
an encoder lie close together; what tells them apart is how they depart from the mean.)
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nlp_arenden.errors import ModelError
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.pipeline.arrays import open_arrays
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.evidence import best_of, different
from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, linear_text
from nlp_arenden.pipeline.teman.vocabulary import Rows
from nlp_arenden.text.spans import TextSpan

OWN = "own.npz"
_TELLING = 0.1  # logits: a sentence whose words add less says nothing of the theme
_ENCODED = 60  # sentences that are compared by their vectors, where no words tell


@dataclass(frozen=True)
class Meaning:
    """What an encoder's vectors say for each own theme.

    Args:
        encoder: gives the vectors.
        centre: the mean of the background's document vectors.
        weights: numbers of a document's vector x themes.
    """

    encoder: Encoder
    centre: Floats
    weights: Floats

    def scores(self, vector: Floats) -> Floats:
        """What a document's vector adds to the score of every theme."""
        added: Floats = centred(vector, self.centre) @ self.weights
        return added

    def sentence_scores(self, sentences: Sequence[str]) -> Floats:
        """The like for sentences (sentences x themes), each taken as a part of the text."""
        half = len(self.centre) // 2  # before it stands the vector of the title
        vectors = self.encoder.vectors(sentences).astype(np.float64)
        added: Floats = centred(vectors, self.centre[half:]) @ self.weights[half:]
        return added


@dataclass(frozen=True)
class OwnThemes:
    """Own themes of one package.

    Args:
        ids, labels: by theme.
        terms: the base's vocabulary with a weight for each own theme, and their intercepts.
        thresholds: by theme, the probability from which it is given.
        sure: by theme, the probability from which it is no longer called unsure.
        meaning: what the document's vector adds; None in a model without an encoder.
    """

    ids: Sequence[str]
    labels: Sequence[str]
    terms: LinearThemes
    thresholds: Floats
    sure: Floats
    meaning: Meaning | None = None

    def probabilities(self, rows: Rows, values: Floats, vector: Floats | None = None) -> Floats:
        """The calibrated probability of every own theme.

        Args:
            rows, values: what ``LinearThemes.terms`` of the base gives for the document.
            vector: its vector, in a model with an encoder.
        """
        scores = self.terms.scores_of(rows, values)
        if self.meaning is not None and vector is not None:
            scores = scores + self.meaning.scores(vector)
        chances: Floats = 1 / (1 + np.exp(-scores))
        return chances

    def evidence(self, theme: int, text: str, sentences: Sequence[tuple[TextSpan, str]]) -> tuple[TextSpan, ...]:
        """The one to four sentences that add most to a theme, in text order.

        They are told by their words; where no words tell, by their vectors.
        """
        spans, texts = different(sentences)
        contribution = self.terms.contributions(linear_text("", text))
        added = {k: float(contribution(sentence)[theme]) for k, sentence in enumerate(texts)}
        found = {k: value for k, value in added.items() if value >= _TELLING}
        if not found and self.meaning is not None and texts:
            scores = self.meaning.sentence_scores(texts[:_ENCODED])[:, theme]
            found = {k: float(value) for k, value in enumerate(scores) if value > 0}
        return best_of(found, spans)

    def save(self, path: Path) -> None:
        """Writes plain arrays: of the term weights the rows that are not zero; names are UTF-8 bytes. No pickle."""
        rows = np.flatnonzero(self.terms.weights.any(axis=1))
        info = json.dumps({"ids": [*self.ids], "labels": [*self.labels]}, ensure_ascii=False, sort_keys=True)
        arrays = {
            "info": np.frombuffer(info.encode(), np.uint8),
            "size": np.array(len(self.terms.weights)),
            "rows": rows.astype(np.uint32),
            "weights": self.terms.weights[rows].astype(np.float16),
            "intercept": self.terms.intercept,
            "thresholds": self.thresholds,
            "sure": self.sure,
        }
        if self.meaning is not None:
            arrays |= {
                "centre": self.meaning.centre.astype(np.float32),
                "meaning": self.meaning.weights.astype(np.float32),
            }
        np.savez_compressed(path, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, pack: ModelPack, linear: LinearThemes, encoder: Encoder | None) -> "OwnThemes":
        """The own themes of a package.

        Args:
            pack: the package.
            linear: the linear model of its base.
            encoder: the encoder of its base, if any; loaded anew only where the package names another.

        Raises:
            ModelError: the file is damaged, or made for another vocabulary; the encoder is missing or another.
        """
        with open_arrays(pack.path / OWN, mend="Träna om modellen med 'arenden trana'.") as file:
            info = json.loads(file["info"].tobytes().decode())
            weights = np.zeros((int(file["size"]), len(info["ids"])), np.float32)
            weights[file["rows"]] = file["weights"]
            intercept, thresholds, sure = (file[name] for name in ("intercept", "thresholds", "sure"))
            vectors = (file["centre"], file["meaning"]) if "meaning" in file else None
        if len(weights) != len(linear.weights):
            raise ModelError(f"Modellen {pack.path.name} är tränad på en annan modell. Träna om den.")
        terms = replace(linear, weights=weights, intercept=intercept)
        meaning = None
        if vectors is not None:
            centre, meaning_weights = (array.astype(np.float64) for array in vectors)
            meaning = Meaning(_encoder(pack, encoder), centre, meaning_weights)
            if len(centre) != 2 * meaning.encoder.width:
                raise ModelError(f"Modellen {pack.path.name} är tränad med en annan textkodare. Träna om den.")
        return cls(info["ids"], info["labels"], terms, thresholds, sure, meaning)


def centred(vectors: Floats, centre: Floats) -> Floats:
    """Vectors (the last axis) less the centre, at unit length."""
    moved = vectors - centre
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    unit: Floats = moved / np.where(lengths > 0, lengths, 1.0)
    return unit


def _encoder(pack: ModelPack, of_base: Encoder | None) -> Encoder:
    if of_base is not None and "encoder" not in pack.meta.get("uses", {}):
        return of_base
    part = pack.part("encoder")
    if part is None:
        raise ModelError(f"Modellen {pack.path.name} saknar uppgift om sin textkodare. Träna om den.")
    return Encoder.load(part.path)
