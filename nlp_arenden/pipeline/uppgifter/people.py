"""People in an official role: who handles, presents, signs, presides, moves and dissents.

Nobody is taken for a name alone: a role or a party must be printed, or the name must stand where one signs.
Private persons who write or appeal have none of these.
"""

import re
from collections.abc import Iterator, Sequence

from nlp_arenden.pipeline.annotations import NamedMark
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.grid import Cell, Row, below, rows
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.quick import may_hold
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

SIGNED = "undertecknare"
_ELECTED = "förtroendevald"  # a printed party and no other role
_MEMBER, _CHAIR = "ledamot", "ordförande"  # who presides is a member
_SAME = {"justerande": "justerare"}
_BELOW_DATE = 5  # rows after "Ort den …" in which somebody signs
_FILLING = re.compile(r"[._…\s–-]+|Paragraf(?:er)?\b.*|§§?\s?\d.*")
_TOGETHER = re.compile(r"\((?:båda|alla|samtliga)\s", re.IGNORECASE)
Found = tuple[TextSpan, NamedMark]


class People:
    """Reads people by the ``person.`` and ``roll.`` rules of the rule file ``uppgifter``."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        self._name = rules.compiled("NAMNET")
        self._signature = rules.compiled("NAMNRAD")
        self._with_party = rules.compiled("NAMN_PARTI")
        self._title = rules.compiled("TITELRAD")
        self._dated = rules.compiled("ORT_DATUM")
        self._between = rules.compiled("MELLAN_NAMN")

    def find(self, text: str) -> Iterator[Found]:
        """The marks ``person``: value is the name, extra the role and, when printed, the party. Each once."""
        grid = rows(text)
        found = [*self._beside_titles(grid), *self._below_dates(grid), *self._labelled(grid)]
        found += [*self._by_rule(text), *self._with_parties(text)]
        roles: dict[str, set[str]] = {}
        for span, mark in sorted(found, key=lambda one: (one[1].extra[0] == _ELECTED, one[0])):
            known = roles.setdefault(mark.value.lower(), set())
            said = bool(known) if mark.extra[0] == _ELECTED else mark.extra[0] == _MEMBER and _CHAIR in known
            if mark.extra[0] not in known and not said:
                known.add(mark.extra[0])
                yield span, mark

    def _beside_titles(self, grid: Sequence[Row]) -> Iterator[Found]:
        """Rows of names over or under rows of titles; the first row of a run stands over its partner."""
        at = 0
        while at + 1 < len(grid):
            first, second = _filled(grid[at]), _filled(grid[at + 1])
            if first and len(first) == len(second):
                for names, titles in ((first, second), (second, first)):
                    if self._all(names, self._signature) and self._all(titles, self._title):
                        for name, title in zip(names, titles, strict=True):
                            yield self._signed(name, _role(title.text))
                            if names is first:
                                yield self._signed(name, SIGNED)
                        at += 1
                        break
            at += 1

    def _below_dates(self, grid: Sequence[Row]) -> Iterator[Found]:
        """Who signs under "Stockholm den 3 maj 2014"; the name of the body may stand between."""
        for i, row in enumerate(grid):
            if not self._dated.match(row[0].text):
                continue
            named = False
            for under in grid[i + 1 : i + 1 + _BELOW_DATE]:
                if self._all(under, self._signature):
                    named = True
                    yield from (self._signed(cell, SIGNED) for cell in under)
                elif named or not self._rules.first(under[0].text, "underskrift."):
                    break

    def _labelled(self, grid: Sequence[Row]) -> Iterator[Found]:
        """Names after, beside or under a label: "Justerare: N N", "Handläggare" over the name."""
        for row in grid:
            for cell in row:
                hit = self._rules.first(cell.text, "etikett.")
                if hit is None:
                    continue
                rule, m = hit
                beside = row[cell.column + 1] if cell.column + 1 < len(row) else None
                under = below(grid, cell) if rule.extra.get("under") else None
                rest = Cell(
                    TextSpan(cell.span.start + m.end(), cell.span.end),
                    cell.text[m.end() :],
                    cell.row,
                    cell.column,
                )
                for place in (rest, beside, under):
                    if place and (names := list(self._list(place, rule.means))):
                        yield from names
                        break

    def _list(self, cell: Cell, role: str) -> Iterator[Found]:
        """The names that a cell begins with, one after the other."""
        at = 0
        while m := self._name.match(cell.text, at):
            party = self._with_party.match(cell.text, at)
            yield _mark(TextSpan(cell.span.start + m.start(), cell.span.start + m.end()), m[0], role, party)
            end = party.end() if party else m.end()
            step = self._between.match(cell.text, end)
            at = step.end() if step else len(cell.text)

    def _by_rule(self, text: str) -> Iterator[Found]:
        for rule, m in self._rules.everywhere(text, "person."):
            groups = m.groupdict()
            role = groups.get("roll") or rule.means
            party = (groups.get("parti"),) if groups.get("parti") else ()
            yield TextSpan(*m.span("namn")), NamedMark("person", _plain(m["namn"]), (_role(role), *party))

    def _with_parties(self, text: str) -> Iterator[Found]:
        """Everybody whose party is printed, in the role that the sentence gives."""
        at, present = 0, ""
        for block in text.split(BLOCK_END):
            hit = self._rules.first(block, "narvaro.")
            present = hit[0].means if hit else present if self._rules.first(block, "lista.") else ""
            if may_hold(block, self._with_party) and self._with_party.search(block):
                for sentence in find_sentences(block):
                    yield from self._in_sentence(sentence.of(block), at + sentence.start, present)
            at += len(block) + 1

    def _in_sentence(self, sentence: str, at: int, present: str) -> Iterator[Found]:
        hit = self._rules.first(sentence, "roll.")
        if hit is None and self._rules.first(sentence, "omrostning."):
            return
        role = hit[0].means if hit else present or _ELECTED
        together = hit is not None and _TOGETHER.search(sentence) is not None
        for m in (self._name if together else self._with_party).finditer(sentence):
            party = self._with_party.match(sentence, m.start())
            end = m.end("namn") if not together else m.end()
            if hit or present or (party and self._rules.first(party[0], "parti.")):
                yield _mark(TextSpan(at + m.start(), at + end), sentence[m.start() : end], role, party)

    def _signed(self, cell: Cell, role: str) -> Found:
        m = self._signature.fullmatch(cell.text)
        end = m.end("namn") if m else len(cell.text)
        party = self._with_party.match(cell.text)
        return _mark(TextSpan(cell.span.start, cell.span.start + end), cell.text[:end], role, party)

    @staticmethod
    def _all(cells: Sequence[Cell], pattern: re.Pattern[str]) -> bool:
        return all(pattern.fullmatch(cell.text) for cell in cells)


def _filled(row: Row) -> Row:
    return tuple(cell for cell in row if not _FILLING.fullmatch(cell.text))


def _mark(span: TextSpan, name: str, role: str, party: re.Match[str] | None) -> Found:
    extra = (role, party["parti"]) if party else (role,)
    return span, NamedMark("person", _plain(name), extra)


def _plain(name: str) -> str:
    """The name with single blanks, "STEN EK" as "Sten Ek"."""
    plain = " ".join(name.split())
    return plain.title() if plain.isupper() else plain


def _role(title: str) -> str:
    """A title as in running text: first letter small unless it is an abbreviation ("HR-direktör")."""
    plain = _SAME.get(title.lower(), " ".join(title.split()))
    return plain if plain[:2].isupper() else plain[0].lower() + plain[1:]
