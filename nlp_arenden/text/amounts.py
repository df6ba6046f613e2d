"""Sums of money in Swedish text, with what is said about them in the same clause."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nlp_arenden.text.money_units import Unit, bare_scale_is_money, find_units, scale_at
from nlp_arenden.text.numerals import DASH, SPACE, Numeral, decimal, number_after, number_before
from nlp_arenden.text.spans import TextSpan
from nlp_arenden.text.sum_qualifiers import Bound, Moms, Period, qualifiers, tells_change

# A bare year after one of these is a heading ("Budget 2024 tkr"), not a sum.
_YEAR_LEADS = (
    "år|året|åren|budget|utfall|prognos|bokslut|helår|plan|under|per|januari|februari|mars|april|maj|juni|"
    "juli|augusti|september|oktober|november|december"
)
_YEAR_LEAD = re.compile(rf"\b(?:{_YEAR_LEADS}){SPACE}*$", re.IGNORECASE)
_BLOCK_START = re.compile(rf"(?:^|[\u2029\n]){SPACE}*$")

# What joins the two ends of an interval. A dash with space on its left only is a minus sign ("2024 -5 mnkr").
_JOINT = re.compile(
    rf"(?:(?<!{SPACE}){DASH}{{1,2}}{SPACE}{{0,2}}|{SPACE}{{1,2}}(?P<apart>{DASH}{{1,2}}){SPACE}{{1,2}}"
    rf"|{SPACE}{{1,3}}(?P<word>och|till|à|á|respektive|resp\.?){SPACE}{{1,3}})$",
    re.IGNORECASE,
)
_LOOSELY = rf"(?:(?:cirka|ca\.?|c:a|omkring|ungefär|runt){SPACE}{{1,3}})?"
_BETWEEN = re.compile(rf"\bmellan{SPACE}{{1,3}}{_LOOSELY}$", re.IGNORECASE)
_FROM = re.compile(rf"\bfrån{SPACE}{{1,3}}{_LOOSELY}$", re.IGNORECASE)
# "10 à 500 kr" is a price for each of ten; the ends of a spoken interval lie closer than this.
_CLOSE = 3
# "Punkt 2 - 500 000 kr" and "3 till 500 kr" are no intervals; those with a cue in front may be wider.
_NEAR = 20

_MINUS = re.compile(
    rf"(?:(?<![^\s(:]){DASH}|(?<!\w)\u2212{SPACE}?|\./\.{SPACE}?|\bminus{SPACE}{{1,3}})$", re.IGNORECASE
)
# "1 030 mnkr (+/- 100 mnkr)": the second sum says how far the first may be off.
_OFF_BY = re.compile(rf"(?:\+{SPACE}?/{SPACE}?{DASH}|±){SPACE}?$")
_TABLE_NUMBER = re.compile(
    rf"(?<![\w.,:/§%])(?<!§{SPACE})(?<!\d{DASH})"
    rf"(?P<whole>\d{{1,3}}(?:(?:{SPACE}\d{{3}}){{1,4}}|(?:\.\d{{3}}){{1,4}})|\d{{1,15}})(?P<part>,\d{{1,6}}|\.\d{{1,2}})?"
    rf"(?![\w:/%]|[.,]\d|{SPACE}{{0,2}}(?:[^\W\d_]|%)|{DASH}\d)"
)
_TABLE_MINUS = re.compile(rf"(?<!\w)(?<!\w\s){DASH}{SPACE}?$")
# "SEK 1,675 million" is English, where the comma means thousands; such text is not read.
_ENGLISH = re.compile(rf"{SPACE}?(?:million|billion|thousand)", re.IGNORECASE)
# With these in front a caption means plain kronor; the word alone is too common in headings.
_UNIT_CUE = re.compile(rf"(?:\bi|\(|belopp\w*){SPACE}*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum as printed: ``low`` alone, or ``low`` to ``high`` for an interval, in whole ``currency`` units.

    ``span`` runs from the first digit or number word to the end of the unit, or the other way round in
    "EUR 500". ``low`` and ``high`` are magnitudes; a minus sign is told by ``negative``. ``per_unit`` is what
    the sum is paid for each of.
    """

    span: TextSpan
    low: Decimal
    high: Decimal | None = None
    currency: str = "SEK"
    approx: bool = False
    bound: Bound | None = None
    period: Period | None = None
    per_unit: str | None = None
    moms: Moms | None = None
    negative: bool = False


