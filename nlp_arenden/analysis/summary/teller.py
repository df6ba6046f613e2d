"""Tells which sentences say what a reader must know: weights learnt from facts that people wrote down (``training``).

Source: maximal marginal relevance (Carbonell & Goldstein 1998), with a learnt relevance.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from nlp_arenden.analysis.summary.candidates import Candidate, stems
from nlp_arenden.pipeline.arrays import open_arrays

TELLER = "sammanfattning.npz"  # in a model package
_CONSIDERED = 60  # of the likeliest candidates
_NEW = 0.5  # how much a sentence loses that says what is told
_SAME = 0.7  # share of its words from which it is not told at all
_MORE_OF_A_KIND = 0.8  # what each sentence after the first of its kind keeps


@dataclass(frozen=True, slots=True)
class Teller:
    """Weights of the facts of candidates, by name."""

    weights: dict[str, float]
    bias: float

    @classmethod
    def load(cls, path: Path) -> "Teller":
        """The teller in a file.

        Raises:
            ModelError: the file is missing or damaged.
        """
        with open_arrays(path) as arrays:
            names = [str(name) for name in arrays["names"]]
            return cls(dict(zip(names, map(float, arrays["weights"]), strict=True)), float(arrays["bias"]))

    def probability(self, candidate: Candidate) -> float:
        """How likely the sentence tells a fact that a reader must know."""
        weights = self.weights
        return 1 / (1 + exp(-self.bias - sum(weights.get(name, 0.0) * x for name, x in candidate.facts.items())))

    def choose(self, candidates: Sequence[Candidate], wanted: int, told: Sequence[str]) -> list[Candidate]:
        """At most ``wanted`` candidates that tell most beside what is told, the most telling first."""
        ranked = sorted(((self.probability(c), c) for c in candidates), key=lambda row: -row[0])[:_CONSIDERED]
        said = [stems(text) for text in told]
        kinds: Counter[str] = Counter()
        chosen: list[Candidate] = []
        while len(chosen) < wanted:
            worth = [
                (probability * (1 - _NEW * again) * _MORE_OF_A_KIND ** kinds[candidate.kind], -k)
                for k, (probability, candidate) in enumerate(ranked)
                if (again := _again(candidate, said)) <= _SAME
            ]
            if not worth:
                break
            _, best = ranked.pop(-max(worth)[1])
            chosen.append(best)
            said.append(best.stems)
            kinds[best.kind] += 1
        return chosen


def _again(candidate: Candidate, said: Sequence[frozenset[str]]) -> float:
    """The share of the candidate's words that one of the others has."""
    return max((len(candidate.stems & other) / (len(candidate.stems) + 1) for other in said), default=0.0)
