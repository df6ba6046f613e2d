"""The lines of a letterhead or a block of signatures, as rows of cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.spans import TextSpan

_CELL = re.compile(r"[^\t\n\u2029]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands between tabs in a block, without outer blanks; ``row`` counts blocks, ``column`` cells."""

    span: TextSpan
    text: str
    row: int
    column: int


Row = tuple[Cell, ...]


def rows(text: str, within: TextSpan | None = None) -> list[Row]:
    """The blocks of ``text`` (inside ``within``) that hold anything, as cells; spans count in ``text``."""
    start, end = (within.start, within.end) if within else (0, len(text))
    found: list[Row] = []
    at = start
    for block in text[start:end].split(BLOCK_END):
        pieces = [m for m in _CELL.finditer(block) if m[0].strip()]
        if pieces:
            found.append(tuple(_cell(at, m, len(found), i) for i, m in enumerate(pieces)))
        at += len(block) + 1
    return found


def below(grid: Sequence[Row], cell: Cell) -> Cell | None:
    """The cell under a label: in the same column of the next row, or that row's only cell."""
    if cell.row + 1 >= len(grid):
        return None
    under = grid[cell.row + 1]
    if cell.column < len(under) and len(under) == len(grid[cell.row]):
        return under[cell.column]
    return under[0] if len(under) == 1 or cell.column == 0 else None


def _cell(at: int, m: re.Match[str], row: int, column: int) -> Cell:
    text = m[0].strip()
    start = at + m.start() + len(m[0]) - len(m[0].lstrip())
    return Cell(TextSpan(start, start + len(text)), text, row, column)
