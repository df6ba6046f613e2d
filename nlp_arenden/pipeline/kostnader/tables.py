"""Rows of tables about money: a caption or a column head gives the unit, their words the period and the kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp_arenden.pipeline.annotations import KostnadMark, Place
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.text.amounts import Amount, caption_multiplier, find_amounts

# Columns that tell what has been, or compare it with what was to be: no costs of what is proposed.
_OUTCOME = re.compile(r"utfall|bokslut|avvikelse|prognos|föregående år", re.IGNORECASE)
_ABOUT_MONEY = re.compile(
    r"kostnad|utgift|invester|avgift|taxa|belopp|budget|bidrag|anslag|intäkt|finansier|estimat|kalkyl|pris\b",
    re.IGNORECASE,
)
_UNIT_ALONE = re.compile(r"(?:kronor|kr|sek)", re.IGNORECASE)
# "Rivning och sanering 14 200": a row whose columns were only blanks.
_ROW = re.compile(
    r"[^\W\d][^\t:;]{1,60}?\s[-\u2212]?\d{1,3}(?: \d{3})*(?:,\d+)?(?:\s[-\u2212]?\d{1,3}(?: \d{3})*(?:,\d+)?)?"
)
_LONGEST_HEAD = 90  # code points of a caption or a row of column heads
_WORDS_OF_A_HEAD = 6  # a caption that ends with a stop has no more
_MOST_COLUMNS = 2  # more are years or alternatives, which the row does not tell apart


@dataclass
class Tables:
    """Follows the tables of one document; ``clear`` begins the next."""

    rules: Rulebook
    multiplier: int | None = None
    caption: str = ""
    place: Place | None = None

    def clear(self) -> None:
        """Forgets the document before."""
        self.multiplier, self.caption, self.place = None, "", None

    def see(self, sentence: str, place: Place) -> Iterator[KostnadMark] | None:
        """The statements of a row; None when the sentence is not a row of a table with a known unit."""
        if place != self.place:
            self.clear()
            self.place = place
        is_row = "\t" in sentence or _ROW.fullmatch(sentence.strip()) is not None
        told = sentence.rstrip().endswith(".") and len(sentence.split()) > _WORDS_OF_A_HEAD
        if len(sentence) <= _LONGEST_HEAD and not told and not (is_row and self._amounts(sentence)):
            self._head(sentence)
        elif not is_row:
            self.multiplier, self.caption = None, ""  # running text: the table is over
        if not is_row or self.multiplier is None or _OUTCOME.search(self.caption):
            return None
        if place.kind != "ekonomi" and not _ABOUT_MONEY.search(self.caption):
            return None
        return self._row(sentence)

    def _head(self, sentence: str) -> None:
        """A caption begins anew, column heads go on; the last unit that they name counts."""
        multiplier = caption_multiplier(sentence)
        if multiplier is None and _UNIT_ALONE.search(sentence) and not find_amounts(sentence):
            multiplier = 1
        self.caption = f"{self.caption} {sentence}"[-4 * _LONGEST_HEAD :]
        if multiplier is not None:
            self.multiplier = multiplier

    def _amounts(self, sentence: str) -> list[Amount]:
        """The sums of a row, cell by cell: blanks join the digits of one number, the border of a cell does not."""
        label, *cells = sentence.split("\t")
        found = [find_amounts(cell, default_multiplier=self.multiplier or 1) for cell in cells or [label]]
        return [amount for some in found for amount in some]

    def _row(self, sentence: str) -> Iterator[KostnadMark]:
        amounts = self._amounts(sentence)
        if not 1 <= len(amounts) <= _MOST_COLUMNS or self.rules.first(sentence, "inte.", "inte_summa."):
            return
        # The words on the other side of the sum belong to the row as well, and the caption's to every row.
        hit = self.rules.first(sentence, "summa.investering", "summa.besparing", "summa.intakt") or self.rules.first(
            self.caption, "summa.investering", "tabell."
        )
        often = self.rules.first(sentence, "tid.") or self.rules.first(self.caption, "tid.")
        for amount in amounts:
            yield KostnadMark(
                klass=hit[0].means if hit else "kostnad_med_belopp",
                belopp_sek=f"{abs(amount.low):f}",
                belopp_max_sek=f"{amount.high:f}" if amount.high is not None else None,
                ungefarlig=amount.approx,
                period=amount.period or (often[0].means if often else None),
                per_enhet=amount.per_unit,
                moms=amount.moms,
                finansiering=None,
                negerad=False,
                modalitet="beraknad",  # a table of costs to come is a calculation
                talare=None,
                regel="tabell.rad",
            )
