"""The terms that the linear model knows, and which of them a text has."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.intp]

_WORD = re.compile(r"[a-zß-öø-ſ]{2,}")  # Latin letters told one by one: twice as fast as "no digit, no sign"
_CHARACTERS_FROM = 4  # letters: shorter words are mostly function words
_CACHED_WORDS = 100_000


def words_of(text: str) -> list[str]:
    """The words of two letters or more, in lower case."""
    return _WORD.findall(text.lower())


def sequences_of(word: str) -> list[str]:
    """The 3-5 character sequences of a word, with a blank at its borders; none of a short word."""
    padded = f" {word} " if len(word) >= _CHARACTERS_FROM else ""
    return [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]


class Vocabulary:
    """Words, pairs of neighbouring words ("a b") and character sequences, each with a row of its own.

    Args:
        words: words and pairs, in the order of their rows.
        characters: sequences, whose rows follow.
    """

    def __init__(self, words: Sequence[str], characters: Sequence[str]) -> None:
        self.words, self.characters = tuple(words), tuple(characters)
        ids = _Ids()
        for term in self.words:
            for word in term.split(" "):
                ids.setdefault(word, len(ids))
        self._ids = ids
        rows = np.full(len(ids) + 1, -1)
        pairs = []
        for row, term in enumerate(self.words):
            first, _, second = term.partition(" ")
            if second:
                pairs.append((ids[first] * (len(ids) + 1) + ids[second], row))
            else:
                rows[ids[first]] = row
        # Pairs as sorted numbers: a text's pairs are then found all at once.
        self._row_of_id = rows
        self._pairs = np.array([*sorted(pairs), (np.iinfo(np.int64).max, -1)], np.int64).T
        self._sequences = _SequenceRows({term: row for row, term in enumerate(self.characters, len(self.words))})

    def __len__(self) -> int:
        return len(self.words) + len(self.characters)

    def rows(self, text: str) -> tuple[Rows, Rows]:
        """The rows of a text's words and pairs, each as often as it comes; of the sequences of its distinct words."""
        words = words_of(text)
        sequences = [self._sequences[word] for word in dict.fromkeys(words)]
        return self._of_words(words), np.concatenate(sequences) if sequences else np.zeros(0, np.intp)

    def word_rows(self, text: str) -> Rows:
        """The rows of a text's words and pairs, each as often as it comes."""
        return self._of_words(words_of(text))

    def _of_words(self, words: Sequence[str]) -> Rows:
        ids, unknown = np.array([*map(self._ids.__getitem__, words)], np.int64), len(self._ids)
        single = self._row_of_id[ids]
        keys, rows = self._pairs
        wanted = ids[:-1] * (unknown + 1) + ids[1:]
        place = keys.searchsorted(wanted)
        return np.concatenate([single[single >= 0], rows[place[keys[place] == wanted]]])


class _Ids(dict[str, int]):
    """A number for each word of a vocabulary; an unknown word has the number after the last."""

    def __missing__(self, word: str) -> int:
        return len(self)


class _SequenceRows(dict[str, Rows]):
    """By word the rows of its sequences, found when first asked for: running text repeats its words."""

    def __init__(self, row_of: dict[str, int]) -> None:
        super().__init__()
        self._row_of = row_of

    def __missing__(self, word: str) -> Rows:
        found = map(self._row_of.get, sequences_of(word))
        rows = np.array([row for row in found if row is not None], np.intp)
        if len(self) < _CACHED_WORDS:
            self[word] = rows
        return rows
