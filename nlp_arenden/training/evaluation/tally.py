"""Counts over documents, and figures with intervals that hold for other documents of the same kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp_arenden.training.evaluation.facts import covered
from nlp_arenden.training.evaluation.pairs import KINDS, Row, attribute, pairs, plain

_DRAWS, _SEED = 1000, 7
_ABOUT = ("dokumenttyp", "datum", "organ", "titel")
_COVERED, _FALSE_COSTS = "sammanfattning.fakta", "falska kostnader"
Counts = dict[str, tuple[int, ...]]
Counted = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A share (0-1) or a mean, its 95 % interval by drawing documents anew, and how many it was counted on."""

    value: float
    low: float
    high: float
    of: int


@dataclass
class Tally:
    """What was found, missed and falsely found in each document, and where the values differ."""

    documents: list[Counts] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, name: str, gold: Row, card: Row) -> None:
        """Counts one document: its gold beside the card made of it (as JSON)."""
        counts: Counts = {}
        for kind in (kind for kind in KINDS if kind.field in gold):
            right = false = missed = 0
            for pair in pairs(kind, gold, card):
                if pair.gold is None:
                    false += 1
                    self._fault(name, f"falskt: {kind.name}", pair.card)
                elif pair.card is None:
                    missed += 1
                    self._fault(name, f"missat: {kind.name}", pair.gold)
                else:
                    right += 1
                    for key in kind.attributes:
                        got, wanted = attribute(pair.card, key), attribute(pair.gold, key)
                        self._agree(counts, name, f"{kind.name}.{key}", wanted, got, pair.gold)
            counts[kind.name] = (right, false, missed)
            if kind.name == "kostnader" and not gold["kostnader"]:
                counts[_FALSE_COSTS] = (false, 1)
        facts = {**card["handlingar"][0], **card["arende"]}
        facts["kommun"] = (card["arende"]["kommun"] or {}).get("namn")
        for key in (key for key in _ABOUT if key in gold):
            self._agree(counts, name, f"handling.{key}", plain(gold[key]), plain(facts[key]), {})
        told = " ".join(mening["text"] for mening in card["sammanfattning"])
        known = [(fact, covered(fact, told)) for fact in gold["fakta"] if isinstance(fact, dict)]
        if known:
            counts[_COVERED] = (sum(yes for _, yes in known), len(known))
            for fact, yes in known:
                if not yes:
                    self._fault(name, "saknas i sammanfattningen", fact)
        self.documents.append(counts)

    def _agree(self, counts: Counts, name: str, key: str, wanted: Any, got: Any, row: Row) -> None:
        right, of = counts.get(key, (0, 0))
        counts[key] = (right + (wanted == got), of + 1)
        if wanted != got:
            self._fault(name, f"{key}: {got!r}, ska vara {wanted!r}", row)

    def _fault(self, name: str, what: str, row: Row | None) -> None:
        shown = {k: v for k, v in (row or {}).items() if k not in ("belagg", "regel", "plats") and v is not None}
        self.faults.append(f"{name}: {what} {shown}"[:400])

    def found(self, kind: str) -> dict[str, Figure]:
        """Precision, recall and F1 of a kind of finding."""
        rows = np.array([counts[kind] for counts in self.documents if kind in counts], dtype=float).reshape(-1, 3)

        def precision(sums: Counted) -> Counted:
            return _share(sums[..., 0], sums[..., 0] + sums[..., 1])

        def recall(sums: Counted) -> Counted:
            return _share(sums[..., 0], sums[..., 0] + sums[..., 2])

        def f1(sums: Counted) -> Counted:
            return _share(2 * sums[..., 0], 2 * sums[..., 0] + sums[..., 1] + sums[..., 2])

        right, false, missed = (int(n) for n in rows.sum(0))
        return {
            "precision": _figure(rows, precision, right + false),
            "täckning": _figure(rows, recall, right + missed),
            "F1": _figure(rows, f1, right + missed),
        }

    def share(self, key: str) -> Figure:
        """How large a share agrees, among the findings that were found; for false costs the mean of a document."""
        rows = np.array([counts[key] for counts in self.documents if key in counts], dtype=float).reshape(-1, 2)
        return _figure(rows, lambda sums: _share(sums[..., 0], sums[..., 1], empty=np.nan), int(rows[:, 1].sum()))

    def keys(self) -> list[str]:
        """The names that ``share`` knows."""
        kinds = {kind.name for kind in KINDS}
        return sorted({key for counts in self.documents for key in counts} - kinds)


def joined(tallies: Iterable[Tally]) -> Tally:
    """The documents of several tallies in one."""
    whole = Tally()
    for tally in tallies:
        whole.documents += tally.documents
        whole.faults += tally.faults
    return whole


def _share(part: Counted, whole: Counted, empty: float = 1.0) -> Counted:
    shares: Counted = np.divide(part, whole, out=np.full_like(part, empty, dtype=float), where=whole > 0)
    return shares


def _figure(rows: Counted, measure: Callable[[Counted], Counted], of: int) -> Figure:
    draws = np.random.default_rng(_SEED).integers(0, max(1, len(rows)), (_DRAWS, len(rows)))
    if not len(rows):
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    low, high = np.nanpercentile(measure(rows[draws].sum(1)), [2.5, 97.5])
    return Figure(float(measure(rows.sum(0))), float(low), float(high), of)
