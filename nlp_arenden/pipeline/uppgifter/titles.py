"""The title of a handling."""

import re
from collections.abc import Iterator, Sequence

from nlp_arenden.pipeline.annotations import MINUTES, NamedMark
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.grid import Cell, Row
from nlp_arenden.text.spans import TextSpan

_LENGTH = range(6, 260)  # code points
_PROSE = re.compile(r"[.:;]$")
_LONG = 60  # beyond this many code points a longer line is not more of a title
_PARAGRAPH = re.compile(r"(?:[\wÅÄÖ]{2,6}\s)?§\s?\d+\b")
_ADDRESS = re.compile(r"\sTill\s(?:[A-ZÅÄÖ]\w+\s)?(?:kommun|region)?(?:fullmäktige|styrelsen)$")
_TITLE_FIRST = frozenset({"pm_stockholm", "utlatande_stockholm"})  # nothing but the number stands above it
Found = tuple[TextSpan, NamedMark]


class Titles:
    """Reads the title by the ``titel.`` and ``inte_titel.`` rules of the rule file ``uppgifter``."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules

    def find(self, typ: str, letterhead: Sequence[Row], all_rows: Sequence[Row]) -> Found | None:
        """The mark ``titel``.

        Of minutes with several paragraphs it is the word that they print for themselves; of one paragraph,
        its heading. Otherwise a line with a label ("Ärende: …"), else the line of the letterhead that reads
        as a title.

        Args:
            typ: dokumenttyp.
            letterhead: rows above the first heading.
            all_rows: rows of the whole handling.
        """
        if typ in MINUTES:
            heads = [row for row in all_rows if self._opens_paragraph(row)]
            if typ == "protokoll" and len(heads) > 1:
                return self._own_word(letterhead)
            if heads and (title := self._of_paragraph(all_rows, heads[0])):
                return title
        for cell in _cells(letterhead):
            if hit := self._rules.first(cell.text, "titel.amne", "titel.paragraf"):
                return _mark(cell, hit[1])
        return self._of_letterhead(letterhead, first=typ in _TITLE_FIRST)

    def _of_letterhead(self, letterhead: Sequence[Row], first: bool) -> Found | None:
        candidates = [cell for cell in self._before_the_text(letterhead) if self._reads_as_title(cell)]
        titled = [cell for cell in candidates if " " in cell.text] or candidates
        if not titled:
            return None
        if first:
            return _whole(titled[0])
        return _whole(max(titled[:5], key=lambda cell: (min(len(cell.text), _LONG), -cell.span.start)))

    def _before_the_text(self, letterhead: Sequence[Row]) -> Iterator[Cell]:
        """The cells above the first running text or what leads in a decision."""
        named = False
        for cell in _cells(letterhead):
            if named and self._rules.first(cell.text, "slut_titel."):
                return
            glued = self._rules.first(cell.text, "titel.efter_brevhuvud", "titel.fore_texten")
            if glued:
                start, end = (cell.span.start + place for place in glued[1].span("titel"))
                cell = Cell(TextSpan(start, end), glued[1]["titel"], cell.row, cell.column)
            named = named or self._reads_as_title(cell)
            yield cell

    def _reads_as_title(self, cell: Cell) -> bool:
        line = cell.text
        if not (
            len(line) in _LENGTH and (line[0].isupper() or line[0] in '”"' or (line[0].isdigit() and len(line) > 30))
        ):
            return False
        return not self._rules.first(line, "inte_titel.", "slut_titel.") and not _PROSE.search(line)

    def _opens_paragraph(self, row: Row) -> bool:
        return bool(_PARAGRAPH.match(row[0].text) and self._rules.first(row[0].text, "paragraf.")) or bool(
            self._rules.first(row[0].text, "titel.sammansatt")
        )

    def _of_paragraph(self, grid: Sequence[Row], head: Row) -> Found | None:
        for cell in head:
            if hit := self._rules.first(cell.text, "titel.paragraf", "titel.sammansatt"):
                return _mark(cell, hit[1])
        at = head[0].row
        for row in grid[at + 1 : at + 4]:
            if len(row) == 1 and self._reads_as_title(row[0]):
                return row[0].span, NamedMark("titel", row[0].text)
        return None

    def _own_word(self, letterhead: Sequence[Row]) -> Found | None:
        for cell in _cells(letterhead):
            if hit := self._rules.first(cell.text, "egetnamn."):
                m = hit[1]
                start = cell.span.start + m.start("titel")
                return TextSpan(start, start + len(m["titel"])), NamedMark("titel", m["titel"])
        return None


def _cells(grid: Sequence[Row]) -> Iterator[Cell]:
    return (cell for row in grid for cell in row)


def _whole(cell: Cell) -> Found:
    """The cell as a title, without an address that has run together with it."""
    title = _ADDRESS.sub("", cell.text)
    return TextSpan(cell.span.start, cell.span.start + len(title)), NamedMark("titel", title)


def _mark(cell: Cell, m: re.Match[str]) -> Found:
    title = m["titel"].rstrip(" .")
    start = cell.span.start + m.start("titel")
    return TextSpan(start, start + len(title)), NamedMark("titel", title)
