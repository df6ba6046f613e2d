"""Statements about money: what the ärende costs, saves, brings in or leaves open, and who says so.

Reads: meningar, uppgifter, forslag. Writes: kostnader.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import (
    FORSLAG,
    KOSTNADER,
    MENINGAR,
    METADATA,
    ForslagMark,
    KostnadMark,
    text_of,
)
from nlp_arenden.pipeline.kostnader.speakers import Speakers
from nlp_arenden.pipeline.kostnader.statements import CostReader, may_be_about_money
from nlp_arenden.pipeline.kostnader.tables import Tables
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.places import APART
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.spans import TextSpan

_HEARD = frozenset({"yttre", "underlag", "remissvar"})
_ANSWER, _DECIDED = "remissvar", frozenset({"beslut", "forslag"})
# In these types most sums are about the body's whole economy; only what is decided there is a cost.
_ABOUT_ECONOMY = frozenset(
    {"budget", "arsredovisning", "delarsrapport", "manadsrapport", "tertialrapport", "verksamhetsplan"}
)


def make_kostnader(rules: Rulebook) -> Callable[[Doc], Doc]:
    """The component that writes the layer ``kostnader``."""
    reader, tables, speakers = CostReader(rules), Tables(rules), Speakers(rules)

    def component(doc: Doc) -> Doc:
        text = text_of(doc)
        facts = {mark.kind: mark.value for _, mark in METADATA.read(doc)}
        items = _Items(FORSLAG.read(doc))
        only_items = facts.get("dokumenttyp") in _ABOUT_ECONOMY
        tables.clear()
        speakers.clear(facts.get("avsandare"))
        found: list[tuple[TextSpan, KostnadMark]] = []
        end = 0
        for span, place in MENINGAR.read(doc):
            sentence = span.of(text)
            item = items.at(span)
            speaker = speakers.of(sentence, place, item, BLOCK_END in text[end : span.start])
            end = span.end
            row = tables.see(sentence, place)
            if place.roll not in _HEARD or (only_items and item is None):
                continue
            if place.roll == _ANSWER and place.kind in _DECIDED:
                continue  # what a body decided in its own matters, or about its answer
            if row is not None:
                found += ((span, replace(mark, talare=speaker)) for mark in row)
            elif "\t" in sentence or not may_be_about_money(sentence):
                continue
            elif place.kind not in APART | {"utfall"}:
                marks = reader.read(sentence, place, _mode(item))
                found += ((span, replace(mark, talare=speaker)) for mark in marks)
            elif item is not None and item.art == "yrkande":
                marks = reader.read(sentence, place, "foreslagen")
                found += ((span, replace(mark, talare=speaker)) for mark in marks if mark.belopp_sek)
        KOSTNADER.write(doc, found)
        return doc

    return component


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
