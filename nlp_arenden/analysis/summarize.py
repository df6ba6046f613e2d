"""The extractive summary: sentences of the text, ordered by what they are for.

First what is proposed, then what it means, what it costs, and who was heard. Every sentence stands in the source;
a proposal that its lead-in introduces is told as "lead-in: item", with the places of both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp_arenden.domain.card import Mening
from nlp_arenden.domain.handling import Handling
from nlp_arenden.pipeline.annotations import FORSLAG, INSTANSER, KOSTNADER, MENINGAR, ForslagMark, KostnadMark, Place
from nlp_arenden.pipeline.bridge import evidence
from nlp_arenden.text.spans import TextSpan

# A sentence that begins so leans on the one before it and must not stand alone.
_DANGLING = re.compile(
    r"^(?:Detta|Det|Den|De|Dessa|Denna|Därför|Dock|Men|Vidare|Också|Även|Han|Hon|Sådana?|Dessutom|Däremot|Därmed|Därutöver"
    r"|Samtidigt|Likaså|Vid detta|Här|Då|Där|Detsamma|Ovanstående|Enligt detta|Att|Som|Så|Exempelvis|Till exempel|Däri|Dels)\b"
)
_MEANING = re.compile(
    r"\b(?:innebär|syft\w+|genom\s|för att|föreslå\w*|ska\b|avser|omfattar|bakgrund\w*|behov\w*|mål\w*|möjlig\w*|ger\b|får\b)"
)
_WORD = re.compile(r"\w{4,}")
_LENGTH = range(6, 46)  # words of a sentence that is told
_OWN = frozenset({"yttre", "underlag"})
_KINDS = {"sammanfattning": 3.0, "bakgrund": 1.5, "bedomning": 1.5, "huvud": 0.5, "beslut": 0.0, "konsekvens": 0.0}
# What a reader must know of the costs, most telling first.
_COST_ORDER = (
    "kostnad_med_belopp", "investering", "borgen", "kostnad_utan_belopp", "ofinansierad", "inget_kostnadsatagande",
    "okand", "ingen_kostnad", "inom_ram", "besparing", "avgift", "extern_finansiering", "intakt",
)  # fmt: skip
_STANCES = ("avstyrker", "avstyrker_delvis", "tillstyrker_med_synpunkter", "tillstyrker", "ingen_erinran")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of a handling, and where it stands among all sentences."""

    handling: Handling
    text: str
    span: TextSpan
    place: Place
    order: int


def summarize(read: Sequence[tuple[Handling, Doc]], title: str | None, sentences: int) -> tuple[Mening, ...]:
    """At most ``sentences`` sentences that say what is proposed, what it means, what it costs, who was heard.

    Args:
        read: the handlingar with their Docs, the leading one first.
        title: the title of the ärende; its words mark what a sentence is about.
        sentences: the most sentences; fewer when the text gives no more.
    """
    told: list[Mening] = []
    proposals = list(_proposals(read))
    told += proposals[: max(1, sentences - 3)] if sentences > 3 else proposals[:1]
    costs, heard = list(_costs(read)), list(_heard(read))
    room = sentences - len(told) - bool(costs) - bool(heard)
    told += _meaning(read, title, max(room, 0), told)
    told += _new(costs, told)[: max(1, sentences - len(told) - bool(heard))]
    told += _new(heard, told)
    return tuple(told[:sentences])


def _proposals(read: Sequence[tuple[Handling, Doc]]) -> Iterator[Mening]:
    """Main proposals or decisions; formal ones last."""
    marks = [(handling, doc, span, mark) for handling, doc in read for span, mark in FORSLAG.read(doc)]
    main = [row for row in marks if row[3].art in ("forslag", "beslut")] or marks
    seen: list[str] = []
    for handling, _, span, mark in sorted(main, key=lambda row: _formal(row[3])):
        item = _read(handling, span)
        if item.lower()[:60] not in seen:
            seen.append(item.lower()[:60])
            yield _led(handling, span, mark)


def _formal(mark: ForslagMark) -> bool:
    return mark.akt in ("omedelbar_justering", "notera", "lagga_till_handlingarna", "overlamna", "annat")


