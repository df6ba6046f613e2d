"""Sentences and items of the text as the summary tells them, each with the places it was read from."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from nlp_arenden.analysis.summary.prose import unnumbered
from nlp_arenden.domain.card import Mening
from nlp_arenden.domain.handling import Handling
from nlp_arenden.pipeline.annotations import MENINGAR, ForslagMark
from nlp_arenden.pipeline.bridge import evidence
from nlp_arenden.text.spans import TextSpan

Read = tuple[Handling, Doc]

_WORD = re.compile(r"\w{4,}")
_SAME = 0.7  # share of a text's words that others tell, from which it says nothing new
_BARE = re.compile(r"(?:förslag(?: till beslut)?|beslut)", re.IGNORECASE)


def reading(handling: Handling, span: TextSpan) -> str:
    """The text of a span in one line."""
    return " ".join(span.of(handling.clean.text).split())


def told(handling: Handling, span: TextSpan) -> Mening:
    """A span as it stands, without the number of an item."""
    span = unnumbered(handling.clean.text, span)
    return Mening(text=reading(handling, span), belagg=(evidence(handling, span),))


def led(handling: Handling, doc: Doc, span: TextSpan, mark: ForslagMark, below_title: bool = False) -> Mening:
    """An item with what leads it in, from the beginning of that sentence: "lead-in: item".

    ``below_title`` leaves out a lead-in that says only "Beslut".
    """
    if mark.inledning is None:
        return told(handling, span)
    span = unnumbered(handling.clean.text, span)
    item = reading(handling, span)
    lead = TextSpan(*mark.inledning)
    if lead.of(handling.clean.text)[:1].islower():
        sentence = next((s for s, _ in MENINGAR.read(doc) if s.start <= lead.start < s.end), lead)
        lead = TextSpan(sentence.start, lead.end)
    intro = reading(handling, lead).rstrip(" .:")
    if below_title and _BARE.fullmatch(intro):
        return told(handling, span)
    ends_in_att = intro.endswith(" att")
    if ends_in_att:
        item = item.removeprefix("att ")
    flows = item[:1].islower() and (
        ends_in_att or item.startswith("att ") or re.search(r"\b(?:besluta|föreslå \w+)$", intro)
    )
    return Mening(
        text=f"{intro}{' ' if flows else ': '}{item}", belagg=(evidence(handling, lead), evidence(handling, span))
    )


def joined(first: Mening, second: Mening, sign: str = ";") -> Mening:
    """Two that are told as one."""
    return Mening(text=f"{first.text.rstrip(' .,;:')}{sign} {second.text}", belagg=(*first.belagg, *second.belagg))


def repeats(text: str, others: Sequence[str]) -> bool:
    """True when one of the others says nearly all that the text says."""
    words = set(_WORD.findall(text.lower()))
    return any(len(words & set(_WORD.findall(other.lower()))) > _SAME * len(words) for other in others)
