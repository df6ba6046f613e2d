"""The same thing said in several places becomes one finding with all its evidence."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from nlp_arenden.domain.card import Bilaga, Evidence, Forslag, Frist, Kostnad, Person
from nlp_arenden.pipeline.forslag.lead_ins import same_body

F = TypeVar("F", Forslag, Kostnad, Frist, Person, Bilaga)

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<=\s)[A-ZÅÄÖ]\w+|\b\d+")
_SAME_ITEM = 0.8  # share of common words at which two items are one proposal with a word or two changed
_FEWEST = 5  # words of an item that can be told within another
_SAME_COST = 0.3  # the same sum of the same class, told in other words
_PARTY_LETTERS = {
    "socialdemokraterna": "s", "moderaterna": "m", "vänsterpartiet": "v", "miljöpartiet": "mp", "centerpartiet": "c",
    "liberalerna": "l", "folkpartiet": "fp", "kristdemokraterna": "kd", "sverigedemokraterna": "sd",
    "demokraterna": "d",
}  # fmt: skip
# From officials up to fullmäktige: the order in which a proposal travels.
_LADDER = (
    re.compile(r"motionär|utredning"),
    re.compile(r"förvaltning|kontor|enhet|avdelning|stab|direktör|chef"),
    re.compile(r"borgarrådet|ordförande|presidi"),
    re.compile(r"utskott|beredning"),
    re.compile(r"nämnd|direktion"),
    re.compile(r"styrelse|\bks\b|\brs\b", re.IGNORECASE),
    re.compile(r"fullmäktige|\bkf\b|\brf\b", re.IGNORECASE),
)


def rank(body: str) -> int:
    """How high a body stands on the way of a proposal: 0 for officials … 6 for fullmäktige; 1 when unknown."""
    return next((i for i, step in reversed(list(enumerate(_LADDER))) if step.search(body)), 1)


def one_each(found: Iterable[F], same: Callable[[F, F], bool], merge: Callable[[F, F], F]) -> tuple[F, ...]:
    """The findings in order, each joined to the first earlier one that says the same."""
    kept: list[F] = []
    for new in found:
        for i, old in enumerate(kept):
            if same(old, new):
                kept[i] = merge(old, new)
                break
        else:
            kept.append(new)
    return tuple(kept)


def join_forslag(found: Iterable[Forslag]) -> tuple[Forslag, ...]:
    """Proposals: one per item, ``fran`` in the order of the way, the highest deciding body last in the chain."""

    def same(a: Forslag, b: Forslag) -> bool:
        if a.art != b.art and not _decided_here(a, b):
            return False
        if a.art in ("yrkande", "reservation") and a.fran != b.fran:
            return False
        if a.akt != b.akt:
            return False
        lacking = _missing_names(a.text, b.text), _missing_names(b.text, a.text)
        # Elections to two boards may differ in one name and nothing else.
        if all(lacking) or (a.akt == "utse_entlediga" and any(lacking)):
            return False
        return alike(a.text, b.text, _SAME_ITEM) or (a.beslutsorgan == b.beslutsorgan and _within(a.text, b.text))

    def merge(a: Forslag, b: Forslag) -> Forslag:
        organs = [organ for organ in (a.beslutsorgan, b.beslutsorgan) if organ]
        return a.model_copy(
            update={
                "art": "beslut" if "beslut" in (a.art, b.art) else a.art,
                "fran": _chain((*a.fran, *b.fran)),
                "beslutsorgan": max(organs, key=rank) if organs else None,
                "villkorad": a.villkorad or b.villkorad,
                "belagg": _places(a.belagg, b.belagg),
            }
        )

    return tuple(_ended(forslag) for forslag in _carried(one_each(found, same, merge)))


def _carried(found: Sequence[Forslag]) -> list[Forslag]:
    """Without what parties moved and a body has taken as its own proposal word for word: that is one point."""
    kept: list[Forslag] = []
    main = [f for f in found if f.art == "forslag"]
    for forslag in found:
        own = next((f for f in main if forslag.art == "yrkande" and _is_own(forslag, f)), None)
        if own is None:
            kept.append(forslag)
            continue
        k = next(i for i, f in enumerate(main) if f is own)
        whole = own.model_copy(update={"belagg": _places(own.belagg, forslag.belagg)})
        kept = [whole if f is own else f for f in kept]
        main[k] = whole
    return kept


def _is_own(moved: Forslag, proposed: Forslag) -> bool:
    """True when the proposal's way begins with the parties that moved the same words."""
    parties = {party_letters(name) for name in moved.fran}
    words = _WORD.findall(moved.text.lower())
    return (
        bool(parties)
        and parties <= {party_letters(name) for name in proposed.fran}
        and words == _WORD.findall(proposed.text.lower())
    )


