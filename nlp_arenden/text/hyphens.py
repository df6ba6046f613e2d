"""Line-end hyphens: which are joined, which are kept.

The rule follows Swedish writing practice; its cases are those of the domain notes 1.5 and 6.7.
"""

import re

# "tjänste- och kunskapsproduktion": a suspended hyphen, the second part stands after one of these.
SUSPENDED_BEFORE = frozenset({"och", "eller", "samt", "respektive", "till", "resp"})
HYPHENS = "-‐‑"
# PDF extraction marks a hyphen that the typesetter put in: U+FFFE and U+0002 (PDFium), U+00AD (soft hyphen).
MARKED = "\ufffe\x02\xad"

_HYPHENATED = re.compile(rf"\b(\w++)[{HYPHENS}](\w+)")
_WORD = re.compile(r"\w+")


class Hyphenation:
    """Knows the words of one text, and decides from them what a line-end hyphen means."""

    def __init__(self, text: str) -> None:
        self._words = set(_WORD.findall(text.lower()))
        pairs = [(m[1].lower(), m[2].lower()) for m in _HYPHENATED.finditer(text)]
        self._pairs = set(pairs)
        self._firsts = {first for first, _ in pairs}

    def joint(self, before: str, after: str, marked: bool = False) -> str:
        """What shall stand between two halves of a hyphenated line end: ``""``, ``"-"`` or ``"- "``.

        Args:
            before: the word part before the hyphen, hyphen excluded.
            after: the first word of the next line.
            marked: True when the typesetter's own mark, not a printed hyphen, stood there.
        """
        first, second = before.lower(), after.lower()
        if second in SUSPENDED_BEFORE:
            return "- "
        if not second or not after[0].islower() or not before[-1:].isalpha():
            return "-"
        if (first, second) in self._pairs:
            return "-"
        if first + second in self._words:
            return ""
        if len(before) == 1 or (len(before) > 1 and before.isupper()):
            return "-"  # e-strategi, IT-system
        # "Alumni-gruppen" when "Alumni-nätverket" stands elsewhere; a typesetter's mark never means this.
        if before[0].isupper() and first in self._firsts and not marked:
            return "-"
        return ""
