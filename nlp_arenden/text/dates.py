"""Dates and intervals of dates in Swedish text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from nlp_arenden.text.spans import TextSpan

Precision = Literal["dag", "manad", "ar"]

_SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f]"
_S = rf"{_SPACE}{{0,2}}"
_DASH = r"(?:--|[-\u2010-\u2015\u2212])"
# Months as written, the full name first so that it is not read as its abbreviation.
_MONTHS = (
    r"januari|jan\b\.?",
    r"februari|febr?\b\.?",
    r"mars|mar\b\.?",
    r"april|apr\b\.?",
    r"maj",
    r"juni|jun\b\.?",
    r"juli|jul\b\.?",
    r"augusti|aug\b\.?",
    r"september|sept?\b\.?",
    r"oktober|okt\b\.?",
    r"november|nov\b\.?",
    r"december|dec\b\.?",
)
# Six or eight digits in a row are a date only after one of these; elsewhere they are codes and phone numbers.
_COMPACT_CUES = (
    r"smtr|sammanträd\w*|dat(?:erad|erat|erade|um)?|\w*nämnd(?:en)?|\w*styrelsen?|\w*fullmäktige|\w*utskottet|"
    r"KF|KS|KSAU|AU|beslut\w*|protokoll\w*|antag\w*|reviderad\w*|rev|inkom\w*|upprättad\w*|skrivelse\w*|"
    r"\w*yrkande\w*|den|per"
)
# "23/9" without a year is a date after one of these, or before a clock time; elsewhere a fraction, a
# page of pages or a number of storeys.
_SLASH_CUES = (
    r"den|dag|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|framställ\w*|bordlagd|smtr|sammanträde\w*|senast|"
    r"från och med|fr\.?o\.?m\.?|till och med|t\.?o\.?m\.?|inkom\w*|dat\w*|mötet|KF|KS"
)
# What joins the two ends of an interval, and what merely lists dates that share a year.
_UNTIL = rf"till{_SPACE}+och{_SPACE}+med|t\.?{_S}o\.?{_S}m\.?|till|fram{_SPACE}+till"
# Years that are no dates: names of visions and numbers in series.
_YEAR_NAMES = r"vision|agenda|nr|nummer|dnr|sfs|sou|ds|prop|pm|utl|motion|rapport|iso|mål"

_PIVOT = 50  # two-digit years below it belong to the 2000s

_YEAR = r"(?:19|20)\d\d"
_NO_MORE = r"(?![\d:/]|[-\u2013]\d{3})"
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
# "16 maj -24"; but in "1 maj-30 september" the second number is a day.
_SHORT_YEAR = rf"{_S}[-\u2019']\d\d(?!\d|/|{_SPACE}*{_MONTH})"
_DATE = re.compile(
    rf"""(?:(?<![\w./:])(?<!\w-)|(?<=\bK[SF]))(?:
      (?P<iso>{_YEAR})(?:{_SPACE}(?=-\d\d-\d\d(?![\d-])))?(?P<mark>[-./])(?:(?<=-){_SPACE})?(?P<iso_m>\d\d)
      (?P=mark)(?:(?<=-){_SPACE})?(?P<iso_d>\d\d)
      (?:(?:--|[-\u2013])(?P<iso_y2>{_YEAR})-(?P<iso_m2>\d\d)-(?P<iso_d2>\d\d)
        |(?:--|\u2013)(?P<iso_m3>\d\d)-(?P<iso_d3>\d\d))?(?!\d|-\d)
    | (?P<old_y>{_YEAR}){_SPACE}den{_SPACE}(?P<old_d>\d{{1,2}}){_SPACE}(?P<old_m>{_MONTH})(?!\w)
    | (?:(?P<first_d>\d{{1,2}})(?:{_S}{_DASH}{_S}|{_SPACE}(?P<word>och|till){_SPACE}(?:den{_SPACE})?))?
      (?P<d>\d{{1,2}})(?::[ea])?{_SPACE}{{1,2}}(?P<m>{_MONTH})(?!\w)
      (?:,?{_SPACE}{{1,2}}(?:år{_SPACE})?(?P<y>{_YEAR}){_NO_MORE}|(?P<short_y>{_SHORT_YEAR}))?
    | (?P<slash_d>\d{{1,2}})/(?P<slash_m>\d{{1,2}})
      (?:(?:{_SPACE}?[-/\u2013]{_SPACE}?|{_SPACE}{{1,2}})(?P<slash_y>{_YEAR}){_NO_MORE}
        |(?P<slash_short>{_SHORT_YEAR}))?(?![\d/%])
    | (?P<dot_d>\d{{1,2}})(?P<dot>[.-])(?P<dot_m>\d{{1,2}})(?P=dot)(?P<dot_y>{_YEAR})(?![\w:/]|[.-]\d)
    | (?P<compact>(?:19|20)\d{{6}}|\d{{6}})(?![\w-])
    | (?:(?P<first_m>{_MONTH})(?:{_S}{_DASH}{_S}|{_SPACE}till{_SPACE}))?
      (?P<only_m>{_MONTH}){_SPACE}{{1,2}}(?:år{_SPACE})?(?P<only_y>{_YEAR}){_NO_MORE}
    | (?P<year>{_YEAR})(?:{_S}{_DASH}{_S}(?P<year2>{_YEAR}|\d\d))?(?![\w:/%]|[.,-]\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_COMPACT_CUE = re.compile(rf"(?:\b(?:{_COMPACT_CUES})[.:,]?{_SPACE}{{1,2}}|\bK[SF])$", re.IGNORECASE)
_SLASH_CUE = re.compile(rf"\b(?:{_SLASH_CUES})[.:,]?{_SPACE}{{1,2}}(?:den{_SPACE})?$", re.IGNORECASE)
_CLOCK = re.compile(rf"{_S}(?:kl\b|klockan\b)", re.IGNORECASE)
_PAIR_CUE = re.compile(rf"\b(?:den|mellan){_SPACE}+$", re.IGNORECASE)
_YEAR_NAME = re.compile(rf"\b(?:{_YEAR_NAMES})\.?{_SPACE}{{1,2}}$", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bmellan{_SPACE}+(?:den{_SPACE}+)?$", re.IGNORECASE)
_GAP_INTERVAL = re.compile(rf"{_S},?{_S}(?:{_DASH}|(?:{_UNTIL})(?!\w)){_S}(?:den{_SPACE})?", re.IGNORECASE)
_GAP_AND = re.compile(rf"{_S}och{_S}(?:den{_SPACE})?", re.IGNORECASE)
_GAP_LIST = re.compile(rf"{_S}(?:,|och|samt|respektive|,{_S}samt){_S}(?:den{_SPACE})?", re.IGNORECASE)
_GAP_LENGTH = 28


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, or an interval when ``end_iso`` is set.

    ``iso`` is "2009-09-23", "2009-09" or "2009" as ``precision`` tells; ``span`` leaves out "den".
    """

    span: TextSpan
    iso: str
    precision: Precision
    end_iso: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A date as far as its own characters say; ``weak`` needs a cue unless a neighbour vouches for it."""

    span: TextSpan
    year: int | None
    month: int | None = None
    day: int | None = None
    weak: bool = False

    def iso(self) -> str | None:
        """The date as ISO 8601; None when it has no year or is not in the calendar."""
        if self.year is None:
            return None
        try:
            day = date(self.year, self.month or 1, self.day or 1).isoformat()
        except ValueError:
            return None
        return day if self.day else day[:7] if self.month else day[:4]


def find_dates(text: str, year_hint: int | None = None, *, include_years: bool = False) -> list[FoundDate]:
    """Every date and interval in ``text``, in order; spans are half-open code points and never overlap.

    Args:
        text: Clean running text; nothing is read across U+2029 or a line end.
        year_hint: The year of dates that print none ("senast den 7 april"); without it they are left out.
        include_years: Also return years that stand alone ("2012", "2010-2013").
    """
    parts = _with_shared_years(text, list(_parts(text, include_years)))
    if year_hint is not None:
        parts = [replace(part, year=part.year or (None if part.weak else year_hint)) for part in parts]
    known = [(part, iso) for part in parts if (iso := part.iso()) is not None]
    found: list[FoundDate] = []
    place = 0
    while place < len(known):
        part, iso = known[place]
        precision: Precision = "dag" if part.day else "manad" if part.month else "ar"
        place += 1
        if place < len(known) and _joins(text, part, known[place][0]) and len(iso) == len(known[place][1]):
            end, end_iso = known[place]
            if iso < end_iso:
                found.append(FoundDate(TextSpan(part.span.start, end.span.end), iso, precision, end_iso))
                place += 1
                continue
        found.append(FoundDate(part.span, iso, precision))
    return found


def _parts(text: str, include_years: bool) -> Iterator[_Part]:
    for match in _DATE.finditer(text):
        span = TextSpan(*match.span())
        if match["iso"]:
            yield from _iso_parts(match)
        elif match["old_y"]:
            yield _Part(span, int(match["old_y"]), _month(match["old_m"]), int(match["old_d"]))
        elif match["m"]:
            yield from _day_parts(text, match)
        elif match["slash_d"]:
            year = _year(match["slash_y"] or match["slash_short"])
            weak = year is None and not _vouched(text, match)
            yield _Part(span, year, int(match["slash_m"]), int(match["slash_d"]), weak)
        elif match["dot_d"]:
            yield _Part(span, int(match["dot_y"]), int(match["dot_m"]), int(match["dot_d"]))
        elif digits := match["compact"]:
            if _COMPACT_CUE.search(text, max(0, span.start - 32), span.start):
                yield _Part(span, _year(digits[:-4]), int(digits[-4:-2]), int(digits[-2:]))
        elif match["only_m"]:
            start = match.start("only_m")
            if match["first_m"]:
                yield _Part(TextSpan(span.start, match.end("first_m")), None, _month(match["first_m"]))
            yield _Part(TextSpan(start, span.end), int(match["only_y"]), _month(match["only_m"]))
        elif include_years and not _YEAR_NAME.search(text, max(0, span.start - 12), span.start):
            yield from _year_parts(match)


def _iso_parts(match: re.Match[str]) -> Iterator[_Part]:
    year = int(match["iso"])
    stop = match.end("iso_d")
    yield _Part(TextSpan(match.start(), stop), year, int(match["iso_m"]), int(match["iso_d"]))
    if match["iso_y2"]:
        span = TextSpan(match.start("iso_y2"), match.end())
        yield _Part(span, int(match["iso_y2"]), int(match["iso_m2"]), int(match["iso_d2"]))
    elif match["iso_m3"]:
        yield _Part(TextSpan(match.start("iso_m3"), match.end()), year, int(match["iso_m3"]), int(match["iso_d3"]))


def _day_parts(text: str, match: re.Match[str]) -> Iterator[_Part]:
    month, start = _month(match["m"]), match.start("d")
    if match["first_d"]:
        cued = _PAIR_CUE.search(text, max(0, match.start() - 10), match.start())
        if (cued or match["word"] != "och") and int(match["first_d"]) < int(match["d"]):
            yield _Part(TextSpan(match.start(), match.end("first_d")), None, month, int(match["first_d"]))
    yield _Part(TextSpan(start, match.end()), _year(match["y"] or match["short_y"]), month, int(match["d"]))


def _year_parts(match: re.Match[str]) -> Iterator[_Part]:
    first = int(match["year"])
    yield _Part(TextSpan(match.start(), match.end("year")), first)
    if match["year2"]:
        last = int(match["year2"]) if len(match["year2"]) == 4 else first // 100 * 100 + int(match["year2"])
        yield _Part(TextSpan(match.start("year2"), match.end()), last)


def _with_shared_years(text: str, parts: list[_Part]) -> list[_Part]:
    """Gives "1 januari" in "1 januari-31 juli 2024" its year from the right, and the other way round."""
    for place in range(len(parts) - 2, -1, -1):
        part, after = parts[place], parts[place + 1]
        if part.year is None and after.year is not None and after.month is not None:
            spans = _joins(text, part, after)
            if spans or _gap(_GAP_LIST, text, part, after):
                turns = spans and (part.month or 0) > after.month
                parts[place] = replace(part, year=after.year - turns)
    for place in range(1, len(parts)):
        part, before = parts[place], parts[place - 1]
        if part.year is None and before.year is not None and before.month is not None and _joins(text, before, part):
            parts[place] = replace(part, year=before.year + ((part.month or 0) < before.month))
    return parts


def _gap(pattern: re.Pattern[str], text: str, first: _Part, last: _Part) -> bool:
    gap = last.span.start - first.span.end
    return gap <= _GAP_LENGTH and pattern.fullmatch(text, first.span.end, last.span.start) is not None


def _joins(text: str, first: _Part, last: _Part) -> bool:
    if _gap(_GAP_INTERVAL, text, first, last):
        return True
    start = first.span.start
    return _gap(_GAP_AND, text, first, last) and _BETWEEN.search(text, max(0, start - 16), start) is not None


def _vouched(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if _SLASH_CUE.search(text, max(0, start - 24), start) or _CLOCK.match(text, end):
        return True
    # "(24/11)" is a date in lists of postponed matters; "(1/2)" is rather page one of two.
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return bracketed and int(match["slash_d"]) > 12


def _month(written: str) -> int:
    return next(place for place, form in enumerate(_MONTHS, 1) if written[:3].lower() == form[:3])


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    digits = int(re.sub(r"\D", "", written))
    return digits if digits > 99 else digits + (2000 if digits < _PIVOT else 1900)
