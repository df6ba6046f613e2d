"""The diarienummer that are a handling's own."""

import re
from collections.abc import Iterator, Sequence

from nlp_arenden.pipeline.annotations import MINUTES, NamedMark
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.diarienummer import Diarienummer, find_diarienummer
from nlp_arenden.text.spans import TextSpan

_HEAD = 2_500  # code points in which a handling presents itself
_LABEL = 120  # code points before a number in which its line must begin
_LETTERHEAD = 400  # code points before a number in which its letterhead must begin
_CELL_END = re.compile(rf"[\t\n{BLOCK_END}]")
Found = tuple[TextSpan, NamedMark]


class OwnNumbers:
    """Tells the handling's own numbers from those of other papers by where they stand."""

    def __init__(self, rules: Rulebook) -> None:
        self._before = rules.compiled("FORE_NUMMER")
        self._after = rules.compiled("EFTER_NUMMER")
        self._letterhead = rules.compiled("TJANSTEHUVUD")
        self._central = rules.compiled("CENTRALT_NUMMER")
        self._to_central = rules.compiled("TILL_CENTRALT")

    def find(self, text: str, typ: str, letterhead: TextSpan, outer: TextSpan) -> Iterator[Found]:
        """The marks ``diarienummer`` (``diarienummer_skadat``: digits are missing), in text order, each once.

        Numbers of the letterhead and those that stand alone in a line of it; in minutes the number of each
        paragraph. A handling without any takes the number of the officials' paper that it encloses, else the one
        that its enclosed papers give in lines of their own.
        """
        found = [n for n in find_diarienummer(text) if not n.foreign or self._own_case(text, n, letterhead)]
        own = [n for n in found if n.span.start < letterhead.end and (n.labelled or self._alone(text, n))]
        if typ in MINUTES:
            own += [n for n in found if n not in own and self._alone(text, n)]
        own = own or [n for n in found if n.labelled and n.span.start < min(outer.end, _HEAD) and self._alone(text, n)]
        own = own or self._enclosed(text, found)
        own = own or [n for n in found if n.labelled and outer.covers(n.span)][:1]
        own = own or [n for n in found if n.span.start < min(outer.end, _HEAD)][:1]
        own = own or _agreed([n for n in found if self._alone(text, n)])
        seen: set[str] = set()
        for number in sorted(own, key=lambda n: n.span):
            if number.normal not in seen:
                seen.add(number.normal)
                yield (
                    number.span,
                    NamedMark("diarienummer_skadat" if number.damaged else "diarienummer", number.normal),
                )

    def _enclosed(self, text: str, found: Sequence[Diarienummer]) -> list[Diarienummer]:
        """The number in the first letterhead of officials further down."""
        for n in found:
            if n.labelled and self._letterhead.search(text, max(0, n.span.start - _LETTERHEAD), n.span.start):
                return [n]
        return []

    def _alone(self, text: str, number: Diarienummer) -> bool:
        """True when a line (or a cell of it) is this number, with its label or paragraph, and no more."""
        near = max(0, number.span.start - _LABEL)
        start = max((m.end() for m in _CELL_END.finditer(text, near, number.span.start)), default=near)
        after = _CELL_END.search(text, number.span.end)
        end = after.start() if after else len(text)
        before = self._before.fullmatch(text[start : number.span.start])
        if before is None:
            return False
        return bool(before["paragraf"]) or self._after.fullmatch(text[number.span.end : end]) is not None

    def _own_case(self, text: str, number: Diarienummer, letterhead: TextSpan) -> bool:
        """True for "Er beteckning KS/2011:214" in a paper to the kommunstyrelse: both keep one case."""
        addressed = self._to_central.search(letterhead.of(text).replace(BLOCK_END, "\n"))
        return letterhead.covers(number.span) and bool(addressed and self._central.match(number.raw))


def _agreed(numbers: Sequence[Diarienummer]) -> list[Diarienummer]:
    """The number that all of them are, where they are one."""
    return [*numbers[:1]] if len({n.normal for n in numbers}) == 1 else []
