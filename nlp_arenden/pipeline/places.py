"""Where each sentence stands: in which section of which document, and who speaks there.

Reads: delar, avsnitt. Writes: meningar, and the sentence starts of the Doc.
"""

from collections.abc import Callable

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import MENINGAR, PARTS, SECTIONS, Place
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

# Kinds of section in which the text after the heading is about something else than the ärende itself.
APART = frozenset({"expediering", "underlag", "overklagande", "procedur", "uttalande", "reservation", "yrkande"})


def make_places() -> Callable[[Doc], Doc]:
    """The component that writes the layer ``meningar``: one entry per sentence, headings left out."""

    def component(doc: Doc) -> Doc:
        text = doc.text
        parts = [part for _, part in PARTS.read(doc)]
        found: list[tuple[TextSpan, Place]] = []
        for span, section in SECTIONS.read(doc):
            part = parts[section.part]
            place = Place(section.kind, section.organ, part.typ, part.talare, part.roll)
            start = max(span.start, section.body)
            body = text[start : span.end]
            found += [(sentence.shifted(start), place) for sentence in find_sentences(body)]
        MENINGAR.write(doc, found)
        for mark in doc.spans[MENINGAR.key]:
            mark[0].is_sent_start = True
        return doc

    return component
