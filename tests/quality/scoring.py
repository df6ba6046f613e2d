"""Compares cards with gold that was written by reading: found, missed and false, and how far the attributes agree."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any

Row = dict[str, Any]
_WORD = re.compile(r"\w+")
_ATTRIBUTES = {
    "forslag": ("akt", "beslutsorgan", "fran", "villkorad"),
    "kostnader": ("klass", "belopp_sek", "belopp_max_sek", "period", "finansiering", "negerad", "modalitet", "talare"),
    "remissinstanser": ("roll", "hallning", "typ"),
    "frister": ("slag",),
}


@dataclass
class Score:
    """Counts over documents: per kind true and false finds and misses, per attribute right and wrong."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    agreed: Counter[tuple[str, bool]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, name: str, gold: Row, card: Row) -> None:
        """Counts one document; faults are told in ``faults``."""
        for kind, same, threshold in _KINDS:
            self._lists(name, kind, _gold_rows(kind, gold), _card_rows(kind, card), same, threshold)
        facts = {**card["handlingar"][0], **card["arende"]}
        facts["kommun"] = (card["arende"]["kommun"] or {}).get("namn")
        facts["titel"] = card["arende"]["titel"]
        for key in ("dokumenttyp", "diarienummer", "titel", "datum", "organ", "kommun"):
            self._agree(name, f"handling.{key}", gold[key], facts[key])
        self._themes(name, gold, [tema["id"] for tema in card["teman"]])

    def _lists(
        self, name: str, kind: str, wanted: Sequence[Row], got: Sequence[Row], same: "Same", threshold: float
    ) -> None:
        free = list(got)
        for row in wanted:
            best = max(free, key=lambda other: same(row, other), default=None)
            if best is None or same(row, best) < threshold:
                self.found[kind, "missed"] += 1
                self.faults.append(f"{name}: missed {kind} {_short(row)}")
                continue
            free.remove(best)
            self.found[kind, "right"] += 1
            for key in _ATTRIBUTES.get(kind, ()):
                self._agree(name, f"{kind}.{key}", row[key], best[key], row)
        self.found[kind, "false"] += len(free)
        self.faults += (f"{name}: false {kind} {_short(row)}" for row in free)

    def _agree(self, name: str, key: str, wanted: Any, got: Any, row: Row | None = None) -> None:
        right = _plain(wanted) == _plain(got)
        self.agreed[key, right] += 1
        if not right:
            self.faults.append(f"{name}: {key} {got!r} for {wanted!r} {_short(row or {})}")

    def _themes(self, name: str, gold: Row, got: Sequence[str]) -> None:
        allowed = {*gold["teman"], *gold["teman_godtagna"]}
        self.found["teman", "right"] += len(set(gold["teman"]) & set(got))
        self.found["teman", "missed"] += len(set(gold["teman"]) - set(got))
        self.found["teman", "false"] += len(set(got) - allowed)
        if set(gold["teman"]) - set(got) or set(got) - allowed:
            self.faults.append(f"{name}: teman {got} for {gold['teman']}")

    def precision(self, kind: str) -> float:
        """Share of the finds of a kind that are right."""
        right, false = self.found[kind, "right"], self.found[kind, "false"]
        return right / (right + false) if right + false else 1.0

    def recall(self, kind: str) -> float:
        """Share of the gold of a kind that was found."""
        right, missed = self.found[kind, "right"], self.found[kind, "missed"]
        return right / (right + missed) if right + missed else 1.0

    def accuracy(self, key: str) -> float:
        """Share of an attribute that agrees, among items found."""
        right, wrong = self.agreed[key, True], self.agreed[key, False]
        return right / (right + wrong) if right + wrong else 1.0

    def table(self) -> str:
        """Every figure with its 95 % interval (Wilson) and the counts behind it."""
        lines = ["kind                     precision            recall               right/false/missed"]
        for kind in sorted({kind for kind, _ in self.found}):
            right, false, missed = (self.found[kind, key] for key in ("right", "false", "missed"))
            p, r = interval(right, right + false), interval(right, right + missed)
            lines.append(f"{kind:24} {p:20} {r:20} {right}/{false}/{missed}")
        lines.append("")
        for key in sorted({key for key, _ in self.agreed}):
            right, wrong = self.agreed[key, True], self.agreed[key, False]
            lines.append(f"{key:32} {interval(right, right + wrong):20} {right}/{right + wrong}")
        return "\n".join(lines)


def interval(right: int, of: int) -> str:
    """ "0.93 (0.87–0.96)": a share with its Wilson 95 % interval; "–" when there is nothing to count."""
    if of == 0:
        return "–"
    z, share = 1.96, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{share:.2f} ({middle - half:.2f}–{middle + half:.2f})"


def examples(root: Path) -> Iterable[tuple[str, Path, Row]]:
    """(name, document, gold) of each annotated document of a corpus folder."""
    for path in sorted((root / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf8"))
        yield path.stem, root / "handlingar" / gold["handling"], gold


Same = Callable[[Row, Row], float]


def _text(a: Row, b: Row) -> float:
    first, second = set(_WORD.findall(a["text"].lower())), set(_WORD.findall(b["text"].lower()))
    return len(first & second) / max(1, len(first | second))


def _forslag(a: Row, b: Row) -> float:
    return _text(a, b) * (a["art"] == b["art"]) + 0.001 * (a["fran"] == b["fran"])


def _kostnad(a: Row, b: Row) -> float:
    return _text(a, b) + 0.2 * (a["belopp_sek"] == b["belopp_sek"])


def _named(a: Row, b: Row) -> float:
    return float(_plain(a["namn"]) in (_plain(b["namn"]), _plain(b.get("skrivet", ""))))


def _dated(a: Row, b: Row) -> float:
    return float(a["datum"] == b["datum"]) + 0.1 * (a["slag"] == b["slag"])


_KINDS: tuple[tuple[str, Same, float], ...] = (
    ("forslag", _forslag, 0.75),
    ("kostnader", _kostnad, 0.8),
    ("remissinstanser", _named, 1.0),
    ("frister", _dated, 1.0),
    ("bilagor", _text, 0.6),
    ("personer", _named, 1.0),
    ("varningar", lambda a, b: float(a["kod"] == b["kod"]), 1.0),
)


def _gold_rows(kind: str, gold: Row) -> list[Row]:
    if kind == "bilagor":
        return [{"text": title} for title in gold["bilagor"]]
    if kind == "varningar":
        return [{"kod": kod} for kod in gold["varningar"]]
    return list(gold[kind])


def _card_rows(kind: str, card: Row) -> list[Row]:
    if kind == "bilagor":
        return [{"text": bilaga["titel"] or bilaga["beteckning"]} for bilaga in card["bilagor"]]
    return list(card[kind])


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(_WORD.findall(value.lower()))
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _short(row: Row) -> str:
    shown = {key: value for key, value in row.items() if key not in ("belagg", "regel") and value is not None}
    return json.dumps(shown, ensure_ascii=False)[:200] if shown else ""
