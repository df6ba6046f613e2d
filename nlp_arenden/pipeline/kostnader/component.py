"""Statements about money: what the ärende costs, saves, brings in or leaves open, and who says so.

Reads: meningar, uppgifter, forslag. Writes: kostnader.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import (
    ANSWER_ROLE,
    FORSLAG,
    KOSTNADER,
    MENINGAR,
    METADATA,
    OWN_ROLES,
    ForslagMark,
    KostnadMark,
    Place,
    text_of,
)
from nlp_arenden.pipeline.kostnader.judge import Features, Judge, features_of
from nlp_arenden.pipeline.kostnader.speakers import Speakers
from nlp_arenden.pipeline.kostnader.statements import CostReader, may_be_about_money
from nlp_arenden.pipeline.kostnader.tables import Tables
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.places import APART
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.spans import TextSpan

_HEARD = OWN_ROLES | {ANSWER_ROLE}
_DECIDING = frozenset({"beslut", "forslag"})
# In these types most sums are about the body's whole economy; only what is decided there is a cost.
_ABOUT_ECONOMY = frozenset(
    {"budget", "arsredovisning", "delarsrapport", "manadsrapport", "tertialrapport", "verksamhetsplan"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may tell what the ärende costs, with what the rules read in it."""

    span: TextSpan
    sentence: str
    before: str
    place: Place
    item: ForslagMark | None
    speaker: str | None
    marks: tuple[KostnadMark, ...]

    @property
    def features(self) -> Features:
        """What the judge sees."""
        return features_of(self.sentence, self.before, self.place, self.item.art if self.item else None, self.marks)


def make_kostnader(rules: Rulebook, judge: Judge | None = None) -> Callable[[Doc], Doc]:
    """The component that writes the layer ``kostnader``.

    Args:
        rules: the rule file ``kostnader``.
        judge: decides which sentences count; without one, those in which the rules find something.
    """
    reader = CostReader(rules)

    def component(doc: Doc) -> Doc:
        found: list[tuple[TextSpan, KostnadMark]] = []
        for candidate in candidates(doc, rules, reader):
            marks = _judged(candidate, judge, reader) if judge else candidate.marks
            found += ((candidate.span, replace(mark, talare=candidate.speaker)) for mark in marks)
        KOSTNADER.write(doc, found)
        return doc

    return component


def candidates(doc: Doc, rules: Rulebook, reader: CostReader) -> Iterator[Candidate]:
    """The sentences of a Doc that may tell what the ärende costs, in order."""
    text = text_of(doc)
    facts = {mark.kind: mark.value for _, mark in METADATA.read(doc)}
    items, tables, speakers = _Items(FORSLAG.read(doc)), Tables(rules), Speakers(rules)
    only_items = facts.get("dokumenttyp") in _ABOUT_ECONOMY
    speakers.clear(facts.get("avsandare"))
    end, before = 0, ""
    for span, place in MENINGAR.read(doc):
        sentence = span.of(text)
        item = items.at(span)
        speaker = speakers.of(sentence, place, item, BLOCK_END in text[end : span.start])
        row = tables.see(sentence, place)
        last, before, end = before, sentence, span.end
        if place.roll not in _HEARD or (only_items and item is None):
            continue
        if place.roll == ANSWER_ROLE and place.kind in _DECIDING:
            continue  # what a body decided in its own matters, or about its answer
        marks: tuple[KostnadMark, ...] = ()
        if row is not None:
            marks = tuple(row)
        elif "\t" in sentence or not may_be_about_money(sentence):
            continue
        elif place.kind not in APART | {"utfall"}:
            marks = tuple(reader.read(sentence, place, _mode(item)))
        elif item is not None and item.art == "yrkande":
            marks = tuple(mark for mark in reader.read(sentence, place, "foreslagen") if mark.belopp_sek)
        else:
            continue
        yield Candidate(span, sentence, last, place, item, speaker, marks)


def _judged(candidate: Candidate, judge: Judge, reader: CostReader) -> Sequence[KostnadMark]:
    """What the rules read, or what is there without their forms, if the judge takes the sentence for a cost."""
    features = candidate.features
    if not judge.counts(features, candidate.marks):
        return ()
    return candidate.marks or tuple(reader.told(candidate.sentence, judge.klass(features), _mode(candidate.item)))


def _mode(item: ForslagMark | None) -> str | None:
    """How sure a cost is that stands in a proposal or a decision; None for ordinary text."""
    if item is None:
        return None
    if item.villkorad:
        return "villkorad"
    return "faktisk" if item.art == "beslut" else "foreslagen"


class _Items:
    """The proposals of a document, to be asked in text order."""

    def __init__(self, marks: Sequence[tuple[TextSpan, ForslagMark]]) -> None:
        self._marks = marks
        self._next = 0

    def at(self, sentence: TextSpan) -> ForslagMark | None:
        """The first proposal that shares text with the sentence."""
        while self._next < len(self._marks) and self._marks[self._next][0].end <= sentence.start:
            self._next += 1
        if self._next < len(self._marks) and self._marks[self._next][0].overlaps(sentence):
            return self._marks[self._next][1]
        return None