def find_amounts(text: str, default_multiplier: int | None = None) -> list[Amount]:
    """Every sum of money in ``text``, in order; spans are half-open code points and never overlap.

    Args:
        text: Clean running text; nothing is read across U+2029 or a line end.
        default_multiplier: What bare numbers are multiplied with when ``text`` is a table cell whose caption
            gives the unit (see ``caption_multiplier``); None reads only numbers with a unit of their own.
    """
    found: list[Amount] = []
    for unit in find_units(text):
        _add(text, unit, found)
    if default_multiplier is not None:
        found = sorted([*found, *_table_numbers(text, default_multiplier, found)], key=lambda amount: amount.span)
    return [_qualified(text, found, place) for place in range(len(found))]


def caption_multiplier(text: str) -> int | None:
    """What a table's numbers are multiplied with by its caption or heading: "(belopp i tkr)" gives 1000.

    None when ``text`` names no unit of money, or only beside a number, as running text does.
    """
    for unit in find_units(text):
        number = number_before(text, unit.start)
        if number is not None and not _is_year(number):
            continue
        if unit.multiplier > 1 or _UNIT_CUE.search(text, max(0, unit.start - 40), unit.start):
            return unit.multiplier
    return None


def format_sek(amount: Decimal) -> str:
    """A short Swedish form for readers ("2,5 mnkr", "45 000 kr"); an uneven sum is written in full."""
    sign, size = ("\u2212", -amount) if amount < 0 else ("", amount)
    for worth, unit in ((1_000_000_000, "mdkr"), (1_000_000, "mnkr")):
        short = size / worth
        if size >= worth and short * 100 == int(short * 100):
            return f"{sign}{_grouped(short.normalize())} {unit}"
    if size != int(size):
        size = size.quantize(Decimal("0.01")) if size * 100 == int(size * 100) else size
        return f"{sign}{_grouped(size)} kr"
    return f"{sign}{_grouped(Decimal(int(size)))} kr"


def _grouped(size: Decimal) -> str:
    return f"{size:,f}".replace(",", " ").replace(".", ",")


def _add(text: str, unit: Unit, found: list[Amount]) -> None:
    number = number_before(text, unit.start)
    end, multiplier = unit.end, unit.multiplier
    led = number is None
    if number is None:
        number = number_after(text, unit.end) if unit.leads else None
        if number is None or _is_year(number) or _ENGLISH.match(text, number.end):
            return
        scale = scale_at(text, number.end)
        end, multiplier = scale or (number.end, 1)
    elif _is_heading(text, number, unit) or (unit.bare and not bare_scale_is_money(text, number.start, unit.end)):
        return
    if multiplier < 1000 and "/" in number.written:
        return  # "1/2 kr" is rather the tail of a date
    if (found and number.start < found[-1].span.end) or _OFF_BY.search(text, max(0, number.start - 6), number.start):
        return
    amount = Amount(
        TextSpan(unit.start if led else number.start, end),
        _exact(number.value * multiplier),
        currency=unit.currency,
        approx=number.loose,
        negative=_MINUS.search(text, max(0, number.start - 8), number.start) is not None,
    )
    if joint := _JOINT.search(text, max(0, number.start - 16), number.start):
        _join(text, joint, number, amount, multiplier, found)
    else:
        found.append(amount)


