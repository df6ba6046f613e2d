"""The parts of a card as it is read: sections of entries, each entry with its places."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp_arenden.domain.card import Evidence


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the card.

    Args:
        anchor: ASCII id, unique on the card (``forslag-1``).
        label: short Swedish name, put beside the evidence in the source text (``Förslag 1``).
        heads: lines that say what it is, each a strong word with additions (``Kostnad 5 kronor``, ``beräknad``).
        text: what it says; ``cells`` says it instead where the section is a table.
        facts: short additions to the text.
        belagg: where it was read.
        places: the same places in characters, short; filled in when the whole card is known.
        cells: the columns of a table row.
        quotes: the words of each belägg as one reads them; empty where they are not worth showing.
        rank: a view that must leave entries out leaves out the highest.
    """

    anchor: str
    label: str
    text: str = ""
    heads: tuple[tuple[str, ...], ...] = ()
    facts: tuple[str, ...] = ()
    belagg: tuple[Evidence, ...] = ()
    places: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    rank: int = 0

    @property
    def quoted(self) -> tuple[tuple[str, str], ...]:
        """The quotes that are shown, each with its place."""
        return tuple((quote, place) for quote, place in zip(self.quotes, self.places, strict=False) if quote)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its entries; ``columns`` makes it a table, ``numbered`` a numbered list.

    ``lead`` is what the section says in one line, ``note`` what holds for all its entries.
    """

    anchor: str
    heading: str
    entries: tuple[Entry, ...]
    lead: str | None = None
    note: str | None = None
    columns: tuple[str, ...] = ()
    numbered: bool = False


def shared(values: Sequence[str]) -> str:
    """The value that most of all have, to be said once for them; empty when one has none or no value is usual."""
    best = max(values, key=values.count, default="")
    return best if all(values) and values.count(best) > max(len(values) / 2, 1) else ""
