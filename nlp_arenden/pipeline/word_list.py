"""A list of word forms with their lemmas, held in little memory.

A million forms take some 100 MB as a dict. Here they are one text of sorted lines, of which every 64th is known by
its place: a form is looked for between two such places.
"""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import takewhile

_BLOCK = 64  # lines


class WordList:
    """The lemma of a form, from the text that ``write_words`` gives."""

    def __init__(self, text: str) -> None:
        """Takes lines of a form, a tab, how many of its letters the lemma drops at the end, and what it has instead."""
        self._text = f"\n{text}"
        self._starts = [0]
        self._heads = [""]
        place, line = 0, 0
        while (place := self._text.find("\n", place + 1)) > 0 and place + 1 < len(self._text):
            line += 1
            if line % _BLOCK == 0:
                self._starts.append(place)
                self._heads.append(self._text[place + 1 : self._text.index("\t", place)])
        self._starts.append(len(self._text))

    def lemma(self, form: str) -> str | None:
        """The lemma, or None where the list lacks the form."""
        block = bisect_right(self._heads, form) - 1
        entry = f"\n{form}\t"
        place = self._text.find(entry, self._starts[block], self._starts[block + 1] + 1)
        if place < 0:
            return None
        start = place + len(entry)
        dropped = len(form) - int(self._text[start])
        return form[:dropped] + self._text[start + 1 : self._text.index("\n", start)]


def write_words(lemmas: Mapping[str, str]) -> str:
    """The text of a ``WordList``; forms that differ from their lemma in more than nine last letters are left out."""
    lines = []
    for form, lemma in sorted(lemmas.items()):
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, lemma, strict=False)))
        if len(form) - kept < 10:
            lines.append(f"{form}\t{len(form) - kept}{lemma[kept:]}\n")
    return "".join(lines)
