"""Consulted bodies that are listed or set out as headings, not told of in sentences."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import METADATA, OWN_ROLES, PARTS, SECTIONS, InstansMark, text_of
from nlp_arenden.pipeline.remissinstanser.bodies import BodyFinder, plain_name
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.grid import rows
from nlp_arenden.text.spans import TextSpan

_NUMBER = re.compile(r"^(?:\d{1,3}[.)]|[•·–-])\s+")
_LONGEST_NAME = 9  # words
Found = tuple[TextSpan, InstansMark]


def by_heading(doc: Doc, finder: BodyFinder) -> Iterator[Found]:
    """Bodies that are headings in a remissammanställning."""
    parts = PARTS.read(doc)
    for span, section in SECTIONS.read(doc):
        named = section.organ and section.heading.lower().startswith(section.organ.lower()[:6])
        if named and section.kind == "beredning" and parts[section.part][1].roll in OWN_ROLES:
            heading = TextSpan(span.start, section.body)
            for body in finder.find(heading.of(text_of(doc)))[:1]:
                mark = InstansMark(body.namn, body.typ, "remissinstans", None, "rubrik.instans")
                yield body.span.shifted(span.start), mark


def by_address(doc: Doc, rules: Rulebook, finder: BodyFinder) -> Iterator[Found]:
    """Whom a remiss asks, by its list of addressees: one name in each cell, to the first that is no name."""
    if not any(mark.kind == "dokumenttyp" and mark.value == "remiss" for _, mark in METADATA.read(doc)):
        return
    text = text_of(doc)
    for span, section in SECTIONS.read(doc):
        if not rules.first(section.heading, "krets."):
            continue
        for cell in (cell for row in rows(text, TextSpan(section.body, span.end)) for cell in row):
            name = _NUMBER.sub("", cell.text)
            if len(name.split()) > _LONGEST_NAME or name.endswith((".", ":")):
                break
            if not name[:1].isupper() or rules.first(name, "inte_krets."):
                continue
            body = next((body for body in finder.find(name) if body.span.start == 0), None)
            typ = body.typ if body and body.span.end == len(name) else "okand"
            start = cell.span.start + len(cell.text) - len(name)
            yield (
                TextSpan(start, cell.span.end),
                InstansMark(plain_name(name), typ, "remissinstans", None, "krets.rubrik"),
            )
