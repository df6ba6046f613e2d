"""TF-IDF of words and of characters against one weight vector per theme, in plain numpy.

Trained with scikit-learn (``training.themes``), which counts terms with the two functions below, so that
training and reading see the same. Read without it: importing scikit-learn costs 1.4 s of CPU.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]

HEAD_REPEATS = 2
READ_CHARACTERS = 6_000
_WORD = re.compile(r"[^\W\d_]{2,}")
_CHARACTERS_FROM = 4  # letters: shorter words are mostly function words
_CACHED_WORDS = 100_000


def linear_text(title: str, text: str) -> str:
    """What the linear model reads: the title, repeated so that it weighs more, and the text's beginning."""
    return "\n".join([title] * HEAD_REPEATS + [text[:READ_CHARACTERS]])


def word_terms(text: str) -> list[str]:
    """Words in lower case and pairs of neighbouring words."""
    words = _WORD.findall(text.lower())
    return words + [f"{a} {b}" for a, b in pairwise(words)]


def character_terms(text: str) -> list[str]:
    """The 3-5 character sequences of each distinct word, with a blank at its borders."""
    return [term for word in _distinct(text) for term in _sequences(word)]


@dataclass(frozen=True)
class LinearThemes:
    """One score per theme for a text: the sum of its TF-IDF values times the theme's weights.

    Args:
        words, characters: term -> row; rows of characters follow those of words.
        idf: inverse document frequency by row.
        weights: row x theme.
        intercept: by theme.
    """

    words: Mapping[str, int]
    characters: Mapping[str, int]
    idf: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    intercept: Floats
    _rows_of_word: dict[str, Rows] = field(default_factory=dict, repr=False)  # running text repeats its words

    def scores(self, text: str) -> Floats:
        """The score of every theme for a text as ``linear_text`` gives it."""
        return self.scores_of(*self.terms(text))

    def scores_of(self, rows: Rows, values: Floats) -> Floats:
        """The score of every theme for the terms of a text as ``terms`` gives them."""
        total: Floats = self.intercept + values @ self.weights[rows]
        return total

    def terms(self, text: str) -> tuple[Rows, Floats]:
        """The rows of the terms that a text has, and their TF-IDF values; words and characters at unit length each."""
        characters = [self._known_rows(word) for word in _distinct(text)]
        words = self._values(*_counted(self._word_rows(text)))
        others = self._values(*_counted(np.concatenate(characters) if characters else words[0][:0]))
        units = [values / (np.linalg.norm(values) or 1.0) for _, values in (words, others)]
        return np.concatenate([words[0], others[0]]), np.concatenate(units)

    def contributions(self, whole: str) -> Callable[[str], Floats]:
        """What the words of a part of the text ``whole`` add to its scores, as a function of the part."""
        norm = np.linalg.norm(self._values(*_counted(self._word_rows(whole)))[1]) or 1.0

        def added(part: str) -> Floats:
            rows, values = self._values(*_counted(self._word_rows(part)))
            total: Floats = (values / norm) @ self.weights[rows]
            return total

        return added

    def _word_rows(self, text: str) -> Rows:
        found = map(self.words.get, word_terms(text))
        return np.array([row for row in found if row is not None], np.intp)

    def _values(self, rows: Rows, counts: Rows) -> tuple[Rows, Floats]:
        return rows, (1 + np.log(counts)) * self.idf[rows]

    def _known_rows(self, word: str) -> Rows:
        rows = self._rows_of_word.get(word)
        if rows is None:
            found = map(self.characters.get, _sequences(word))
            rows = np.array([row for row in found if row is not None], np.intp)
            if len(self._rows_of_word) < _CACHED_WORDS:
                self._rows_of_word[word] = rows
        return rows


def save_linear(path: Path, linear: LinearThemes) -> None:
    """Writes the model as a zip of numeric arrays; terms are UTF-8 bytes. No pickle."""
    np.savez_compressed(
        path,
        allow_pickle=False,
        words=_bytes("\n".join(linear.words)),
        characters=_bytes("\n".join(linear.characters)),
        idf=linear.idf.astype(np.float32),
        weights=linear.weights.astype(np.float16),
        intercept=linear.intercept,
    )


def load_linear(path: Path) -> LinearThemes:
    """The model that ``save_linear`` wrote.

    Raises:
        OSError, ValueError, KeyError, BadZipFile: the file is missing, damaged, or lacks an array.
    """
    with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        words = _text(file["words"]).split("\n")
        characters = _text(file["characters"]).split("\n")
        return LinearThemes(
            {term: row for row, term in enumerate(words)},
            {term: row for row, term in enumerate(characters, len(words))},
            file["idf"],
            file["weights"].astype(np.float32),
            file["intercept"],
        )


def _counted(rows: Rows) -> tuple[Rows, Rows]:
    return np.unique(rows, return_counts=True)


def _distinct(text: str) -> Iterable[str]:
    return dict.fromkeys(word for word in _WORD.findall(text.lower()) if len(word) >= _CHARACTERS_FROM)


def _sequences(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]


def _bytes(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf8"), np.uint8)


def _text(array: npt.NDArray[np.uint8]) -> str:
    return array.tobytes().decode("utf8")
