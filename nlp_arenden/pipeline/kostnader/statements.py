"""Reads one sentence as statements about money: one for each sum, one for each clause that tells without."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nlp_arenden.pipeline.annotations import KostnadMark, Place
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.text.amounts import Amount, find_amounts
from nlp_arenden.text.quick import may_hold
from nlp_arenden.text.spans import TextSpan

SUM = "¤"  # stands for the sum itself in the patterns of what a sum is

_NEGATED = frozenset({"ingen_kostnad", "inget_kostnadsatagande"})
_SUMS = frozenset({"kostnad_med_belopp", "investering"})  # classes that are nothing without a sum
_DENYING = frozenset({"ingen_kostnad", "inget_kostnadsatagande", "okand", "ofinansierad"})
_NOT = re.compile(
    r"\b(?:inte|inga|ingen|inget|ej|icke|utan|varken|saknar?|saknas|aldrig|knappast|oklart?|osäker\w*)\b", re.IGNORECASE
)
LEARNT = "lard"  # the rule of what a learnt reader has told
_PAID = frozenset({"inom_ram", "ofinansierad", "extern_finansiering"})
# Clauses that each say something of their own; relative clauses stay with the words they tell about.
_BREAK = re.compile(
    r"[,;]\s(?:men|dock|däremot|medan)\s|;\s|\soch\s(?=(?:beräknas|bedöms|väntas|förväntas|kommer\satt)\b)"
)
# Where the words about a sum end and those that lead to the next one begin.
_TURN = re.compile(r",\s(?:varav|medan|men|och|samt|därav)?|\s(?:och|samt|respektive|varav|utöver)\s|;\s")
_AFTER = 15  # a word after the sum counts as so many code points further away than one before it
_QUICK = re.compile(
    r"kost|utgift|finansier|budget|ekonom|\bram|avgift|taxa|borgen|hyra|anslag|anslå|medel|bidrag|intäkt|spar|invester"
    r"|kron|kr\b|sek\b|mn\b|mdr|miljo|miljard|åta[rg]|förplikt|förbinder|pris|belopp|kalkyl|aspekt|konsekvens|effekt|påverka|ersätt|euro|resurs|skatt|fördyr|skuld|procent|betala|försäkring|personalbehov|arbetstid",
    re.IGNORECASE,
)

_OURS = re.compile(r"\b(?:staden|kommunen|regionen|nämnden)s?\b|\bförslaget\b", re.IGNORECASE)


def may_be_about_money(sentence: str) -> bool:
    """False for a sentence in which no rule about money can find anything."""
    return may_hold(sentence, _QUICK) and _QUICK.search(sentence) is not None


class CostReader:
    """Finds the statements of a sentence by the rules of a model package."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules

    def read(self, sentence: str, place: Place, mode: str | None) -> Iterator[KostnadMark]:
        """The statements of one sentence, in text order, without their speaker.

        Args:
            sentence: one sentence of clean text.
            place: where it stands.
            mode: the modality of a proposal or decision that the sentence is part of.
        """
        amounts = find_amounts(sentence)
        if amounts and not (mode or place.kind == "ekonomi" or self._rules.first(sentence, "om.")):
            amounts = []
        said: set[str] = set()
        for clause in _clauses(sentence):
            within = [a for a in amounts if clause.start <= a.span.start < clause.end]
            if self._excluded(clause.of(sentence), clause, within):
                continue
            if within:
                yield from self._sums(sentence, clause, within, mode)
            elif (mark := self._statement(clause.of(sentence), sentence, place, mode)) and mark.klass not in said:
                said.add(mark.klass)
                yield mark

    def told(self, sentence: str, klass: str, mode: str | None) -> Iterator[KostnadMark]:
        """The statements of a sentence known to be one though no rule reads it so: its sums, else ``klass``."""
        whole, amounts = TextSpan(0, len(sentence)), find_amounts(sentence)
        if self._excluded(sentence, whole, amounts):
            return  # a rule knows it for an outcome, an alternative that was rejected, a measure
        sums = list(self._sums(sentence, whole, amounts, mode)) if amounts else []
        if sums:
            yield from (replace(mark, regel=f"{LEARNT}+{mark.regel}") for mark in sums)
        elif klass not in _SUMS and (klass in _DENYING) == (_NOT.search(sentence) is not None):
            # A sentence that denies something must never be told as a cost, nor one that does not as none.
            yield self._without_sum(klass, sentence, sentence, mode, LEARNT)

    def _excluded(self, text: str, clause: TextSpan, amounts: list[Amount]) -> bool:
        for amount in reversed(amounts):
            start, end = amount.span.start - clause.start, amount.span.end - clause.start
            text = text[:start] + SUM + text[end:]
        groups = ("inte.", "inte_summa.") if amounts else ("inte.",)
        return self._rules.first(text, *groups) is not None

    def _sums(self, sentence: str, clause: TextSpan, amounts: list[Amount], mode: str | None) -> Iterator[KostnadMark]:
        last: KostnadMark | None = None
        for at, amount in enumerate(amounts):
            before, after = clause.start, clause.end
            if at:
                before, _ = _turn(sentence, amounts[at - 1].span.end, amount.span.start)
            if at + 1 < len(amounts):
                _, after = _turn(sentence, amount.span.end, amounts[at + 1].span.start)
            mark = self._sum(sentence, clause, TextSpan(before, after), amount, mode, last)
            if mark is not None:
                yield mark
                last = mark

    def _sum(
        self,
        sentence: str,
        clause: TextSpan,
        window: TextSpan,
        amount: Amount,
        mode: str | None,
        last: KostnadMark | None,
    ) -> KostnadMark | None:
        near = _marked(sentence, window, amount)
        if self._rules.first(near, "bort."):
            return None
        kind = self._kind(near)
        # "18 mnkr 2022 and 26 mnkr 2023": what has no words of its own is told by the sum before it.
        inherits = last is not None and kind is None
        if kind is None and last is not None:
            kind = last.klass, last.regel
        klass, rule = kind or self._kind(_marked(sentence, clause, amount)) or ("kostnad_med_belopp", "summa")
        if klass == "besparing" and self._rules.first(near, "nekad."):
            return None
        if klass == "kostnad_med_belopp" and (frame := self._rules.first(sentence, "investeringsram")):
            klass, rule = frame[0].means, frame[0].id
        often = amount.period or self._means(near, "tid.")
        if often is None and inherits and last is not None:
            often = last.period
        swedish = amount.currency == "SEK"
        return KostnadMark(
            klass=klass,
            belopp_sek=_plain(amount.low) if swedish else None,
            belopp_max_sek=_plain(amount.high) if swedish and amount.high is not None else None,
            ungefarlig=amount.approx,
            period=often,
            per_enhet=amount.per_unit,
            moms=amount.moms,
            finansiering=klass if klass in _PAID else self._means(near, "fin."),
            negerad=False,
            modalitet=self._modality(clause.of(sentence), sentence, mode),
            talare=None,
            regel=rule,
        )

    def _kind(self, text: str) -> tuple[str, str] | None:
        """What the sum in the text is: class and rule, by words that decide, else by the nearest."""
        if hit := self._rules.first(text, "avgor."):
            return hit[0].means, hit[0].id
        middle = text.index(SUM)
        nearest: tuple[int, str, str] | None = None
        for rule in self._rules.possible(text, "summa."):
            for m in rule.pattern.finditer(text):
                away = middle - m.end() if m.end() <= middle else m.start() - middle + _AFTER
                if nearest is None or away < nearest[0]:
                    nearest = away, rule.means, rule.id
        return nearest[1:] if nearest else None

    def _statement(self, clause: str, sentence: str, place: Place, mode: str | None) -> KostnadMark | None:
        hit = self._rules.first(clause, "klass.")
        if hit is None and place.kind == "ekonomi":
            hit = self._rules.first(clause, "rubrik.")
        if hit is None:
            return None
        klass = hit[0].means
        if klass == "okand" and place.kind != "ekonomi" and not self._rules.first(clause, "okand."):
            return None
        if klass in ("besparing", "intakt"):
            # Outside sections about economy these words are more often about somebody else's money.
            ours = place.kind == "ekonomi" or _OURS.search(clause) or hit[0].id == "klass.inte_bara"
            if not ours or self._rules.first(clause, "nekad."):
                return None
        return self._without_sum(klass, clause, sentence, mode, hit[0].id)

    def _without_sum(self, klass: str, clause: str, sentence: str, mode: str | None, rule: str) -> KostnadMark:
        return KostnadMark(
            klass=klass,
            belopp_sek=None,
            belopp_max_sek=None,
            ungefarlig=False,
            period=self._means(clause, "tid."),
            per_enhet=None,
            moms=None,
            finansiering=klass if klass in _PAID else None,
            negerad=klass in _NEGATED,
            modalitet=self._modality(clause, sentence, mode, open_=klass == "okand"),
            talare=None,
            regel=rule,
        )

    def _modality(self, clause: str, sentence: str, mode: str | None, open_: bool = False) -> str:
        """A condition goes before all else; "kan inte beräknas" is no calculation."""
        if hit := self._rules.first(sentence, "modal.villkor"):
            return hit[0].means
        if mode:
            return mode
        order = ("modal.beraknad", "modal.foreslagen", "modal.tidigare", "modal.kanske")
        told = (self._means(clause, group) for group in order[1 if open_ else 0 :])
        return next((means for means in told if means), "faktisk")

    def _means(self, text: str, *groups: str) -> str | None:
        hit = self._rules.first(text, *groups)
        return hit[0].means if hit else None


def _clauses(sentence: str) -> Iterator[TextSpan]:
    start = 0
    for m in _BREAK.finditer(sentence):
        yield TextSpan(start, m.start())
        start = m.end()
    yield TextSpan(start, len(sentence))


def _turn(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Where between two sums the words about the second begin, and where those about the first end."""
    turns = [m.start() for m in _TURN.finditer(sentence, start, end)]
    return (turns[-1], turns[-1]) if turns else (start, end)


def _marked(sentence: str, window: TextSpan, amount: Amount) -> str:
    left = sentence[window.start : amount.span.start].replace(SUM, " ")
    right = sentence[amount.span.end : window.end].replace(SUM, " ")
    return left + SUM + right


def _plain(number: Decimal) -> str:
    return f"{number:f}"