def _led(handling: Handling, span: TextSpan, mark: ForslagMark) -> Mening:
    item = _read(handling, span)
    if mark.inledning is None:
        return Mening(text=item, belagg=(evidence(handling, span),))
    lead = TextSpan(*mark.inledning)
    intro = _read(handling, lead).rstrip(" .:")
    if re.search(r"\batt$", intro) and item.startswith("att "):
        item = item.removeprefix("att ")
    glue = " " if re.search(r"\batt$|\bbesluta$|\bföreslå\s\w+$", intro) and item[:1].islower() else ": "
    return Mening(text=f"{intro}{glue}{item}", belagg=(evidence(handling, lead), evidence(handling, span)))


def _costs(read: Sequence[tuple[Handling, Doc]]) -> Iterator[Mening]:
    rows = [(handling, doc, span, mark) for handling, doc in read for span, mark in KOSTNADER.read(doc)]
    rows = [row for row in rows if _fits(_read(row[0], row[2]))]
    for handling, _, span, _mark in sorted(rows, key=lambda row: _cost_order(row[3])):
        yield Mening(text=_read(handling, span), belagg=(evidence(handling, span),))


def _cost_order(mark: KostnadMark) -> tuple[bool, int]:
    return mark.modalitet == "foreslagen", _COST_ORDER.index(mark.klass)


def _heard(read: Sequence[tuple[Handling, Doc]]) -> Iterator[Mening]:
    """Who is against, else who was heard: whole sentences that name a body with its stance or role."""
    rows = []
    for handling, doc in read:
        sentences = [span for span, _ in MENINGAR.read(doc)]
        for span, mark in INSTANSER.read(doc):
            whole = next((sentence for sentence in sentences if sentence.covers(span)), None)
            text = _read(handling, whole) if whole else ""
            if whole and _fits(text) and not _DANGLING.match(text):
                stance = _STANCES.index(mark.hallning) if mark.hallning in _STANCES else len(_STANCES)
                rows.append((stance, not mark.roll, handling, whole, text))
    for _, _, handling, whole, text in sorted(rows, key=lambda row: row[:2]):
        yield Mening(text=text, belagg=(evidence(handling, whole),))


def _meaning(read: Sequence[tuple[Handling, Doc]], title: str | None, wanted: int, told: list[Mening]) -> list[Mening]:
    """The sentences that best say what the matter is about, in text order."""
    candidates = [
        _Candidate(handling, text, span, place, order)
        for handling, doc in read
        for order, (span, place) in enumerate(MENINGAR.read(doc))
        if place.roll in _OWN and place.kind in _KINDS and _stands_alone(text := _read(handling, span))
    ]
    about = {word.lower() for word in _WORD.findall(" ".join([title or "", *(mening.text for mening in told)]))}
    ranked = sorted(candidates, key=lambda c: (-_weight(c, about), c.handling.id, c.order))
    chosen: list[_Candidate] = []
    for candidate in ranked:
        if len(chosen) < wanted and not _repeats(candidate.text, [*(m.text for m in told), *(c.text for c in chosen)]):
            chosen.append(candidate)
    chosen.sort(key=lambda c: (c.handling.id, c.order))
    return [Mening(text=c.text, belagg=(evidence(c.handling, c.span),)) for c in chosen]


def _weight(candidate: _Candidate, about: set[str]) -> float:
    words = [word.lower() for word in _WORD.findall(candidate.text)]
    shared = len(about & set(words)) / (len(set(words)) ** 0.5 + 1)
    position = 1 / (1 + candidate.order / 15)
    return _KINDS[candidate.place.kind] + 2 * shared + position + bool(_MEANING.search(candidate.text))


def _stands_alone(text: str) -> bool:
    return _fits(text) and text[0].isupper() and text[-1] in ".!" and not _DANGLING.match(text)


def _fits(text: str) -> bool:
    return len(text.split()) in _LENGTH and "\t" not in text


def _repeats(text: str, others: Sequence[str]) -> bool:
    words = set(_WORD.findall(text.lower()))
    return any(len(words & set(_WORD.findall(other.lower()))) > 0.7 * len(words) for other in others)


def _new(candidates: Sequence[Mening], told: Sequence[Mening]) -> list[Mening]:
    """The candidates that say something not told yet, each once."""
    kept: list[Mening] = []
    for mening in candidates:
        if not _repeats(mening.text, [m.text for m in (*told, *kept)]):
            kept.append(mening)
    return kept


def _read(handling: Handling, span: TextSpan) -> str:
    return " ".join(span.of(handling.clean.text).split())


