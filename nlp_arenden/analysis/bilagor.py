"""Attachments that the text names, found again among the files read and inside them."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from nlp_arenden.domain.card import Bilaga
from nlp_arenden.domain.handling import Handling
from nlp_arenden.pipeline.annotations import PARTS, Part

_HEAD = 300  # code points of an enclosed paper in which its letterhead stands
_MOTION = re.compile(r"motion(?:en|er|erna)?\b")
# "Skolnämndens handlingar 2031-01-30 § 14", "Kajen AB:s protokollsutdrag"
_OF_BODY = re.compile(
    r"(?P<organ>.{4,80}?)(?::s|s)?\s(?:handlingar|protokollsutdrag|yttrande|remissvar|tjänsteutlåtande|beslut)\b"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LABEL = re.compile(r"bilaga \d+[a-z]?")


def found_again(bilagor: Sequence[Bilaga], read: Sequence[tuple[Handling, Doc]]) -> tuple[Bilaga, ...]:
    """The attachments, marked when a file bears their title or one of the files has them enclosed."""
    names = [handling.filnamn.rpartition(".")[0].lower() for handling, _ in read]
    enclosed = [row for handling, doc in read for row in _enclosed(handling, doc)]
    return tuple(
        bilaga.model_copy(
            update={
                "medfoljer": any((bilaga.titel or bilaga.beteckning).lower() in name for name in names)
                or any(_is(bilaga, part, head) for part, head in enclosed)
            }
        )
        for bilaga in bilagor
    )


def _enclosed(handling: Handling, doc: Doc) -> Iterator[tuple[Part, str]]:
    """The papers inside a handling, each with its letterhead in small letters and one line."""
    for span, part in PARTS.read(doc)[1:]:
        yield part, " ".join(span.of(handling.clean.text)[:_HEAD].lower().split())


def _is(bilaga: Bilaga, part: Part, head: str) -> bool:
    """True for the paper that bears the label, the motion, or what the named body wrote that day."""
    label = " ".join(bilaga.beteckning.lower().split())
    if _LABEL.fullmatch(label) and re.match(rf"{label}\b", head):
        return True
    title = " ".join((bilaga.titel or "").lower().split())
    if _MOTION.match(title):
        return part.typ == "motion"
    of_body = _OF_BODY.match(title)
    return of_body is not None and of_body["organ"] in head and all(day in head for day in _DAY.findall(title))
