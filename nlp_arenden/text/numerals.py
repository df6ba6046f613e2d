"""Swedish numbers in front of a unit: digits with any thousands sign, fractions and number words.

Numbers are read backwards from the place where their unit begins. That makes a year before a sum
("år 2026 300 000 kronor") and a lost space ("Kostar1,2 mnkr") come out right, and keeps the work per unit
bounded, so that long rows of digits cost no more than other text.
"""

import re
from decimal import Decimal
from typing import NamedTuple

# Spaces that stand inside a sum. U+2029 and line ends are block borders and are left out on purpose.
SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f]"
DASH = r"[-\u2010-\u2015\u2212]"

_IS_SPACE = re.compile(SPACE).match

# Columns of a table stand further apart than a number and its unit.
_GAP = 3
# A number ends at its unit; no number with its spaces is longer than this.
WINDOW = 64

_ONES = ("noll", "en", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
_TEENS = (
    "tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_VALUE: dict[str, tuple[str, int]] = {
    **{word: ("O", max(0, place - (place > 1))) for place, word in enumerate(_ONES)},
    **{word: ("E", 10 + place) for place, word in enumerate(_TEENS)},
    **{word: ("T", 20 + 10 * place) for place, word in enumerate(_TENS)},
    "hundra": ("H", 100),
    "tusen": ("K", 1000),
}
# How cardinals are built: [5]hundra[20][3] [tusen] ... O ones, E 10-19, T tens, H hundra, K tusen.
_SHAPE = re.compile(r"(?:(?:O?H)?(?:TO?|[OE])?K)?(?:O?H)?(?:TO?|[OE])?")
_MORPHEME = re.compile("|".join(sorted(_VALUE, key=len, reverse=True)))
_HALVES = {"en halv": Decimal("0.5"), "ett halvt": Decimal("0.5"), "en kvarts": Decimal("0.25")}
# "ett par miljoner" is said of about two.
_PAIR = ("ett", "par")
# With these in front the number word says only a magnitude ("flera hundra tusen"): no sum to read.
_VAGUE = frozenset(("flera", "några", "många", "åtskilliga", "otaliga"))
# What stands between the cardinals inside one number.
_LINKS = frozenset(("och", "halv", "halvt", "halva", "kvarts", "par"))

_FRACTION = {"½": "0.5", "¼": "0.25", "¾": "0.75", "1/2": "0.5", "1/4": "0.25", "3/4": "0.75"}
# A number may not begin inside another number, a date (2010-01-15) or a case number (1143/22).
_START = r"(?<!\d)(?<!\d[.,:/])(?<!\d-\d\d-)"
_WHOLE = rf"[1-9]\d{{0,2}}(?:(?:{SPACE}{{1,2}}\d{{3}}){{1,4}}|(?:\.\d{{3}}){{1,4}}|(?:,\d{{3}}){{2,4}})|\d{{1,15}}"
_DIGITS_AHEAD = re.compile(rf"{SPACE}{{0,3}}(?P<number>(?P<whole>{_WHOLE})(?P<part>[,.]\d{{1,6}})?)(?![\w/:]|[.,]\d)")
# Everything that a number in digits is written with.
_CHARACTERS = "0123456789.,:/½¼¾ \t\u00a0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
_DIGITS = re.compile(
    rf"""{_START}(?:
      (?P<fraction>(?:\d{{1,3}}{SPACE}?)?[½¼¾]|(?:\d{{1,3}}{SPACE})?(?:[13]/4|1/2))
    | (?P<about>\d{{1,3}})-tal
    | (?P<ore>\d{{1,5}}:\d\d)
    | (?P<whole>{_WHOLE})(?P<part>[,.]\d{{1,6}})?
    )$""",
    re.VERBOSE,
)
# "1 030 (+/-36) mnkr" gives a number and how far it may be off.
_TOLERANCE = re.compile(rf"\({SPACE}?(?:\+{SPACE}?/{SPACE}?{DASH}|±){SPACE}?[\d,. ]{{1,12}}%?\)$")
_WORD = re.compile(r"(?<![\w-])(?:[a-zåäö]{1,40}|\d{1,3})$", re.IGNORECASE)


class Numeral(NamedTuple):
    """A number in front of a unit: where it is written, what it is worth and whether it is said loosely."""

    start: int
    end: int
    written: str
    value: Decimal
    loose: bool = False


def number_before(text: str, end: int) -> Numeral | None:
    """The number whose last character, spaces aside, stands right before ``end``; None when there is none.

    Two forms of one number, as in "4 (fyra) miljoner", count as one number that begins at the first.
    """
    floor = max(0, end - WINDOW)
    stop = _without_spaces(text, floor, end)
    if tolerance := _TOLERANCE.search(text, floor, stop):
        number = number_before(text, tolerance.start())
        return None if number is None else number._replace(end=stop, loose=True)
    if stop > floor and text[stop - 1] == ")":
        return _doubled(text, floor, stop - 1)
    return _digits_before(text, floor, stop) or _words_before(text, floor, stop)


def number_after(text: str, start: int) -> Numeral | None:
    """The number in digits that begins, spaces aside, at ``start``; None when there is none."""
    match = _DIGITS_AHEAD.match(text, start)
    value = decimal(match["whole"], match["part"]) if match else None
    if match is None or value is None:
        return None
    return Numeral(match.start("number"), match.end("number"), match["number"], value)


def cardinal(words: tuple[str, ...]) -> Decimal | None:
    """What number words are worth: ``("två", "och", "en", "halv")`` is 2.5; None when not a number."""
    half = _HALVES.get(" ".join(words[-2:]))
    if half is not None:
        if len(words) == 2:
            return half
        whole = cardinal(words[:-3]) if words[-3] == "och" and len(words) > 3 else None
        return None if whole is None else whole + half
    if words in (("halv",), ("halva",)):
        return Decimal("0.5")
    if len(words) == 1 and words[0].isdecimal():
        return Decimal(words[0])
    if words[:2] == _PAIR:
        times = cardinal(words[2:]) if len(words) > 2 else Decimal(1)
        return None if times is None else 2 * times
    return _compound("".join(words))


def _compound(word: str) -> Decimal | None:
    parts = _MORPHEME.findall(word)
    if not parts or "".join(parts) != word:
        return None
    kinds = [_VALUE[part] for part in parts]
    if not _SHAPE.fullmatch("".join(kind for kind, _ in kinds)):
        return None
    total = current = 0
    for kind, value in kinds:
        if kind == "H":
            current = max(current, 1) * value
        elif kind == "K":
            total, current = max(current, 1) * value, 0
        else:
            current += value
    return Decimal(total + current)


def decimal(whole: str, part: str | None) -> Decimal | None:
    """What digits are worth, thousands signs dropped; None for "000", the tail of a broken number."""
    digits = re.sub(r"\D", "", whole)
    if digits.startswith("0") and len(digits) > 1:
        return None
    return Decimal(digits + (part or "").replace(",", "."))


def _without_spaces(text: str, floor: int, end: int) -> int:
    stop = end
    while stop > floor and _IS_SPACE(text[stop - 1]):
        stop -= 1
    return stop if end - stop <= _GAP else end


def _digits_before(text: str, floor: int, end: int) -> Numeral | None:
    # The search begins where the characters of a number do, not at each of the characters before them.
    if text[end - 1 : end] != "l":
        floor += len(text[floor:end].rstrip(_CHARACTERS))
    match = _DIGITS.search(text, floor, end)
    if match is None:
        return None
    start, written = match.start(), match.group()
    if fraction := match["fraction"]:
        sign = next(mark for mark in _FRACTION if fraction.endswith(mark))
        whole = re.sub(r"\D", "", fraction.removesuffix(sign))
        return Numeral(start, end, written, Decimal(whole or 0) + Decimal(_FRACTION[sign]))
    if match["about"]:
        return Numeral(start, end, written, Decimal(match["about"]), loose=True)
    if match["ore"]:
        return Numeral(start, end, written, Decimal(match["ore"].replace(":", ".")))
    value = decimal(match["whole"], match["part"])
    return None if value is None else Numeral(start, end, written, value)


def _words_before(text: str, floor: int, end: int) -> Numeral | None:
    words: list[str] = []
    starts: list[int] = []
    place = end
    while len(words) < 7 and (match := _WORD.search(text, floor, place)):
        word = match.group().lower()
        if word.isdecimal() and words[:1] != ["och"]:
            break
        words.insert(0, word.removesuffix("tal") if not words else word)
        starts.insert(0, match.start())
        if not (words[0] in _LINKS or word.isdecimal() or _compound(words[0]) is not None):
            break
        place = _without_spaces(text, floor, match.start())
    for first, start in enumerate(starts):
        value = cardinal(tuple(words[first:]))
        if value is None:
            continue
        if first and words[first - 1] in _VAGUE:
            return None
        written = text[start:end]
        loose = tuple(words[first : first + 2]) == _PAIR or written.lower().endswith("tal")
        return Numeral(start, end, written, value, loose)
    return None


def _doubled(text: str, floor: int, close: int) -> Numeral | None:
    """Reads "fyra (4)": the number in brackets, begun at the same number written before them."""
    inner = _digits_before(text, floor, close) or _words_before(text, floor, close)
    if inner is None or inner.start <= floor or text[inner.start - 1] != "(":
        return None
    before = _without_spaces(text, floor, inner.start - 1)
    outer = _digits_before(text, floor, before) or _words_before(text, floor, before)
    if outer is None or outer.value != inner.value:
        return None
    return Numeral(outer.start, close + 1, text[outer.start : close + 1], inner.value, inner.loose)
