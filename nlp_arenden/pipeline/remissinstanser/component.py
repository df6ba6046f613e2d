"""Consulted bodies: who was asked or heard, in which role, and what they think.

Reads: delar, avsnitt, meningar, uppgifter. Writes: remissinstanser (mentions, joined in analysis).
"""

from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import ANSWER_ROLE, INSTANSER, MENINGAR, METADATA, OWN_ROLES, Place, text_of
from nlp_arenden.pipeline.remissinstanser.addressees import by_address, by_heading
from nlp_arenden.pipeline.remissinstanser.asked import Asked
from nlp_arenden.pipeline.remissinstanser.bodies import BodyFinder
from nlp_arenden.pipeline.remissinstanser.reader import Found, Reader
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.places import APART
from nlp_arenden.text.cleaning import BLOCK_END

_APART = APART - {"procedur"}  # minutes without headings put the whole ärende after "Beslutande"


def make_remissinstanser(rules: Rulebook, known: Sequence[Mapping[str, str]] = ()) -> Callable[[Doc], Doc]:
    """The component that writes the layer ``remissinstanser``.

    Args:
        rules: the rule file ``instanser``.
        known: rows with ``namn`` and ``typ`` of bodies known by name.
    """
    finder = BodyFinder(rules, known)

    def component(doc: Doc) -> Doc:
        text = text_of(doc)
        asked = Asked()
        asked.learn_companies(text, finder)
        reader = Reader(rules, finder, _own_municipality(doc), asked)
        found: list[Found] = []
        at = 0
        for span, place in MENINGAR.read(doc):
            sentence = span.of(text)
            if not _ours(place):
                continue
            if "\t" in sentence and (row := reader.row(span, sentence)):
                found.append(row)
                continue
            if place.kind in _APART:
                continue
            found += reader.read(span, sentence, place, BLOCK_END in text[at : span.start])
            at = span.end
        found += reader.close()
        found += by_heading(doc, finder)
        found += by_address(doc, rules, finder)
        INSTANSER.write(doc, found)
        return doc

    return component


def _ours(place: Place) -> bool:
    """True for the handling's own words and for answers; a motion or bilaga has no Beredning of its own."""
    if place.typ == "interpellation" and place.roll in OWN_ROLES:
        return False  # asks, and tells at most what others have answered before
    return (
        place.roll in OWN_ROLES or place.roll == ANSWER_ROLE or (place.roll == "bilaga" and place.kind == "beredning")
    )


def _own_municipality(doc: Doc) -> frozenset[str]:
    return frozenset(mark.value.lower() for _, mark in METADATA.read(doc) if mark.kind == "kommun")
