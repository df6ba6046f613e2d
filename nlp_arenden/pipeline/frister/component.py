"""Deadlines: full dates by which something must happen.

Reads: meningar, uppgifter. Writes: frister.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import (
    ANSWER_ROLE,
    DECIDED,
    FRISTER,
    MENINGAR,
    METADATA,
    OWN_ROLES,
    FristMark,
    text_of,
)
from nlp_arenden.pipeline.frister.holidays import first_working_day
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.grid import Cell, below, rows
from nlp_arenden.text.dates import FoundDate, find_dates
from nlp_arenden.text.spans import TextSpan

_APPEAL_DAYS = 21  # kommunallagen 13 kap. 5 §: three weeks from the day the justering was announced
_APPEAL, _ASKED = "overklagande", "svarstid"
_ENDS = frozenset({"svarstid", "genomforande", "aterrapportering", "annat"})  # of an interval its last day counts
_BREAK = re.compile(r",\s(?:och|men|samt|vilke[nt]|medan|varefter|därefter)\s|;\s|\.\s")
_SPACED = re.compile(r"\b(?:fr o m|t o m)\b")  # the rules write them with points
_ATT = re.compile(r",\s(?:samt\s)?att\s")
_JOINED = re.compile(
    r"[\s,]*(?:och|samt|respektive|eller|till och med|t\.o\.m\.)?\s*(?:senast\s)?(?:den\s)?", re.IGNORECASE
)
Found = tuple[TextSpan, FristMark]


def make_frister(rules: Rulebook) -> Callable[[Doc], Doc]:
    """The component that writes the layer ``frister``."""

    def component(doc: Doc) -> Doc:
        text = text_of(doc)
        facts = {mark.kind: mark.value for _, mark in reversed(METADATA.read(doc))}
        own, minutes = facts.get("datum"), facts.get("dokumenttyp") in DECIDED
        found: list[Found] = []
        for span, place in MENINGAR.read(doc):
            sentence = span.of(text)
            if place.roll in OWN_ROLES or (minutes and rules.first(sentence, f"frist.{_APPEAL}")):
                found += ((span, mark) for mark in _read(sentence, rules, own))
            elif place.roll == ANSWER_ROLE:  # an answer tells by when it was wanted; its other days are its own
                found += ((span, mark) for mark in _read(sentence, rules, own) if mark.slag == _ASKED)
        if minutes and not any(mark.slag == _APPEAL for _, mark in found):
            found += _from_notice(text, rules)
        FRISTER.write(doc, found)
        return doc

    return component


def _read(sentence: str, rules: Rulebook, own: str | None) -> Iterator[FristMark]:
    """The deadlines of one sentence; every date is read by the clause it stands in."""
    year = int(own[:4]) if own else None
    sentence = _SPACED.sub(lambda m: m[0].replace(" ", "."), sentence)
    dates = [found for found in find_dates(sentence, year_hint=year) if found.precision == "dag"]
    means, rule_id = None, ""
    for i, found in enumerate(dates):
        clause = _clause(sentence, dates, i)
        hit = rules.first(_item(sentence, found) if len(dates) == 1 else clause, "frist.") or rules.first(
            clause, "frist."
        )
        if hit and not (rules.first(clause, "inte.") and "senast" not in clause):
            means, rule_id = hit[0].means, hit[0].id
        elif not (i and _JOINED.fullmatch(sentence[dates[i - 1].span.end : found.span.start])):
            means = None
        if means is None:
            continue
        for day in _days(found, means):
            # What lies before the handling itself is history; a time to answer tells what was asked of whom.
            if means == "svarstid" or not own or day >= own:
                yield FristMark(day, means, False, rule_id)


def _days(found: FoundDate, means: str) -> Sequence[str]:
    if not found.end_iso or len(found.end_iso) < len(found.iso):
        return (found.iso,)
    return (found.iso, found.end_iso) if means == "avtalstid" else (found.end_iso if means in _ENDS else found.iso,)


def _clause(sentence: str, dates: Sequence[FoundDate], i: int) -> str:
    start, end = 0, len(sentence)
    if i:
        start = _boundary(sentence, dates[i - 1].span.end, dates[i].span.start)
    if i + 1 < len(dates):
        end = _boundary(sentence, dates[i].span.end, dates[i + 1].span.start)
    return sentence[start:end]


def _item(sentence: str, found: FoundDate) -> str:
    """The att-sats of a date, in a sentence of several."""
    start = max((m.start() for m in _ATT.finditer(sentence, 0, found.span.start)), default=0)
    end = next((m.start() for m in _ATT.finditer(sentence, found.span.end)), len(sentence))
    return sentence[start:end]


def _boundary(sentence: str, after: int, before: int) -> int:
    """Where the clause of one date ends and that of the next begins."""
    breaks = [m.start() for m in _BREAK.finditer(sentence, after, before)]
    return breaks[-1] if breaks else after


def _from_notice(text: str, rules: Rulebook) -> Iterator[Found]:
    """The last day to appeal, counted from the day that minutes were announced (beside or under a label)."""
    grid = rows(text)
    for row in grid:
        for cell in row:
            hit = rules.first(cell.text, "anslag.")
            if hit is None:
                continue
            rest = Cell(cell.span, cell.text[hit[1].start() :], cell.row, cell.column)
            beside = row[cell.column + 1] if cell.column + 1 < len(row) else None
            for place in (rest, beside, below(grid, cell)):
                posted = [found for found in find_dates(place.text) if found.precision == "dag"] if place else []
                if posted:
                    end = place.span.end if place else cell.span.end
                    last = first_working_day(date.fromisoformat(posted[0].iso) + timedelta(days=_APPEAL_DAYS))
                    yield (
                        TextSpan(cell.span.start, max(cell.span.end, end)),
                        FristMark(last.isoformat(), _APPEAL, True, hit[0].id),
                    )
                    return
