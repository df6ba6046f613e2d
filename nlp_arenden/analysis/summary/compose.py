"""Puts the summary together."""

from collections.abc import Sequence

from nlp_arenden.analysis.summary.answers import answers
from nlp_arenden.analysis.summary.asked import asked
from nlp_arenden.analysis.summary.candidates import AGAINST, KINDS, candidates
from nlp_arenden.analysis.summary.decided import decided
from nlp_arenden.analysis.summary.minutes import of_minutes
from nlp_arenden.analysis.summary.prose import stands_alone
from nlp_arenden.analysis.summary.teller import Teller
from nlp_arenden.analysis.summary.telling import Read, reading, told
from nlp_arenden.domain.card import Mening
from nlp_arenden.pipeline.annotations import MENINGAR, METADATA

_ROOM = 5  # sentences from which two may say what is decided


def summarize(read: Sequence[Read], title: str | None, sentences: int, teller: Teller) -> tuple[Mening, ...]:
    """At most ``sentences`` sentences: what is decided, what it means, what it costs, who was heard and is against.

    Every sentence stands in the source. Items that one lead-in introduces are told as "lead-in: item; item", with the
    places of all; so are the rows of a table of answers. Minutes that hold several ärenden are told as the title and
    decision of each; an interpellation begins with its questions.

    Args:
        read: the handlingar with their Docs, the leading one first.
        title: the title of the ärende; its words mark what a sentence is about.
        sentences: the most sentences; fewer when the text gives no more.
        teller: chooses among the sentences.
    """
    if several := of_minutes(read, sentences):
        return tuple(several)
    first = decided(read, 2 if sentences >= _ROOM else 1) or asked(read)
    heard = answers(read) if len(first) < sentences else []
    texts = [mening.text for mening in (*first, *heard)]
    chosen = teller.choose(candidates(read, title, texts), sentences - len(texts), texts)
    place = [handling.id for handling, _ in read]
    chosen.sort(key=lambda c: (KINDS.index(c.kind), place.index(c.handling.id), c.span.start))
    before = [told(c.handling, c.span) for c in chosen if c.kind != AGAINST]
    against = [told(c.handling, c.span) for c in chosen if c.kind == AGAINST]
    return (*first, *before, *heard, *against) or _beginning(read, sentences)


def _beginning(read: Sequence[Read], sentences: int) -> tuple[Mening, ...]:
    """The first sentences that stand alone, else the title, for a text that gives nothing better."""
    every = [(handling, span) for handling, doc in read for span, _ in MENINGAR.read(doc)]
    titles = [(handling, span) for handling, doc in read for span, mark in METADATA.read(doc) if mark.kind == "titel"]
    whole = [row for row in every if stands_alone(reading(*row))] or titles[:1] or every[:1]
    return tuple(told(handling, span) for handling, span in whole[:sentences])
