"""Tells which sentences are about what the ärende costs: a linear reader of their words, place and rules.

Rules know the forms of cost statements; whether a sentence speaks of *this* ärende, and what it says without any
of those forms, is learnt from annotated documents (``training.findings``). Features are numbered by a hash, so
that the model is one row of weights and a few for the classes, read without pickle.

Source: the hashing trick (Weinberger et al. 2009); logistic regression trained by scikit-learn.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from nlp_arenden.pipeline.annotations import KostnadMark, Place
from nlp_arenden.pipeline.arrays import open_arrays

JUDGE = "kostnader.npz"  # in a model package
SIZE = 1 << 17  # numbers that features can have
_WORD = re.compile(r"\d+(?:[ .,\u00a0]\d+)*|[^\W\d]+|[%§]")
_UNIT = re.compile(r"kr|kronor|tkr|mnkr|mkr|miljon(?:er)?|miljard(?:er)?|msek|tusen")
_MOST_WORDS = 80
_LENGTHS = (4, 5)  # letters of the pieces of words
_SHORTEST = 5  # letters of a word that is read in pieces
_PIECES, _BEFORE, _FACT = 0.6, 0.4, 0.5  # what each kind of feature weighs beside the words
Features = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Judge:
    """The learnt reader: weights of features, and from which probability (0-1) a sentence counts.

    ``kept_amount`` is for sentences in which the rules read an amount, ``kept`` for those in which they read
    something else, ``added`` for those in which they read nothing.
    """

    weights: npt.NDArray[np.float32]
    bias: float
    kept: float
    kept_amount: float
    added: float
    classes: tuple[str, ...]
    class_weights: npt.NDArray[np.float32]
    class_bias: npt.NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> "Judge | None":
        """The judge in a file; None when a model has none.

        Raises:
            ModelError: the file is damaged.
        """
        if not path.exists():
            return None
        with open_arrays(path) as arrays:
            return cls(
                weights=arrays["weights"].astype(np.float32),
                bias=float(arrays["bias"]),
                kept=float(arrays["kept"]),
                kept_amount=float(arrays["kept_amount"]),
                added=float(arrays["added"]),
                classes=tuple(str(name) for name in arrays["classes"]),
                class_weights=arrays["class_weights"].astype(np.float32),
                class_bias=arrays["class_bias"].astype(np.float32),
            )

    def counts(self, features: Features, marks: Sequence[KostnadMark]) -> bool:
        """True for a sentence that tells what the ärende costs; ``marks`` are what the rules have read in it."""
        amount = any(mark.belopp_sek for mark in marks)
        return self.probability(features) >= (self.kept_amount if amount else self.kept if marks else self.added)

    def probability(self, features: Features) -> float:
        """How likely the sentence tells what the ärende costs."""
        numbers, values = features
        return 1 / (1 + exp(-float(self.weights[numbers] @ values) - self.bias))

    def klass(self, features: Features) -> str:
        """The class of a statement that no rule has read."""
        numbers, values = features
        return self.classes[int(np.argmax(self.class_weights[:, numbers] @ values + self.class_bias))]


def features_of(sentence: str, before: str, place: Place, art: str | None, marks: Sequence[KostnadMark]) -> Features:
    """What the judge sees of a sentence.

    Args:
        sentence: the sentence.
        before: the sentence before it.
        place: where it stands.
        art: the art of the proposal it is part of.
        marks: what the rules have read in it.
    """
    found: dict[int, float] = {}
    words = _words(sentence)
    pairs = (f"b{a}_{b}" for a, b in pairwise(words))
    _add(found, [*(f"w{word}" for word in words), *pairs], 1.0)
    _add(found, _pieces(words), _PIECES)
    _add(found, [f"p{word}" for word in set(_words(before))], _BEFORE)
    for fact in _facts(sentence, len(words), place, art, marks):
        found[_number(fact)] = found.get(_number(fact), 0.0) + _FACT
    return np.fromiter(found, np.int64, len(found)), np.fromiter(found.values(), np.float32, len(found))


def _add(found: dict[int, float], names: Sequence[str], weight: float) -> None:
    """Adds features whose values together have the length ``weight``; a repeated one counts by its logarithm."""
    counts = {name: 1 + log(times) for name, times in Counter(names).items()}
    length = sqrt(sum(value * value for value in counts.values()))
    for name, value in counts.items():
        number = _number(name)
        found[number] = found.get(number, 0.0) + value / length * weight


def _words(text: str) -> list[str]:
    """Words in small letters; numbers and units of money as one each."""
    words = _WORD.findall(text.lower())[:_MOST_WORDS]
    return ["0" if word[0].isdigit() else "kr" if _UNIT.fullmatch(word) else word for word in words]


def _pieces(words: Sequence[str]) -> list[str]:
    return [
        f"c{whole[at : at + length]}"
        for word in sorted(set(words))
        if len(word) >= _SHORTEST
        for whole in (f"<{word}>",)
        for length in _LENGTHS
        for at in range(len(whole) - length + 1)
    ]


def _facts(sentence: str, words: int, place: Place, art: str | None, marks: Sequence[KostnadMark]) -> Iterator[str]:
    yield from (f"k={place.kind}", f"r={place.roll}", f"t={place.typ}", f"kr={place.kind}_{place.roll}", f"i={art}")
    yield from (f"tab={chr(9) in sentence}", f"l={min(6, words // 6)}", f"n={min(3, len(marks))}")
    for mark in marks:
        yield from (f"g={mark.regel}", f"kl={mark.klass}", f"klb={mark.klass}_{mark.belopp_sek is not None}", "regel")


def _number(name: str) -> int:
    return crc32(name.encode()) % SIZE