def _join(
    text: str, joint: re.Match[str], number: Numeral, amount: Amount, multiplier: int, found: list[Amount]
) -> None:
    """Adds ``amount``, as the upper end of an interval when what stands before the joint is its lower end."""
    if found and found[-1].span.end == joint.start():
        first = found[-1]
        if first.high is None and first.currency == amount.currency and _is_interval(text, joint, first, amount):
            found.pop()
            amount = _from(first, amount)
        found.append(amount)
        return
    lower = number_before(text, joint.start())
    if lower is None or _is_year(lower) or (found and lower.start < found[-1].span.end):
        found.append(amount)
        return
    first = replace(
        amount,
        span=TextSpan(lower.start, lower.end),
        low=_exact(_lower_end(lower, number, amount.low, multiplier)),
        approx=lower.loose,
    )
    if _is_interval(text, joint, first, amount):
        amount = _from(first, amount)
    elif joint["word"] and (
        joint["word"].startswith("resp") or _FROM.search(text, max(0, lower.start - 24), lower.start)
    ):
        found.append(first)
    found.append(amount)


def _from(first: Amount, last: Amount) -> Amount:
    span = TextSpan(first.span.start, last.span.end)
    return replace(last, span=span, low=first.low, high=last.low, approx=first.approx or last.approx, negative=False)


def _lower_end(lower: Numeral, upper: Numeral, high: Decimal, multiplier: int) -> Decimal:
    """What the lower number is worth: "500 000-1 miljon" and "100-150 000 kr" leave out a part of it."""
    low = lower.value * multiplier
    if low >= high and 1000 <= lower.value < high:
        return lower.value
    says_thousands = multiplier == 1 and upper.value % 1000 == 0 and len(upper.written) > 4
    if says_thousands and lower.value < 1000 and lower.value * 1000 < high and lower.value == int(lower.value):
        return low * 1000
    return low


def _is_interval(text: str, joint: re.Match[str], first: Amount, last: Amount) -> bool:
    if first.low >= last.low:
        return False
    start, word = first.span.start, (joint["word"] or "").lower()
    if _BETWEEN.search(text, max(0, start - 24), start):
        return word in ("", "och", "till")
    if word == "till" and _FROM.search(text, max(0, start - 24), start):
        return not tells_change(text, start)
    if word == "till" or joint["apart"]:
        return first.low * _NEAR >= last.low or first.low == 0
    if word in ("à", "á"):
        return first.low * _CLOSE >= last.low
    return not word


def _exact(value: Decimal) -> Decimal:
    """The same value without idle decimals, so that 2,5 mnkr prints as 2500000."""
    return Decimal(int(value)) if value == int(value) else value


def _is_year(number: Numeral) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", number.written) is not None and number.value % 50 != 0


def _is_heading(text: str, number: Numeral, unit: Unit) -> bool:
    if not _is_year(number):
        return False
    floor = max(0, number.start - 16)
    led = _YEAR_LEAD.search(text, floor, number.start)
    return bool(led or (unit.multiplier >= 1000 and _BLOCK_START.search(text, floor, number.start)))


def _table_numbers(text: str, multiplier: int, found: list[Amount]) -> Iterator[Amount]:
    starts = [amount.span.start for amount in found]
    for match in _TABLE_NUMBER.finditer(text):
        span = TextSpan(*match.span())
        place = bisect_right(starts, span.start) - 1
        neighbours = found[max(0, place) : place + 2]
        value = decimal(match["whole"], match["part"])
        if value is None or any(span.overlaps(amount.span) for amount in neighbours):
            continue
        if _is_year(Numeral(*span, match.group(), value)):
            continue
        minus = _TABLE_MINUS.search(text, max(0, span.start - 3), span.start) is not None
        yield Amount(span, _exact(value * multiplier), negative=minus)


def _qualified(text: str, found: list[Amount], place: int) -> Amount:
    amount = found[place]
    before = found[place - 1].span.end if place else 0
    after = found[place + 1].span.start if place + 1 < len(found) else len(text)
    said = qualifiers(text, before, amount.span.start, amount.span.end, after)
    return replace(
        amount,
        approx=amount.approx or said.approx,
        bound=None if amount.high is not None and said.bound == "min" else said.bound,
        period=said.period,
        per_unit=said.per_unit,
        moms=said.moms,
    )
