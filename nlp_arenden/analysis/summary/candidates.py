"""The sentences that a summary can tell, and what there is to see of each."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, log10, sqrt

from spacy.tokens import Doc

from nlp_arenden.analysis.summary.decided import is_main
from nlp_arenden.analysis.summary.prose import about_procedure, about_somebody_unnamed, cues, is_prose, stands_alone
from nlp_arenden.analysis.summary.telling import Read, reading
from nlp_arenden.domain.handling import Handling
from nlp_arenden.pipeline.annotations import (
    FORSLAG,
    FRISTER,
    INSTANSER,
    KOSTNADER,
    MENINGAR,
    OWN_ROLES,
    ForslagMark,
    InstansMark,
    KostnadMark,
    Place,
    text_of,
)
from nlp_arenden.text.spans import TextSpan

_WORD = re.compile(r"[a-zåäöéü]{4,}")
_STEM = 6  # letters
_FIRST = 5  # sentences among which a text says what it is about
AGAINST = "emot"
KINDS = ("ovrigt", "frist", "kostnad", "instans", AGAINST)  # what a sentence tells, in the order of a summary
_HEARD = ("instans", AGAINST)  # what may be told from enclosed papers, and though it says how a meeting went
_AGAINST = re.compile(r"\b(?:reserv|yrka(?:r|de)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence: which of ``KINDS`` it tells, the stems of its words, and its ``facts`` by name (0 when not there)."""

    handling: Handling
    span: TextSpan
    text: str
    kind: str
    stems: frozenset[str]
    facts: dict[str, float]


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()))


def candidates(read: Sequence[Read], title: str | None, told: Sequence[str]) -> list[Candidate]:
    """The sentences that can be read alone and are no item of what is decided, in text order.

    Args:
        read: the handlingar with their Docs.
        title: the title of the ärende.
        told: what the summary says already.
    """
    about, said = stems(title or ""), stems(" ".join(told))
    return [candidate for handling, doc in read for candidate in _of_one(handling, doc, about, said)]


def _of_one(handling: Handling, doc: Doc, about: frozenset[str], said: frozenset[str]) -> Iterator[Candidate]:
    sentences = MENINGAR.read(doc)
    marks = _Marks(doc, sentences)
    words = [stems(span.of(handling.clean.text)) for span, _ in sentences]
    own = [w for w, (_, place) in zip(words, sentences, strict=True) if place.roll in OWN_ROLES]
    common = Counter(word for sentence in own for word in sentence)
    nth, before = 0, None
    for order, ((span, place), stem) in enumerate(zip(sentences, words, strict=True)):
        nth, before = (nth + 1 if place == before else 0), place
        text = reading(handling, span)
        kind = marks.kind(order, place)
        heard = kind in _HEARD
        outside = place.roll not in OWN_ROLES or about_procedure(text)
        in_table = "\t" in span.of(handling.clean.text)  # told by ``answers.py``, if at all
        if order in marks.decided or in_table or (outside and not heard) or not (stands_alone(text) and is_prose(text)):
            continue
        size = sqrt(len(stem) + 1)
        facts = {
            f"avsnitt={place.kind}": 1.0,
            f"roll={place.roll}": 1.0,
            "egen": float(place.roll in OWN_ROLES),
            "nara_rubrik": 1 / (1 + nth),
            "lage": order / (len(sentences) + 1),
            "tidigt": 1 / (1 + order / _FIRST),
            "langd": log(len(text.split())) / 4,
            "titelord": len(stem & about) / size,
            "redan_sagt": len(stem & said) / size,
            "vanliga_ord": sum(log(1 + common[word]) for word in stem) / (len(stem) + 3) / 4,
            "namnlos": float(about_somebody_unnamed(text)),
            **{f"ord={name}": 1.0 for name in cues(text)},
            **marks.facts(order),
        }
        yield Candidate(handling, span, text, kind, stem, facts)


class _Marks:
    """What the components found in each sentence, by the sentence's order."""

    def __init__(self, doc: Doc, sentences: Sequence[tuple[TextSpan, Place]]) -> None:
        starts = [span.start for span, _ in sentences]
        self.costs: dict[int, list[KostnadMark]] = {}
        self.bodies: dict[int, list[InstansMark]] = {}
        self.moved: dict[int, list[ForslagMark]] = {}
        self.decided: set[int] = set()
        self.text = [span.of(text_of(doc)) for span, _ in sentences]
        for span, cost in KOSTNADER.read(doc):
            self.costs.setdefault(_at(starts, span.start), []).append(cost)
        for span, body in INSTANSER.read(doc):
            self.bodies.setdefault(_at(starts, span.start), []).append(body)
        for span, item in FORSLAG.read(doc):
            if is_main(item):
                self.decided.update(range(_at(starts, span.start), _at(starts, span.end - 1) + 1))
            else:
                self.moved.setdefault(_at(starts, span.start), []).append(item)
        self.deadlines = {_at(starts, span.start) for span, _ in FRISTER.read(doc)}
        self.largest = max((_amount(cost) for found in self.costs.values() for cost in found), default=0.0)

    def facts(self, order: int) -> dict[str, float]:
        costs, bodies = self.costs.get(order, []), self.bodies.get(order, [])
        found = {f"art={item.art}": 1.0 for item in self.moved.get(order, [])}
        for cost in costs:
            found |= {f"klass={cost.klass}": 1.0, f"modalitet={cost.modalitet}": 1.0, f"medel={cost.finansiering}": 1.0}
        if costs:
            amount = max(_amount(cost) for cost in costs)
            found |= {"belopp": log10(1 + amount) / 10, "storst": float(0 < amount == self.largest)}
            found |= {"kostnad": 1.0, "fa_kostnader": 1 / sum(map(len, self.costs.values()))}
        for body in bodies:
            found |= {f"hallning={body.hallning}": 1.0, f"instans={body.roll}": 1.0}
        if bodies:
            found["fa_instanser"] = 1 / sum(map(len, self.bodies.values()))
        return found | ({"frist": 1.0} if order in self.deadlines else {})

    def kind(self, order: int, place: Place) -> str:
        if self.moved.get(order) or (place.roll in OWN_ROLES and _AGAINST.search(self.text[order])):
            return AGAINST
        if any(body.hallning for body in self.bodies.get(order, [])):
            return "instans"
        return "kostnad" if order in self.costs else "frist" if order in self.deadlines else "ovrigt"


def _at(starts: Sequence[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)


def _amount(cost: KostnadMark) -> float:
    return float(cost.belopp_max_sek or cost.belopp_sek or 0)
