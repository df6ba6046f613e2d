"""What is proposed or decided, the items of one lead-in told together."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from nlp_arenden.analysis.summary.prose import unnumbered
from nlp_arenden.analysis.summary.telling import Read, joined, led, reading, repeats, told
from nlp_arenden.domain.card import Mening
from nlp_arenden.domain.handling import Handling
from nlp_arenden.pipeline.annotations import FORSLAG, ForslagMark
from nlp_arenden.text.spans import TextSpan

Item = tuple[Handling, Doc, TextSpan, ForslagMark]

_LONGEST = 60  # words of items that are told together
_LONGEST_MORE = 45  # words of an item that is told after the first ones
_FORMAL = frozenset({"omedelbar_justering", "notera", "lagga_till_handlingarna", "overlamna"})
_FULFILLED = re.compile(r"\b(?:fullgjor|slutför)")
_MAIN = frozenset({"forslag", "beslut"})


def decided(read: Sequence[Read], most: int) -> list[Mening]:
    """At most ``most`` sentences with the main proposals or decisions; formal ones only where there is no other."""
    return packed([(handling, doc, *row) for handling, doc in read for row in FORSLAG.read(doc)], most)


def packed(items: Sequence[Item], most: int, below_title: bool = False, longest: int = _LONGEST) -> list[Mening]:
    """Items in at most ``most`` sentences of about ``longest`` words; those of one lead-in stand together."""
    sentences: list[Mening] = []
    lead: tuple[int, int] | None = None
    for handling, doc, span, mark in material(items):
        item = told(handling, span)
        if repeats(item.text, [sentence.text for sentence in sentences]):
            continue
        length = len(item.text.split())
        same_lead = bool(sentences) and mark.inledning == lead
        if same_lead and len(sentences[-1].text.split()) + length <= longest:
            sentences[-1] = joined(sentences[-1], item)
        elif len(sentences) < most and (not sentences or length <= _LONGEST_MORE):
            alone = same_lead and item.text[:1].isupper()
            sentences.append(item if alone else led(handling, doc, span, mark, below_title))
        lead = mark.inledning
    return sentences


def material(items: Sequence[Item]) -> list[Item]:
    """The items that say what is decided, in order: not yrkanden, and formal ones only where there is no other."""
    items = [item for item in items if item[3].art in _MAIN] or list(items)
    return [item for item in items if not is_formal(item)] or items


def is_main(mark: ForslagMark) -> bool:
    """True for proposals and decisions, false for what parties move."""
    return mark.art in _MAIN


def is_formal(item: Item) -> bool:
    """True for an item that settles nothing: noting, immediate approval, a commission fulfilled."""
    handling, _, span, mark = item
    return (
        mark.akt in _FORMAL or _FULFILLED.search(reading(handling, unnumbered(handling.clean.text, span))) is not None
    )
