"""What the bodies in a table of answers think, told together."""

from collections.abc import Iterator, Sequence

from nlp_arenden.analysis.summary.telling import Read, joined, reading, told
from nlp_arenden.domain.card import Mening
from nlp_arenden.pipeline.annotations import INSTANSER

_ROW = "tabell."  # the rules that read the decision column
_LONGEST = 40  # words


def answers(read: Sequence[Read]) -> list[Mening]:
    """One sentence with the rows of the tables, "name decision; name decision"; nothing where there is no table."""
    whole: Mening | None = None
    for row in _rows(read):
        if whole and len(whole.text.split()) + len(row.text.split()) > _LONGEST:
            break
        whole = joined(whole, row) if whole else row
    return [whole] if whole else []


def _rows(read: Sequence[Read]) -> Iterator[Mening]:
    """The rows whose name stands whole in its cell, each body once."""
    seen: set[str] = set()
    for handling, doc in read:
        for span, mark in INSTANSER.read(doc):
            text = reading(handling, span).lower()
            if mark.regel.startswith(_ROW) and text.startswith(mark.namn.lower()) and mark.namn not in seen:
                seen.add(mark.namn)
                yield told(handling, span)
