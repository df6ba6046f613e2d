"""The extractive summary: sentences of the text, ordered by what they are for.

First what is proposed, then what it means, what it costs, and who was heard. Every sentence stands in the source;
a proposal that its lead-in introduces is told as "lead-in: item", with the places of both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from spacy.tokens import Doc

from nlp_arenden.analysis.prose import (
    about_procedure,
    about_somebody_unnamed,
    is_prose,
    stands_alone,
    telling,
    unnumbered,
)
from nlp_arenden.domain.card import Mening
from nlp_arenden.domain.handling import Handling
from nlp_arenden.pipeline.annotations import (
    FORSLAG,
    INSTANSER,
    KOSTNADER,
    MENINGAR,
    METADATA,
    OWN_ROLES,
    SECTIONS,
    ForslagMark,
    KostnadMark,
    Place,
)
from nlp_arenden.pipeline.bridge import evidence
from nlp_arenden.pipeline.forslag.component import PARAGRAPH
from nlp_arenden.text.spans import TextSpan

Read = tuple[Handling, Doc]

_FULFILLED = re.compile(r"\b(?:fullgjor|slutför)")
_WORD = re.compile(r"\w{4,}")
_KINDS = {"sammanfattning": 3.0, "bakgrund": 1.5, "bedomning": 1.5, "huvud": 0.5, "beslut": 0.0, "konsekvens": 0.0}
_FORMAL = frozenset({"omedelbar_justering", "notera", "lagga_till_handlingarna", "overlamna"})
# What a reader must know of the costs, most telling first; within the first group the largest sum.
_SUMS = frozenset({"kostnad_med_belopp", "investering", "borgen"})
_COST_ORDER = (
    "ofinansierad", "intakt", "kostnad_utan_belopp", "inget_kostnadsatagande", "okand", "inom_ram", "ingen_kostnad",
    "besparing", "extern_finansiering", "avgift", "kostnad_med_belopp", "investering", "borgen",
)  # fmt: skip
_BY_THE_WAY = frozenset({"foreslagen", "utfall", "tidigare_beslutad"})
_STANCES = ("avstyrker", "avstyrker_delvis", "tillstyrker_med_synpunkter", "tillstyrker", "ingen_erinran")
_LONGEST_MORE = 45  # words of a proposal told beside the first
_NEAR = 25  # code points from the beginning within which a sentence names what it is about
_AGAINST = 2  # the first stances


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of a handling; ``nth`` is its place in its section, ``order`` its place among all sentences."""

    handling: Handling
    text: str
    span: TextSpan
    place: Place
    nth: int
    order: int


def summarize(read: Sequence[Read], title: str | None, sentences: int) -> tuple[Mening, ...]:
    """At most ``sentences`` sentences that say what is proposed, what it means, what it costs, who was heard.

    Minutes that hold several ärenden are told as the first decision of each.

    Args:
        read: the handlingar with their Docs, the leading one first.
        title: the title of the ärende; its words mark what a sentence is about.
        sentences: the most sentences; fewer when the text gives no more.
    """
    if several := _of_minutes(read):
        return tuple(several[:sentences])
    proposals = _new(_proposals(read), [])
    proposed = proposals[:1]
    costs = _new(_costs(read), proposed)[:1] if sentences > 1 else []
    heard = _new(_heard(read), [*proposed, *costs])[:1] if sentences > 2 else []
    room = sentences - len(proposed) - len(costs) - len(heard)
    meaning = _meaning(
        read, title, room if len(proposals) < 2 else min(room, max(1, room - 1)), [*proposed, *costs, *heard]
    )
    more = [mening for mening in _new(proposals[1:], [*costs, *meaning]) if len(mening.text.split()) <= _LONGEST_MORE]
    proposed = proposals[:1] + more[: max(0, room - len(meaning))]
    told = [*proposed, *meaning, *_new(costs, meaning), *_new(heard, meaning)]
    return tuple(told[:sentences]) or _beginning(read, sentences)


