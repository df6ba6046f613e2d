"""TF-IDF of words and of characters against one weight vector per theme, in plain numpy.

Trained with scikit-learn (``training.themes``) on the terms of ``vocabulary``, so that training and reading see the
same. Read without it: importing scikit-learn costs 1.4 s of CPU.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlp_arenden.pipeline.arrays import open_arrays
from nlp_arenden.pipeline.teman.vocabulary import Rows, Vocabulary

Floats = npt.NDArray[np.float64]

HEAD_REPEATS = 2
READ_CHARACTERS = 6_000


def linear_text(title: str, text: str) -> str:
    """What the linear model reads: the title, repeated so that it weighs more, and the text's beginning."""
    return "\n".join([title] * HEAD_REPEATS + [text[:READ_CHARACTERS]])


@dataclass(frozen=True)
class LinearThemes:
    """One score per theme for a text: the sum of its TF-IDF values times the theme's weights.

    Args:
        vocabulary: the terms; its rows are those of the following.
        idf: inverse document frequency by row.
        weights: row x theme.
        intercept: by theme.
    """

    vocabulary: Vocabulary
    idf: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    intercept: Floats

    def scores(self, text: str) -> Floats:
        """The score of every theme for a text as ``linear_text`` gives it."""
        return self.scores_of(*self.terms(text))

    def scores_of(self, rows: Rows, values: Floats) -> Floats:
        """The score of every theme for the terms of a text as ``terms`` gives them."""
        total: Floats = self.intercept + values.astype(np.float32) @ self.weights.take(rows, axis=0)
        return total

    def terms(self, text: str) -> tuple[Rows, Floats]:
        """The rows of the terms that a text has, and their TF-IDF values; words and characters at unit length each."""
        rows, values = self._values(np.concatenate(self.vocabulary.rows(text)))
        words = rows.searchsorted(len(self.vocabulary.words))
        for part in (values[:words], values[words:]):
            part /= np.linalg.norm(part) or 1.0
        return rows, values

    def contributions(self, whole: str) -> Callable[[str], Floats]:
        """What the words of a part of the text ``whole`` add to its scores, as a function of the part."""
        norm = np.linalg.norm(self._values(self.vocabulary.word_rows(whole))[1]) or 1.0

        def added(part: str) -> Floats:
            rows, values = self._values(self.vocabulary.word_rows(part))
            total: Floats = (values / norm) @ self.weights[rows]
            return total

        return added

    def _values(self, found: Rows) -> tuple[Rows, Floats]:
        """The distinct rows, and their TF-IDF values before they are brought to unit length."""
        rows, counts = np.unique(found, return_counts=True)
        return rows, (1 + np.log(counts)) * self.idf[rows]


def save_linear(path: Path, linear: LinearThemes) -> None:
    """Writes the model as a zip of numeric arrays; terms are UTF-8 bytes. No pickle."""
    np.savez_compressed(
        path,
        allow_pickle=False,
        words=_bytes("\n".join(linear.vocabulary.words)),
        characters=_bytes("\n".join(linear.vocabulary.characters)),
        idf=linear.idf.astype(np.float32),
        weights=linear.weights.astype(np.float16),
        intercept=linear.intercept,
    )


def load_linear(path: Path) -> LinearThemes:
    """The model that ``save_linear`` wrote.

    Raises:
        ModelError: the file is missing or damaged.
    """
    with open_arrays(path) as file:
        words, characters = (_text(file[name]).split("\n") for name in ("words", "characters"))
        return LinearThemes(
            Vocabulary(words, characters),
            file["idf"],
            file["weights"].astype(np.float32),
            file["intercept"],
        )


def _bytes(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf8"), np.uint8)


def _text(array: npt.NDArray[np.uint8]) -> str:
    return array.tobytes().decode("utf8")
