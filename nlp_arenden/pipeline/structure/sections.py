"""Finds the sections of a handling by their headings, after its enclosed documents have been found.

Writes: delar, avsnitt; both tile the text.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import OFFICIALS, PARTS, SECTIONS, Part, Section, text_of
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.enclosed import PartFinder, plain
from nlp_arenden.pipeline.structure.voices import VoiceFinder
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.spans import TextSpan

_LONGEST_HEADING = 80  # characters, domain 1.3
_DISSENT = frozenset({"reservation", "uttalande"})
_VOTED = frozenset({"yrkande", "procedur", *_DISSENT})
_SPACED = re.compile(r"\b(?:[A-ZÅÄÖ] ){3,}[A-ZÅÄÖ]\b")


def make_sections(headings: Rulebook, parts: Rulebook) -> Callable[[Doc], Doc]:
    """The component that writes the layers ``delar`` and ``avsnitt``."""
    reader = _Reader(headings, PartFinder(parts))
    voices = VoiceFinder(parts)

    def component(doc: Doc) -> Doc:
        text = text_of(doc)
        blocks = reader.blocks(text)
        texts = [_unspaced(span.of(text)) for span in blocks]
        found = voices.name(list(reader.finder.find(texts)), texts)
        bounds = [0, *(blocks[i].start for i, _ in found[1:]), len(text)]
        spans = [TextSpan(start, end) for start, end in pairwise(bounds)]
        PARTS.write(doc, zip(spans, (part for _, part in found), strict=True))
        SECTIONS.write(doc, reader.sections(len(text), blocks, texts, found))
        return doc

    return component


class _Reader:
    def __init__(self, headings: Rulebook, finder: PartFinder) -> None:
        self._headings = headings
        self._inner = headings.compiled("MITT")
        self._resumed = headings.compiled("ATER")
        self.finder = finder

    def blocks(self, text: str) -> list[TextSpan]:
        """The blocks of the text, cut also where a heading stands inside a run-together block."""
        spans: list[TextSpan] = []
        at = 0
        for block in text.split(BLOCK_END):
            cuts = [0, *(m.start() for m in self._inner.finditer(block)), len(block)]
            spans += (TextSpan(at + a, at + b) for a, b in pairwise(cuts) if block[a:b].strip())
            at += len(block) + 1
        return spans

    def sections(
        self, length: int, blocks: Sequence[TextSpan], texts: Sequence[str], parts: Sequence[tuple[int, Part]]
    ) -> Iterator[tuple[TextSpan, Section]]:
        """The sections of all parts; a new part begins one without heading."""
        start, part = 0, 0
        current = Section("huvud", "", None, None, 0, 0)
        for i, (span, text) in enumerate(zip(blocks, texts, strict=True)):
            begins = part + 1 < len(parts) and i == parts[part + 1][0]
            part += begins
            section = self._heading(text, span, part) or self._within(text, span, part, current)
            if section and not begins and _in_table(section, current, parts[part][1]):
                section = None
            if section and not section.heading and current.kind in _DISSENT and not begins:
                section = replace(section, organ=current.organ)
            if section and begins and section.kind == "underlag" and parts[part][1].typ != "bilaga":
                section = None  # "Bilaga 3" above the letterhead of a paper
            if section is None and begins:
                section = Section("huvud", "", None, None, span.start, part)
            if section is not None and i:
                yield TextSpan(start, span.start), current
                start = span.start
            current = section or current
        yield TextSpan(start, length), current

    def _heading(self, text: str, span: TextSpan, part: int) -> Section | None:
        hit = self._headings.first(text[: 3 * _LONGEST_HEADING])
        if hit is None or hit[1].end() > _LONGEST_HEADING + 10:
            return None
        rule, m = hit
        groups = m.groupdict()
        organ = groups.get("organ")
        till = next((groups[key] for key in ("sist", "till", "hogst", "at", "hos") if groups.get(key)), None)
        return Section(
            kind=rule.means,
            heading=m[0].strip(),
            organ=plain(organ) if organ else None,
            till=plain(till) if till else None,
            body=span.start + m.end(),
            part=part,
        )

    def _within(self, text: str, span: TextSpan, part: int, current: Section) -> Section | None:
        """What begins a section only after certain others.

        Inside a remissammanställning and among reservationer a heading can be the name of a body and nothing
        else; a reservation without heading ends where a body takes the word again.
        """
        if current.kind in ("beredning", "reservation", "uttalande") and self.finder.is_body(text):
            kind = current.kind if current.kind == "beredning" else "reservation"
            return Section(kind, text, plain(text), None, span.end, part)
        if current.kind in _DISSENT and not current.heading and self._resumed.match(text):
            return Section("huvud", "", None, None, span.start, part)
        return None


def _in_table(section: Section, current: Section, part: Part) -> bool:
    """True for a cell of a table of answers that reads as a heading: officials hold no vote on what others say."""
    return current.kind == "beredning" and section.kind in _VOTED and part.typ in OFFICIALS


def _unspaced(text: str) -> str:
    """Letter-spaced headings ("B E S L U T") closed up; the length is kept by padding at the end."""
    return _SPACED.sub(lambda m: m[0].replace(" ", "").ljust(len(m[0])), text)