def _of_minutes(read: Sequence[Read]) -> list[Mening]:
    """The first item of each ärende, for minutes that hold more than one; otherwise nothing."""
    told: list[Mening] = []
    for handling, doc in read[:1]:
        starts = [span.start for span, section in SECTIONS.read(doc) if PARAGRAPH.match(section.heading)]
        marks = sorted(FORSLAG.read(doc), key=lambda row: _formal(_read(handling, row[0]), row[1]))
        for start, end in pairwise([*starts, len(doc.text)]):
            first = next((row for row in marks if start <= row[0].start < end and _main(row[1])), None)
            told += [_led(handling, doc, *first)] if first else []
    return told if len(told) > 1 else []


def _proposals(read: Sequence[Read]) -> Iterator[Mening]:
    """Main proposals or decisions; formal ones only where there is no other. Later items do without the lead-in."""
    marks = [(handling, doc, span, mark) for handling, doc in read for span, mark in FORSLAG.read(doc)]
    rows = [row for row in marks if _main(row[3])] or marks
    rows = [row for row in rows if not _formal(_read(row[0], row[2]), row[3])] or rows
    for i, (handling, doc, span, mark) in enumerate(rows):
        item = _read(handling, unnumbered(handling.clean.text, span))
        told = i and item[:1].isupper()
        yield _told(handling, span) if told else _led(handling, doc, span, mark)


def _main(mark: ForslagMark) -> bool:
    return mark.art in ("forslag", "beslut")


def _formal(item: str, mark: ForslagMark) -> bool:
    return mark.akt in _FORMAL or _FULFILLED.search(item) is not None


def _led(handling: Handling, doc: Doc, span: TextSpan, mark: ForslagMark) -> Mening:
    """An item with what leads it in, from the beginning of that sentence."""
    if mark.inledning is None:
        return _told(handling, span)
    span = unnumbered(handling.clean.text, span)
    item = _read(handling, span)
    lead = TextSpan(*mark.inledning)
    if lead.of(handling.clean.text)[:1].islower():
        sentence = next((s for s, _ in MENINGAR.read(doc) if s.start <= lead.start < s.end), lead)
        lead = TextSpan(sentence.start, lead.end)
    intro = _read(handling, lead).rstrip(" .:")
    ends_in_att = intro.endswith(" att")
    if ends_in_att:
        item = item.removeprefix("att ")
    flows = item[:1].islower() and (
        ends_in_att or item.startswith("att ") or re.search(r"\b(?:besluta|föreslå \w+)$", intro)
    )
    return Mening(
        text=f"{intro}{' ' if flows else ': '}{item}", belagg=(evidence(handling, lead), evidence(handling, span))
    )


def _costs(read: Sequence[Read]) -> Iterator[Mening]:
    """Statements about money that can be read alone, the one that carries the main sum first."""
    rows = []
    for handling, doc in read:
        places = MENINGAR.read(doc)
        for span, mark in KOSTNADER.read(doc):
            span = unnumbered(handling.clean.text, span)
            text = _read(handling, span)
            home = next((place for sentence, place in places if sentence.start <= span.start < sentence.end), None)
            if stands_alone(text) and is_prose(text) and not about_procedure(text):
                outside, elsewhere = home is None or home.roll not in OWN_ROLES, home is None or home.kind != "ekonomi"
                rows.append((outside, *_cost_order(mark), elsewhere, handling, span))
    for *_, handling, span in sorted(rows, key=lambda row: row[:5]):
        yield _told(handling, span)


def _cost_order(mark: KostnadMark) -> tuple[bool, int, Decimal]:
    amount = Decimal(mark.belopp_max_sek or mark.belopp_sek or 0)
    tier = -1 if mark.klass in _SUMS and amount else _COST_ORDER.index(mark.klass)
    return mark.modalitet in _BY_THE_WAY, tier, -amount


