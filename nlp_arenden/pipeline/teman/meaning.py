"""The second reader of ``noggrann``: what a text means for each theme, by the encoder."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp_arenden.pipeline.encoder import Encoder, Vectors
from nlp_arenden.pipeline.teman.linear import Floats
from nlp_arenden.text.lines import BLOCK_END

PARTS = 6  # of 128 tokens, some 90 words each: the title apart, the first page of a handling


@dataclass(frozen=True)
class MeaningThemes:
    """One score per theme for a text: its vector times the theme's weights.

    Args:
        encoder: gives the vectors.
        weights: numbers of a document's vector x themes.
        intercept: by theme.
    """

    encoder: Encoder
    weights: Floats
    intercept: Floats

    def scores(self, vector: Floats) -> Floats:
        """The score of every theme for a document's vector."""
        scores: Floats = vector @ self.weights + self.intercept
        return scores


def document_vectors(encoder: Encoder, documents: Sequence[tuple[str, str]]) -> Floats:
    """One vector for each (title, text): that of the title and the mean of the parts' side by side.

    Texts are cleared of prescribed sections.
    """
    parted = encoder.documents([(title, text.replace(BLOCK_END, "\n")) for title, text in documents], PARTS)
    return np.stack([_joined(vectors) for vectors in parted]).astype(np.float64)


def _joined(vectors: Vectors) -> Vectors:
    """The title's vector, and the mean of the parts' at unit length."""
    mean = vectors[1:].mean(axis=0)
    return np.concatenate([vectors[0], mean / (np.linalg.norm(mean) or 1.0)])
