"""Sentences with marked names (person, place, organisation) from the sources that a recipe names."""

import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp_arenden.errors import CorpusError

KINDS = ("LOC", "ORG", "PER")
TAGS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence: its words, and for each an IOB2 tag of ``TAGS``."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def read_names(path: Path) -> list[Tagged]:
    """The sentences of a file: UNER's IOB2 with numbered words, or klintan's plain IO columns.

    Raises:
        CorpusError: the file is missing or damaged.
    """
    try:
        with lzma.open(path, "rt", encoding="utf8") as file:
            return [_tagged(rows) for rows in _blocks(file)]
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as fault:
        raise CorpusError(f"{path} går inte att läsa. Kontrollera datamappen.") from fault


def _blocks(lines: Iterator[str]) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in lines:
        line = line.rstrip("\n").replace("\xad", "")
        cells = line.split("\t") if "\t" in line else line.split()
        if len(cells) > 2 and cells[0].isdigit():
            cells = cells[1:]  # UNER numbers its words
        if len(cells) > 1 and cells[0].strip() and not line.startswith("# "):
            rows.append((cells[0].strip(), cells[1].strip()))
        elif not line.strip() and rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _tagged(rows: Sequence[tuple[str, str]]) -> Tagged:
    tags, before = [], "O"
    for _, tag in rows:
        mark, _, kind = tag.rpartition("-")
        kind = kind if kind in KINDS else "O"
        begins = mark == "B" or kind != before  # plain IO joins neighbours of one kind
        tags.append("O" if kind == "O" else ("B-" if begins else "I-") + kind)
        before = kind
    return Tagged(tuple(word for word, _ in rows), tuple(tags))
