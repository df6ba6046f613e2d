"""Pairs what people have read with what a card says, kind by kind."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nlp_arenden.analysis.resolve import party_letters

Row = dict[str, Any]
_WORD = re.compile(r"\w+")
_LEADING = re.compile(r"^(?:\d{1,2}[.)]\s+)?(?:samt\s+)?(?:att\s+)?", re.IGNORECASE)
_ASIDE = re.compile(r"(?<=.)\s\([^)]*\)")
_DEFINITE = re.compile(r"(?<=nämnd)en\b|^(?:den|det|de)\s")
_MOVED = ("yrkande", "reservation")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: which rows of gold and card it takes, when two are the same, and what else they tell.

    ``field`` must be in the gold, or the document says nothing of the kind.
    """

    name: str
    field: str
    gold: Callable[[Row], Sequence[Row]]
    card: Callable[[Row], Sequence[Row]]
    same: Callable[[Row, Row], float]
    threshold: float
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding in gold (None: the card is alone with it) beside the card's (None: missed)."""

    gold: Row | None
    card: Row | None


def pairs(kind: Kind, gold: Row, card: Row) -> Iterator[Pair]:
    """Each finding of gold with the card's most like it, and then those that only the card has.

    What gold calls ``godtagen`` may be on a card without being missed when it is not: such a pair is left out.
    """
    wanted = sorted(kind.gold(gold), key=lambda row: bool(row.get("godtagen")))
    free = list(kind.card(card))
    for row in wanted:
        best = max(free, key=lambda other: kind.same(row, other), default=None)
        if best is not None and kind.same(row, best) < kind.threshold:
            best = None
        if best is not None:
            free.remove(best)
        if not row.get("godtagen"):
            yield Pair(row, best)
    yield from (Pair(None, row) for row in free)


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def plain(value: Any) -> Any:
    """A value as it is compared: a text as its words, lists item by item."""
    if isinstance(value, str):
        return " ".join(words(value))
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _item(row: Row) -> list[str]:
    return words(_LEADING.sub("", row["text"]))


def _exact(a: Row, b: Row) -> float:
    return float(_item(a) == _item(b)) + 0.001 * float(a["fran"] == b["fran"])


def _overlap(a: Row, b: Row) -> float:
    first, second = set(words(a["text"])), set(words(b["text"]))
    return len(first & second) / max(1, len(first | second))


def _moved(a: Row, b: Row) -> float:
    return _overlap(a, b) * float(a["art"] == b["art"]) + 0.001 * float(a["fran"] == b["fran"])


def _proposed(a: Row, b: Row) -> float:
    return _overlap(a, b) + 0.01 * _exact(a, b)


def _cost(a: Row, b: Row) -> float:
    return _overlap(a, b) + 0.2 * float(a["belopp_sek"] == b["belopp_sek"]) + 0.01 * float(a["klass"] == b["klass"])


def _named(a: Row, b: Row) -> float:
    return float(_body(a["namn"]) in (_body(b["namn"]), _body(b.get("skrivet") or "")))


def _body(name: str) -> str:
    """A name as it is compared: without what stands in parentheses, definite or not."""
    return _DEFINITE.sub("", str(plain(_ASIDE.sub("", name))))


def _dated(a: Row, b: Row) -> float:
    return float(a["datum"] == b["datum"]) + 0.1 * float(a["slag"] == b["slag"])


def _value(a: Row, b: Row) -> float:
    return float(plain(a["text"]) == plain(b["text"]))


def _forslag(main: bool) -> Callable[[Row], list[Row]]:
    return lambda whole: [row for row in whole["forslag"] if (row["art"] not in _MOVED) == main]


def _rows(name: str) -> Callable[[Row], list[Row]]:
    return lambda whole: list(whole[name])


def _numbers(whole: Row) -> list[Row]:
    return [{"text": number} for number in whole["diarienummer"]]


def _card_numbers(whole: Row) -> list[Row]:
    return _numbers(whole["arende"])


def _themes(whole: Row) -> list[Row]:
    sure = [{"text": theme if isinstance(theme, str) else theme["id"]} for theme in whole["teman"]]
    return sure + [{"text": theme, "godtagen": True} for theme in whole.get("teman_godtagna", [])]


def _codes(whole: Row) -> list[Row]:
    return [{"text": code if isinstance(code, str) else code["kod"]} for code in whole["varningar"]]


def _attachments(whole: Row) -> list[Row]:
    return [{"text": b if isinstance(b, str) else b["titel"] or b["beteckning"]} for b in whole["bilagor"]]


KINDS = (
    Kind("förslag, ordagrant", "forslag", _forslag(True), _forslag(True), _exact, 1.0),
    Kind(
        "förslag",
        "forslag",
        _forslag(True),
        _forslag(True),
        _proposed,
        0.75,
        ("art", "akt", "beslutsorgan", "fran", "villkorad"),
    ),
    Kind("yrkanden och reservationer", "forslag", _forslag(False), _forslag(False), _moved, 0.75, ("akt", "fran")),
    Kind(
        "kostnader",
        "kostnader",
        _rows("kostnader"),
        _rows("kostnader"),
        _cost,
        0.8,
        ("klass", "belopp", "period", "finansiering", "negerad", "modalitet", "talare"),
    ),
    Kind(
        "remissinstanser",
        "remissinstanser",
        _rows("remissinstanser"),
        _rows("remissinstanser"),
        _named,
        1.0,
        ("roll", "hallning"),
    ),
    Kind("frister", "frister", _rows("frister"), _rows("frister"), _dated, 1.0, ("slag",)),
    Kind("diarienummer", "diarienummer", _numbers, _card_numbers, _value, 1.0),
    Kind("bilagor", "bilagor", _attachments, _attachments, _overlap, 0.6),
    Kind("personer", "personer", _rows("personer"), _rows("personer"), _named, 1.0),
    Kind("teman", "teman", _themes, _themes, _value, 1.0),
    Kind("varningar", "varningar", _codes, _codes, _value, 1.0),
)


def attribute(row: Row, name: str) -> Any:
    """What a finding tells beside its text, as it is compared: a sum with its interval, a party by its letter."""
    if name == "belopp":
        return tuple(None if row[key] is None else float(row[key]) for key in ("belopp_sek", "belopp_max_sek"))
    if name == "fran":
        return [party_letters(who) for who in plain(row[name])]
    return plain(row[name])