def party_letters(name: str) -> str:
    """A party by its letters, whether it is written out or not; other names as they are."""
    return _PARTY_LETTERS.get(name.lower(), name.lower())


def _decided_here(a: Forslag, b: Forslag) -> bool:
    """True for a proposal and a decision of the same body in one handling: the proposal was carried."""
    carried = {a.art, b.art} == {"forslag", "beslut"} and a.beslutsorgan == b.beslutsorgan
    return carried and a.belagg[0].handling == b.belagg[0].handling


def _ended(forslag: Forslag) -> Forslag:
    """A decision's way ends at the body that took it."""
    organ = forslag.beslutsorgan
    if forslag.art != "beslut" or not organ or any(name == organ or same_body(name, organ) for name in forslag.fran):
        return forslag
    return forslag.model_copy(update={"fran": (*forslag.fran, organ)})


def join_kostnader(found: Iterable[Kostnad]) -> tuple[Kostnad, ...]:
    """Cost statements: one per claim; a sum repeated in other words is the same claim."""

    def same(a: Kostnad, b: Kostnad) -> bool:
        if (a.klass, a.belopp_sek, a.belopp_max_sek) != (b.klass, b.belopp_sek, b.belopp_max_sek):
            return False
        if a.belopp_sek is None:
            return alike(a.text, b.text, _SAME_ITEM)
        periods = a.period == b.period or None in (a.period, b.period)
        elsewhere = a.belagg[0] != b.belagg[0]
        return periods and elsewhere and alike(a.text, b.text, _SAME_COST)

    def merge(a: Kostnad, b: Kostnad) -> Kostnad:
        changed = {"belagg": _places(a.belagg, b.belagg), "period": a.period or b.period}
        return a.model_copy(update={**changed, "finansiering": a.finansiering or b.finansiering})

    return one_each(found, same, merge)


def join_frister(found: Iterable[Frist]) -> tuple[Frist, ...]:
    """Deadlines: one per day and kind, by day; a day that is printed wins over one that we computed."""
    joined = one_each(
        found,
        lambda a, b: (a.datum, a.slag) == (b.datum, b.slag),
        lambda a, b: a.model_copy(
            update={"beraknad": a.beraknad and b.beraknad, "belagg": _places(a.belagg, b.belagg)}
        ),
    )
    return tuple(sorted(joined, key=lambda frist: (frist.datum, frist.slag)))


def join_personer(found: Iterable[Person]) -> tuple[Person, ...]:
    """People: one per name (capitals or not), with every role."""
    return one_each(
        found,
        lambda a, b: a.namn.lower() == b.namn.lower(),
        lambda a, b: a.model_copy(
            update={
                "roller": tuple(dict.fromkeys((*a.roller, *b.roller))),
                "parti": a.parti or b.parti,
                "belagg": _places(a.belagg, b.belagg),
            }
        ),
    )


def join_bilagor(found: Iterable[Bilaga]) -> tuple[Bilaga, ...]:
    """Attachments: one per title."""
    return one_each(
        found,
        lambda a, b: (a.titel or a.beteckning).lower() == (b.titel or b.beteckning).lower(),
        lambda a, b: a.model_copy(update={"belagg": _places(a.belagg, b.belagg)}),
    )


def alike(a: str, b: str, share: float) -> bool:
    """True when the texts have at least ``share`` of their words in common (Jaccard)."""
    first, second = set(_WORD.findall(a.lower())), set(_WORD.findall(b.lower()))
    return len(first & second) >= share * len(first | second) > 0


def _missing_names(a: str, b: str) -> set[str]:
    """The capitalised words inside ``a`` and its numbers that ``b`` lacks."""
    return {m[0].lower() for m in _NAME.finditer(a)} - {word.lower() for word in _WORD.findall(b)}


def _within(a: str, b: str) -> bool:
    """True when one text says all that the other says, and some words more."""
    first, second = _WORD.findall(a.lower()), _WORD.findall(b.lower())
    short, long = sorted((first, second), key=len)
    return len(short) >= _FEWEST and " ".join(short) in " ".join(long)


def _chain(bodies: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(bodies), key=rank))


def _places(a: tuple[Evidence, ...], b: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*a, *b)))
