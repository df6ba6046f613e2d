"""Where each sentence stands: in which section of which document, and who speaks there.

Reads: delar, avsnitt. Writes: meningar, and the sentence starts of the Doc.
"""

from collections.abc import Callable, Iterator

import numpy as np
from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import MENINGAR, PARTS, SECTIONS, Place, text_of
from nlp_arenden.pipeline.structure.glued import without_heading
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

# Kinds of section in which the text after the heading is about something else than the ärende itself.
APART = frozenset({"expediering", "underlag", "overklagande", "procedur", "uttalande", "reservation", "yrkande"})


def make_places() -> Callable[[Doc], Doc]:
    """The component that writes the layer ``meningar``: one entry per sentence, headings left out."""

    def component(doc: Doc) -> Doc:
        text = text_of(doc)
        parts = [part for _, part in PARTS.read(doc)]
        found: list[tuple[TextSpan, Place]] = []
        for span, section in SECTIONS.read(doc):
            part = parts[section.part]
            place = Place(section.kind, section.organ, part.typ, part.talare, part.roll)
            start = max(span.start, section.body)
            body = text[start : span.end]
            found += [(sentence.shifted(start), place) for sentence in _sentences(body)]
        MENINGAR.write(doc, found)
        return _with_starts(doc)

    return component


def _sentences(body: str) -> Iterator[TextSpan]:
    """The sentences of a section's body; a heading in one line with the sentence after it is left out."""
    end = 0
    for span in find_sentences(body):
        opens = end == 0 or BLOCK_END in body[end : span.start]
        yield without_heading(span, body) if opens else span
        end = span.end


def _with_starts(doc: Doc) -> Doc:
    """Marks sentence starts in one go: setting them token by token takes time by the square of the length."""
    starts = np.full(len(doc), -1, dtype=np.int64)
    starts[[mark.start for mark in doc.spans[MENINGAR.key]]] = 1
    starts[:1] = 1
    return doc.from_array(["SENT_START"], starts.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
