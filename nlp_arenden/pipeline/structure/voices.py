"""Who speaks in each document of a handling, where no letterhead says it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp_arenden.pipeline.annotations import OFFICIALS, Part
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.enclosed import plain
from nlp_arenden.text.dates import find_dates
from nlp_arenden.text.quick import may_hold

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
# Parties whose names are written out in one place and shortened in another.
_LETTERS = (
    ("Socialdemokrat", "S"), ("Moderat", "M"), ("Vänster", "V"), ("Miljö", "MP"), ("Center", "C"), ("Liberal", "L"),
    ("Kristdemokrat", "KD"), ("Sverigedemokrat", "SD"), ("Demokrat", "D"),
)  # fmt: skip
_OFFICE = re.compile(r"\w{4,}(?:förvaltningen|kontoret|kansliet|staben)$")
_OWN_NAME = ("förvaltningen", "kontoret")  # what officials call themselves


class VoiceFinder:
    """Names the speaker of each part: the parties of a yrkande, the förvaltning that a paper names most."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        self._moved = next(rule.pattern for rule in rules.rules if rule.id == "vem.yrkande_fran")
        self._party = re.compile(rf"{rules.words['PARTINAMN']}|\b[A-ZÅÄÖ]{{1,3}}\b", re.VERBOSE)
        self._officials = rules.compiled("FORVALTNING")

    def name(self, parts: Sequence[tuple[int, Part]], texts: Sequence[str]) -> list[tuple[int, Part]]:
        """The parts with their speakers.

        Args:
            parts: (index of the first block, part), the outer document first.
            texts: the blocks of the handling.
        """
        ends = [first for first, _ in parts[1:]] + [len(texts)]
        dated = self._dated(texts[: ends[0]])
        spoken = [
            (first, self._with_speaker(part, texts[first:end], dated))
            for (first, part), end in zip(parts, ends, strict=True)
        ]
        return self._with_last_mover(spoken, texts[: ends[0]])

    def _with_last_mover(self, parts: list[tuple[int, Part]], outer: Sequence[str]) -> list[tuple[int, Part]]:
        """The parts, where the one yrkande without a party takes the only parties named as moving that have none."""
        silent = [part for _, part in parts if part.roll == "yrkande" and not part.talare]
        known = {frozenset(self._parties(part.talare)) for _, part in parts if part.roll == "yrkande" and part.talare}
        movers = dict.fromkeys(m["vem"] for text in outer for m in self._moved.finditer(text))
        left = [vem for vem in movers if frozenset(self._parties(vem)) not in known]
        if len(silent) != 1 or len(left) != 1:
            return parts
        return [(first, replace(part, talare=left[0]) if part is silent[0] else part) for first, part in parts]

    def _parties(self, names: str) -> Iterator[str]:
        """The parties in a list of them, each as its letters."""
        for name in self._party.findall(names):
            yield next((letters for begins, letters in _LETTERS if name.startswith(begins)), name)

    def _dated(self, texts: Sequence[str]) -> dict[str, str]:
        """ISO day to parties, where the outer document says "yrkande från SD den 2 februari 2024"."""
        named: dict[str, str] = {}
        for text in texts:
            for m in self._moved.finditer(text):
                if days := find_dates(text[m.end() : m.end() + 30]):
                    named.setdefault(days[0].iso, m["vem"])
        return named

    def _with_speaker(self, part: Part, texts: Sequence[str], dated: dict[str, str]) -> Part:
        """Who speaks where no letterhead says it: the parties of a yrkande, the förvaltning a paper names most."""
        if part.typ in ("yrkande", "sarskilt_uttalande"):
            named = next((hit[1][0] for text in texts[:8] if (hit := self._rules.first(text[:200], "parti."))), None)
            named = named or next(
                (dated[day] for text in texts[:4] for day in _ISO.findall(text) if day in dated), None
            )
            together = self._party.findall(named) if named else []
            if named and len(together) > 1 and "," not in named and " och " not in named:
                named = ", ".join(together)  # "Moderaterna Liberalerna", in columns
            return Part(part.typ, named.strip() if named else None, part.roll)
        if part.talare or part.typ not in OFFICIALS or part.roll == "yttre":
            return part  # the sender of the outer paper is read with its other metadata
        found = (
            plain(m[0])
            for text in texts[:80]
            if may_hold(text, self._officials)
            for m in self._officials.finditer(text)
        )
        names = Counter(found)
        own = max(_OWN_NAME, key=lambda name: names[name])
        # An office that is named much more seldom than "förvaltningen" is another one.
        offices = [name for name in names if _OFFICE.fullmatch(name) and names[name] >= max(2, names[own] // 4)]
        speaker = max(offices, key=lambda name: (names[name], name), default=own if names[own] else None)
        return Part(part.typ, speaker, part.roll)
