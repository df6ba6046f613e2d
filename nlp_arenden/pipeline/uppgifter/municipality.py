"""Which municipality or region a handling comes from."""

import re
from collections import Counter
from collections.abc import Sequence

from nlp_arenden.pipeline.annotations import NamedMark
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.grid import Row
from nlp_arenden.text.spans import TextSpan

_ROWS = 8  # rows of a letterhead in which the sender stands
_TOP = 400  # code points
INFERRED = "harledd"
Found = tuple[TextSpan, NamedMark]


class Municipalities:
    """Finds the municipality: printed in the letterhead, else inferred from the names in the text.

    Args:
        table: rows with ``kod``, ``namn``, ``stam`` ("Göteborgs", empty for regions) and ``delar``, names of
            districts and offices that only this one has, with ";" between.
        rules: the rule file ``uppgifter``; its ``kommun.`` rules say what a sender looks like.
    """

    def __init__(self, table: Sequence[dict[str, str]], rules: Rulebook) -> None:
        self._rules = rules
        self._by_name = {row["namn"].lower(): row for row in table}
        self._by_stem = {row["stam"].lower(): row for row in table if row["stam"]}
        self._by_part = {part.lower(): row for row in table for part in row["delar"].split(";") if part}
        self._names = _any_of(self._by_name, r"\b(?P<key>{})(?:s)?\b")
        self._stems = _any_of(self._by_stem, r"\b(?P<key>{})s?\s(?:kommunfullmäktige|kommunstyrelse|stads?|kommuns?)\b")
        self._parts = _any_of(self._by_part, r"\b(?P<key>{})")

    def find(self, text: str, letterhead: Sequence[Row]) -> Found | None:
        """The mark ``kommun`` (value: name; extra: code or "", "harledd" or ""), None when nothing tells."""
        for cell in (cell for row in letterhead[:_ROWS] for cell in row):
            if hit := self._rules.first(cell.text, "kommun."):
                return self._printed(hit[1], cell.span.start)
        top = text[:_TOP]
        if m := self._names.search(top) or self._stems.search(top):
            return self._mark(m, inferred=False)
        if m := self._parts.search(top):
            return self._mark(m, inferred=True)
        found = [m for pattern in (self._names, self._stems, self._parts) for m in pattern.finditer(text)]
        if not found:
            return None
        counted = Counter(self._row(m)["namn"] for m in found)
        name = max(counted, key=lambda key: (counted[key], key))
        return self._mark(
            min((m for m in found if self._row(m)["namn"] == name), key=lambda m: m.start()), inferred=True
        )

    def _printed(self, m: re.Match[str], at: int) -> Found:
        """The sender of a letterhead; one not in the table keeps its printed name and has no code."""
        written = " ".join(m["namn"].split())
        span = TextSpan(at + m.start("namn"), at + m.end("namn"))
        place, _, kind = written.rpartition(" ")
        known = self._by_name.get(written.lower()) or self._by_stem.get(place.lower())
        known = known or self._by_stem.get(f"{place.lower()}s")
        if known:
            return span, NamedMark("kommun", known["namn"], (known["kod"], ""))
        plain = f"{place.title()} {kind.lower()}" if place.isupper() else written
        return span, NamedMark("kommun", plain, ("", ""))

    def _row(self, m: re.Match[str]) -> dict[str, str]:
        key = m["key"].lower()
        return self._by_name.get(key) or self._by_stem.get(key) or self._by_part[key]

    def _mark(self, m: re.Match[str], inferred: bool) -> Found:
        row = self._row(m)
        return TextSpan(m.start("key"), m.end("key")), NamedMark(
            "kommun", row["namn"], (row["kod"], INFERRED if inferred else "")
        )


def _any_of(names: dict[str, dict[str, str]], frame: str) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(frame.format("|".join(longest_first) or "(?!)"), re.IGNORECASE)
