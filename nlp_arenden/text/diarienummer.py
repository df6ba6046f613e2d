"""Diarienummer and ärendenummer in the many forms that Swedish authorities write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp_arenden.text.spans import TextSpan

_SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f]"
# The building blocks of the forms below.
_BLOCKS = {
    "<Y>": r"(?P<year>(?:19|20)\d\d)",
    "<YY>": r"(?P<year>(?:19|20)\d\d|\d\d)",
    "<yy>": r"(?P<year>\d\d)",
    "<unit>": r"(?P<unit>[A-ZÅÄÖ]{2,5})",
    "<ccc>": r"(?P<code>\d{3})",
    "<cc>": r"(?P<code>\d{2,3})",
    "<1.2>": r"(?P<code>\d(?:\.\d{1,2}){1,3})",
    "<->": rf"{_SPACE}{{0,2}}[-\u2010-\u2013]{_SPACE}{{0,2}}",
    "</>": rf"{_SPACE}{{0,2}}/{_SPACE}{{0,2}}",
    "< >": _SPACE,
    "<-n>": r"(?:[-/]\d{1,6})?",  # the document's number within the case
}
# Forms that are believed without a label: letters of a body together with a year.
_STRONG = (
    r"[A-ZÅÄÖ]{1,2}\d{3}-\d{3,5}/<YY>",  # N164-1143/22
    r"<unit>-<Y><->\d{3,6}",  # SLK-2023-01047, STK-2017-663
    r"<unit>< ><Y>[-\u2010-\u2013]\d{3,6}",  # KSN 2015-1831
    r"<unit><Y>-\d{4,6}",  # SHS2018-0002
    r"<unit>(?:< >|[/-])?<Y>/\d{1,6}<-n>",  # KS 2018/14, KS/2014/0073, TRV2021/23987, KS 2016/155/1
    r"<unit>[/-]<Y>:\d{1,6}(?:-\d{3})?",  # KS/2018:4, KS/2014:391-005
    r"<Y>/[A-ZÅÄÖ]{2,4}< >\d{1,5}(?:< ><cc>(?!\d))?",  # 2018/KS 0041 001
    r"<Y>-?[A-ZÅÄÖ]{2,4}\d{3,5}[./]<cc>",  # 2016KSM1221.042, 2013-KS0548/003
    r"(?:[A-ZÅÄÖ][a-zåäö]|[AIMNSU])<Y>/\d{3,5}(?:/[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}){0,2}",  # Fi2016/02568/K
    r"(?:KS|SBK|SLK)< >0\d{3}/<YY>",  # SLK 0571/23
    r"<unit>< ><yy>/\d{1,5}<-><ccc>",  # KS 05/233 – 009
    r"<unit>< ><Y>\.\d{2,6}(?:<-><ccc>)?",  # TN 2031.0188-312
)
# Forms that only a label tells from dates, fractions, laws and phone numbers.
_LABELLED = (
    r"<ccc><->\d{1,5}</><YY>",  # 006-1688/2009, 002 - 443 / 05
    r"<ccc>-\d{1,5}-<yy>",  # 102-274-04
    r"\d{1,3}<->\d{1,6}<-><Y>",  # 7-742-2011, 123-4567-2019
    r"\d{1,2}-<Y>-\d{1,6}",  # 10-2023-1914
    r"<Y><->\d{1,5}<-><ccc>",  # 2006-152-307
    r"<Y>-\d{4}-\d{1,6}",  # 2023-2281-1337
    r"<1.2><->\d{1,5}<-><YY>",  # 1.2.4-182-2013
    r"<1.2><-><Y><->\d{1,6}",  # 5.2-2002-0152
    r"<Y><->\d{1,5}<-><1.2>",  # 2012-125-1.2.4
    r"[A-ZÅÄÖ](?:-[A-ZÅÄÖ][a-zåäö]{1,2})?< ><Y>-\d{2,6}-\d{2,6}",  # T 2010-313-01743, S-Dp 2002-11922-54
    r"<unit>-\d{3,6}-<YY>",  # NV-01234-19
    r"<unit>\d{3,5}/<YY>",  # BN1048/04
    r"[A-ZÅÄÖ]{2,3}<yy>/\d{1,5}",  # KK13/346
    r"<unit>< >\d{1,5}/<YY>",  # SLK 571/23
    r"<Y></>\d{1,6}<-n>",  # 2017/1135, 2014/22-5
    r"<Y><->\d{3,6}",  # 2023-00297
    r"\d{1,6}-<Y>",  # 48990-2022
    r"\d{3,5}-<yy>",  # 173-21
    r"<Y>:\d{1,5}",  # 2018:285
    r"<yy>/(?!(?:19|20)\d\d(?!\d))(?:[A-ZÅÄÖ]{2})?\d{3,5}(?:-\d{1,3})?",  # 13/0690, 99/ST1234
    r"<yy>-\d{3,5}(?!< >\d)",  # 24-0309, but not the phone number 08-508 29 000
    r"\d{1,5}</><YY>",  # 0263/19
    r"<Y>\d{6}",  # 2009001234
    r"(?P<year>(?:19|20)\d\d|[0-47-9]\d)/\d{1,5}<-><ccc>",  # 97/143 - 045, 2003/198 - 101, but not 57/93-806
    r"\d{1,5}/<yy><-><ccc>",  # 57/93-806
    r"<yy>\.\d{3,5}<-><ccc>",  # 98.0447-805
    r"<unit>-\d{3,5}/<YY>",  # SDE-0288/12
    r"[A-ZÅÄÖ][a-zåäö]{1,2}< ><Y>[./-]\d{2,6}",  # Ks 2001.152
)
# After a label these are the remains of a number.
_DAMAGED = (
    r"(?:\d{1,3}<->)?(?:\u2026|\.\.\.)?</><YY>",  # /2016, .../2006, 305-/2006
    r"<ccc>-\d{1,5}/",  # 006-1688/
)
# Letters before a year that name laws, reports, standards and terms, and no body with a diarium.
_NO_BODIES = re.compile(
    "AFS|BFS|DS|EEG|EG|EN|EU|FFS|HFD|HT|ISO|JO|LÅ|MBL|NJA|NR|PBL|PM|PROP|SFS|SIS|SOSFS|SOU|SS|UTL|VT|ÅR"
)
_OWN_LABELS = r"(?:KS< >)?(?:d\.?< >?nr|diarie< >?(?:nr|nummer)|ärende(?:< >?nr|< >?nummer|-?id)|ä\.nr|beteckning)"
_LETTER_LABELS = (
    r"(?P<whose>ert|er|eder|motpartens|vårt|vår)< >{1,2}"
    r"(?:d\.?< >?nr|diarie< >?(?:nr|nummer)|ärende< >?(?:nr|nummer)|beteckning|referens|ref)"
)
# In a letterhead the labels may stand in a row with the values after them; these are passed over.
_HEADER_WORDS = r"sida|sidan|datum|utfärdat|handläggare|telefon|aktbeteckning|referens"

_PIVOT = 50  # two-digit years below it belong to the 2000s

_END = r"(?![\w]|[-/:.]\d)"


def _built(form: str) -> str:
    for name, pattern in _BLOCKS.items():
        form = form.replace(name, pattern)
    return form


_LABEL_PLACE = re.compile(
    _built(rf"(?<![\w-])(?:{_LETTER_LABELS}|{_OWN_LABELS})\b\.?(?:/[a-z ]{{4,15}})?(?:< >?:)?"), re.IGNORECASE
)
_TO_VALUE = re.compile(_built(r"< >{0,60}\(?(?:[A-ZÅÄÖ]{2,4}:< >?)?"))
_OVER_HEADER = re.compile(
    _built(
        rf"< >+(?:(?i:{_HEADER_WORDS})\b:?|(?:19|20)\d\d-\d\d-\d\d)(?:< >+(?:"
        rf"(?i:{_HEADER_WORDS})\b:?|(?:19|20)\d\d-\d\d-\d\d|[A-ZÅÄÖ][\w-]{{1,20}}(?![\w/:]))){{0,5}}< >+"
    )
)
_NEXT = re.compile(_built(r"< >{0,2}(?:,< >?och\b|,< >?samt\b|,|;|och\b|samt\b)< >{0,2}"))
_STRONG_FORMS = tuple(re.compile(_built(form) + _END) for form in _STRONG)
_FORMS = (*_STRONG_FORMS, *(re.compile(_built(form) + _END) for form in _LABELLED))
_DAMAGED_FORMS = tuple(re.compile(_built(form) + r"(?![\w/])") for form in _DAMAGED)
_ANY_STRONG = re.compile(
    r"(?<![\w./:§-])(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", _built(form)) for form in _STRONG) + ")" + _END
)
# "KS 2012/172 51 Remissvar": the code of the diarieplan follows the number.
_CODE_AFTER = re.compile(rf"{_SPACE}(\d{{2,3}})(?={_SPACE}*(?:$|[\u2029\n),;]|[A-ZÅÄÖ]))")
# "LÅ 2019/20" and "KS 2020-2023" tell a time.
_SCHOOL_YEAR = re.compile(r".*?((?:19|20)\d\d)/(\d\d)")
_YEARS = re.compile(r"\w+\s((?:19|20)\d\d)[-\u2010-\u2013]((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Diarienummer:
    """A case number as printed (``raw``) and in one shape (``normal``: no spaces round "-" and "/").

    ``class_code`` is the diarieplan code when the form carries one. ``damaged`` tells that digits are
    missing, ``foreign`` that the label speaks of the addressee's number ("Ert dnr").
    """

    span: TextSpan
    raw: str
    normal: str
    labelled: bool
    year: int | None = None
    class_code: str | None = None
    damaged: bool = False
    foreign: bool = False


def find_diarienummer(text: str) -> list[Diarienummer]:
    """Every case number in ``text``, in order; spans are half-open code points and never overlap.

    A number is found after a label ("Dnr", "Ärendenummer", ...), or without one when it holds the letters of
    a body and a year. Nothing is read across U+2029 or a line end.
    """
    labelled: list[Diarienummer] = []
    for label in _LABEL_PLACE.finditer(text):
        if not labelled or label.start() >= labelled[-1].span.end:
            labelled.extend(_after_label(text, label))
    found = list(labelled)
    place = 0
    for match in _ANY_STRONG.finditer(text):
        while place < len(labelled) and labelled[place].span.end <= match.start():
            place += 1
        if place < len(labelled) and labelled[place].span.start < match.end():
            continue
        number = _at(text, match.start(), _STRONG_FORMS)
        if number is not None:
            found.append(_described(text, number, labelled=False))
    return sorted(found, key=lambda number: number.span)


def _after_label(text: str, label: re.Match[str]) -> Iterator[Diarienummer]:
    foreign = (label["whose"] or "").lower() in ("ert", "er", "eder", "motpartens")
    to_value = _TO_VALUE.match(text, label.end())
    place = to_value.end() if to_value else label.end()
    number = _number(text, place)
    if number is None and (header := _OVER_HEADER.match(text, label.end())):
        number = _at(text, header.end(), _FORMS)
    while number is not None:
        yield _described(text, number, labelled=True, foreign=foreign)
        step = _NEXT.match(text, number.end())
        number = _number(text, step.end()) if step else None


def _number(text: str, place: int) -> re.Match[str] | None:
    return _at(text, place, _FORMS) or _at(text, place, _DAMAGED_FORMS)


def _at(text: str, place: int, forms: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
    """The longest form that begins at ``place``; None when none does or it is a look-alike."""
    matches = [match for form in forms if (match := form.match(text, place)) and _is_believable(match)]
    return max(matches, key=lambda match: match.end(), default=None)


def _is_believable(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    if _NO_BODIES.fullmatch(groups.get("unit") or ""):
        return False
    if (years := _YEARS.fullmatch(match.group())) and years[1] < years[2]:
        return False
    school_year = _SCHOOL_YEAR.fullmatch(match.group())
    return school_year is None or (int(school_year[1]) + 1) % 100 != int(school_year[2])


def _described(text: str, match: re.Match[str], *, labelled: bool, foreign: bool = False) -> Diarienummer:
    groups = match.groupdict()
    code = groups.get("code")
    if code is None and groups.get("unit") and (after := _CODE_AFTER.match(text, match.end())):
        code = after[1]
    return Diarienummer(
        span=TextSpan(*match.span()),
        raw=match.group(),
        normal=_normal(match.group()),
        labelled=labelled,
        year=_full_year(groups.get("year")),
        class_code=code,
        damaged=match.re in _DAMAGED_FORMS,
        foreign=foreign,
    )


def _normal(raw: str) -> str:
    hyphens = re.sub(r"[\u2010-\u2013]", "-", re.sub(r"\s+", " ", raw))
    return re.sub(r" ?([-/]) ?", r"\1", hyphens).strip().rstrip(".")


def _full_year(written: str | None) -> int | None:
    if written is None or len(written) == 4:
        return int(written) if written else None
    return int(written) + (2000 if int(written) < _PIVOT else 1900)