def _heard(read: Sequence[Read]) -> Iterator[Mening]:
    """Who is against, else who was heard: whole sentences that name a body with its stance or role."""
    rows = []
    for handling, doc in read:
        sentences = MENINGAR.read(doc)
        for span, mark in INSTANSER.read(doc):
            whole = next((row for row in sentences if row[0].covers(span)), None)
            text = _read(handling, whole[0]) if whole else ""
            if whole is None or whole[1].roll not in OWN_ROLES or not (stands_alone(text) and is_prose(text)):
                continue
            if (mark.hallning in _STANCES or mark.roll) and not about_somebody_unnamed(text):
                stance = _STANCES.index(mark.hallning) if mark.hallning in _STANCES else len(_STANCES)
                about = mark.namn.lower() in text.lower()[: len(mark.namn) + _NEAR]
                rows.append((max(stance - _AGAINST, -1), not about, stance, not mark.roll, handling, whole[0]))
        for span, item in FORSLAG.read(doc):
            if item.art == "reservation" and is_prose(_read(handling, span)):
                rows.append((-1, True, 0, True, handling, span))
    for *_, handling, span in sorted(rows, key=lambda row: row[:4]):
        yield _told(handling, span)


def _meaning(read: Sequence[Read], title: str | None, wanted: int, told: list[Mening]) -> list[Mening]:
    """The sentences that best say what the matter is about, in text order."""
    about = {word.lower() for word in _WORD.findall(" ".join([title or "", *(mening.text for mening in told)]))}
    ranked = sorted(_candidates(read), key=lambda c: (-_weight(c, about), c.handling.id, c.order))
    chosen: list[_Candidate] = []
    for candidate in ranked:
        if len(chosen) < wanted and not _repeats(candidate.text, [*(m.text for m in told), *(c.text for c in chosen)]):
            chosen.append(candidate)
    chosen.sort(key=lambda c: (c.handling.id, c.order))
    return [_told(c.handling, c.span) for c in chosen]


def _candidates(read: Sequence[Read]) -> Iterator[_Candidate]:
    for handling, doc in read:
        proposed = [span for span, _ in FORSLAG.read(doc)]
        nth, before = 0, None
        for order, (span, place) in enumerate(MENINGAR.read(doc)):
            nth, before = (nth + 1 if place == before else 0), place
            if place.roll not in OWN_ROLES or place.kind not in _KINDS:
                continue
            text = _read(handling, span)
            told = any(span.start < item.end and item.start < span.end for item in proposed)
            if not told and stands_alone(text) and is_prose(text) and not about_procedure(text):
                yield _Candidate(handling, text, span, place, nth, order)


def _weight(candidate: _Candidate, about: set[str]) -> float:
    words = {word.lower() for word in _WORD.findall(candidate.text)}
    shared: float = len(about & words) / (len(words) ** 0.5 + 1)
    return _KINDS[candidate.place.kind] + 2 * shared + 1 / (1 + candidate.nth) + telling(candidate.text)


def _beginning(read: Sequence[Read], sentences: int) -> tuple[Mening, ...]:
    """The first sentences that stand alone, else the title, for a text that gives nothing better."""
    every = [(handling, span) for handling, doc in read for span, _ in MENINGAR.read(doc)]
    titles = [(handling, span) for handling, doc in read for span, mark in METADATA.read(doc) if mark.kind == "titel"]
    whole = [row for row in every if stands_alone(_read(*row))] or titles[:1] or every[:1]
    return tuple(_told(handling, span) for handling, span in whole[:sentences])


def _repeats(text: str, others: Sequence[str]) -> bool:
    words = set(_WORD.findall(text.lower()))
    return any(len(words & set(_WORD.findall(other.lower()))) > 0.7 * len(words) for other in others)


def _new(candidates: Iterator[Mening] | Sequence[Mening], told: Sequence[Mening]) -> list[Mening]:
    """The candidates that say something not told yet, each once."""
    kept: list[Mening] = []
    for mening in candidates:
        if not _repeats(mening.text, [m.text for m in (*told, *kept)]):
            kept.append(mening)
    return kept


def _told(handling: Handling, span: TextSpan) -> Mening:
    span = unnumbered(handling.clean.text, span)
    return Mening(text=_read(handling, span), belagg=(evidence(handling, span),))


def _read(handling: Handling, span: TextSpan) -> str:
    return " ".join(span.of(handling.clean.text).split())
