"""Minutes that hold several ärenden: the title of each, and what was decided."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from nlp_arenden.analysis.summary.decided import Item, is_formal, is_main, packed
from nlp_arenden.analysis.summary.prose import is_prose
from nlp_arenden.analysis.summary.telling import Read, joined, reading, told
from nlp_arenden.domain.card import Mening
from nlp_arenden.domain.handling import Handling
from nlp_arenden.pipeline.annotations import FORSLAG, KOSTNADER, MENINGAR, SECTIONS, text_of
from nlp_arenden.pipeline.forslag.component import PARAGRAPH
from nlp_arenden.text.spans import TextSpan

_LONGEST = 45  # words of what was decided in one ärende
_TITLE = range(1, 17)  # words of a title
_WITHIN = 600  # code points of a paragraph's beginning in which its title is looked for
_MARK = re.compile(
    r"^(?:(?:\w{1,4}\s*)?§+\s*\d+\w?|\d{1,3}[.)])[\s:.–-]*"
    r"|^(?:dnr|diarienr|diarienummer|ärende)\b.*|^[A-ZÅÄÖ]{1,6}[ -]?\d{2,4}[/:-]\d+.*"
    r"|\(?\b(?:dnr|diarienummer)[: ].*$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3}")
# What every meeting does.
_ROUTINE = re.compile(
    r"(?:godkännande av |fastställande av |val av )?(?:justera|protokolls?juster|föredragningslist|dagordning|upprop"
    r"|meddeland|anmälan|anmälningsärende|information|delgivning|delegation)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """An ärende in the minutes: its items, and how much it weighs among the others."""

    mening: Mening
    weight: int


def of_minutes(read: Sequence[Read], sentences: int) -> list[Mening]:
    """The decisions of the weightiest ärenden in text order; nothing for a paper that holds a single one."""
    paragraphs = [paragraph for handling, doc in read[:1] for paragraph in _paragraphs(handling, doc)]
    if len(paragraphs) < 2:
        return []
    kept = sorted(sorted(paragraphs, key=lambda p: -p.weight)[:sentences], key=paragraphs.index)
    return [paragraph.mening for paragraph in kept]


def _paragraphs(handling: Handling, doc: Doc) -> Iterator[_Paragraph]:
    starts = [span.start for span, section in SECTIONS.read(doc) if PARAGRAPH.match(section.heading)]
    for start, end in pairwise([*starts, len(text_of(doc))]):
        inside = [(handling, doc, *row) for row in FORSLAG.read(doc) if start <= row[0].start < end]
        if not any(is_main(item[3]) for item in inside):
            continue
        title = _title(handling, start, end)
        mening = packed(inside, 1, title is not None, _LONGEST)[0]
        if title:
            mening = joined(told(handling, title), mening, ":")
        if against := _against(handling, doc, inside):
            mening = joined(mening, against, ".")
        sums = any(start <= span.start < end and mark.belopp_sek for span, mark in KOSTNADER.read(doc))
        routine = title is not None and _ROUTINE.match(reading(handling, title)) is not None
        yield _Paragraph(mening, _weight(inside) + sums - 3 * routine)


def _weight(inside: Sequence[Item]) -> int:
    """More for what is disputed or goes on to fullmäktige; less for what is only formal."""
    main = [item for item in inside if is_main(item[3])]
    upwards = any("fullmäktige" in (item[3].beslutsorgan or "").lower() for item in main)
    return 2 * (len(main) < len(inside)) + upwards - 3 * all(is_formal(item) for item in main)


def _against(handling: Handling, doc: Doc, inside: Sequence[Item]) -> Mening | None:
    """The first sentence that says who was against."""
    for _, _, span, mark in inside:
        if mark.art == "reservation":
            whole = next((s for s, _ in MENINGAR.read(doc) if s.start <= span.start < s.end), span)
            if is_prose(reading(handling, whole)):
                return told(handling, whole)
    return None


def _title(handling: Handling, start: int, end: int) -> TextSpan | None:
    """The title of a paragraph: its first line of words, the mark and number of the paragraph left out."""
    at = start
    for line in re.split(r"[\n\u2029]", handling.clean.text[start : min(end, start + _WITHIN)]):
        said = _MARK.sub("", line.strip()).strip(" .–-")
        if said:
            begin = at + line.find(said)
            long_enough = _LETTERS.search(said) and len(said.split()) in _TITLE
            return TextSpan(begin, begin + len(said)) if long_enough else None
        at += len(line) + 1
    return None
