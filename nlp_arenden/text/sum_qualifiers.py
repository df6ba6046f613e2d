"""What the words around a sum say about it: how exact, a limit, a period, for each of what, the tax."""

import re
from typing import Literal, NamedTuple

from nlp_arenden.text.numerals import DASH

Bound = Literal["max", "min"]
Period = Literal["per_ar", "per_manad", "engang"]
Moms = Literal["exkl", "inkl"]

WINDOW = 120  # code points to each side; what is said further away is seldom about the sum
_PERIOD_REACH = 45  # code points after the sum within which its period is said

# Said of a sum that is not exact.
_APPROX = (
    r"ca|cirka|c:a|omkring|ungefär(?:ligen)?|drygt|knappt|närmare(?!\s+bestämt)|uppskattningsvis|runt|kring|uppemot|"
    r"i\s+storleksordningen|~"
)
_MAX = (
    r"högst|maximalt|upp\s*till|max|som\s+mest|(?:inte|ej)\s+(?:får\s+)?(?:överstig\w+|överskrid\w+)|"
    r"överstig\w+\s+(?:inte|ej)|(?:inte|ej)\s+mer\s+än|(?<!inte\s)mindre\s+än|tak\w{0,2}\s+(?:på|om)"
)
_MIN = r"(?<!inte\s)minst|lägst|åtminstone|(?<!inte\s)(?<!ej\s)mer\s+än|(?<!inte\s)överstigande"
_CHANGE = r"\b(?:höj|sänk|öka|minska|ändra|justera|stig|sjunk|väx)\w*"
# Words that may stand between a qualifier and its sum. A closed list, so that "den högst prioriterade
# insatsen kostar 5 mnkr" gives no upper limit.
_FILLERS = (
    "ett|en|belopp|beloppet|summa|om|av|på|till|totalt|sammanlagt|motsvarande|kostnad|kostnaden|totala|"
    "sammanlagda|total|nivå|ram|bli|blir|vara|är|var|uppgå|uppgår|kosta|kostar|får|hyra|ytterligare|hela|dubbla|mellan|"
    "från|ca|cirka|högst|lägst|minst|max|maximalt|inom|beräknas|bedöms|uppskattas|beräknad|plus|minus|med|vid"
)
# "engångsartiklar" are no sums.
_ONCE = (
    "kostnad|belopp|avgift|bidrag|ersättning|investering|utgift|summa|tillskott|stöd|medel|satsning|anslag|premie|"
    "böter|betalning|utbetalning|post|intäkt"
)
_PERIODS: tuple[tuple[Period, str, str], ...] = (
    # (period, said before the sum, said after it)
    (
        "per_ar",
        r"\bårlig(?:a|en|t)?\b|\bårs(?:kostnad|hyra|avgift|lön|belopp|arvode|intäkt|avgäld)\w*|\bvarje\s+år\b",
        r"\bper\s+(?:kalender|verksamhets|budget|läs)?år\b|/\s?år\b|\bom\s+året\b|\bårligen\b|\bp\.?\s?a\b|"
        r"\bvarje\s+år\b|\bper\s+annum\b|\bpå\s+årsbasis\b|\bi\s+(?:ökad\w*\s+)?(?:årlig|årskost|årshyr)\w*",
    ),
    (
        "per_manad",
        r"\bmånatlig\w*|\bmånads(?:kostnad|hyra|avgift|lön|arvode|ersättning|belopp)\w*|\bvarje\s+månad\b",
        r"\bper\s+mån(?:ad)?\b|/\s?mån(?:ad)?\b|\bi\s+månaden\b|\bvarje\s+månad\b|\bmånatlig\w*|\bper\s+kalendermånad\b",
    ),
    (
        "engang",
        rf"\bengångs(?:{_ONCE})\w*",
        rf"\bengångsvis\b|\b(?:i|som|en|ett|av)\s+(?:en\s+|ett\s+)?engångs(?:{_ONCE})\w*|\(engång",
    ),
)
_TIMES: dict[str, Period] = {"år": "per_ar", "kalenderår": "per_ar", "månad": "per_manad", "mån": "per_manad"}
# "per den 31 december" and "per post" name no counted thing.
_NOT_UNITS = re.compile(
    "den|post|telefon|automatik|definition|sista|rullande|januari|februari|mars|april|maj|juni|juli|augusti|"
    "september|oktober|november|december"
)
# "per påbörjat dygn" is paid for each dygn.
_ATTRIBUTES = (
    r"(?:påbörja|utfärda|besluta|bevilja|placera|investera)[dt]|hel|helt|ny|nytt|extra|ytterligare|enskil[dt]|"
    r"inskriv(?:en|et)|såld|sålt|varje"
)
_UNIT_NAMES = {"m2": "kvm", "m²": "kvm", "kvadratmeter": "kvm", "inv": "invånare"}
_TAX = r"(?:25\s?%\s+|25\s+procent\s+)?(?:moms\b|mervärdes\w+)"
_EXCLUDING = rf"(?:\b(?:exkl(?:usive)?|ex|utan|före|plus|jämte)\b\.?\s*{_TAX}|\bmoms\s+tillkommer)"
_INCLUDING = rf"(?:\binkl(?:usive|uderat)?\b\.?\s*{_TAX}|\bmoms\s+ingår)"

_SENTENCE_END = re.compile(r"[\u2029\n]|[.!?;]\s+(?=[A-ZÅÄÖ])|(?<=[^\W\d_]{4})(?<![nx]kl)[.!?]\s+(?=\d)")
_PART_BORDER = re.compile(
    r",\s|[()]|\b(?:och(?!\s+(?:år|månad)\b)|samt|men|respektive|varav|varvid|vilket|som|medan)\b",
    re.IGNORECASE,
)
_RIGHT_ASIDE = re.compile(r"[,:;)]\s|\b(?:vilket|vilken|varav|som|medan|men)\b", re.IGNORECASE)
_LEFT_ASIDE = re.compile(r",\s|[()]")

_FILLED = rf"(?:[\s:]+(?:{_FILLERS})\b\.?){{0,6}}:?\s*(?:{DASH}|\+)?\s*$"


def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)\.?{_FILLED}", re.IGNORECASE)


def _after(words: str) -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{words})(?!\w)(?!\.?\s*\d)", re.IGNORECASE)


_APPROX_LEFT, _APPROX_RIGHT = _before(_APPROX), _after(r"ungefär|cirka|uppskattningsvis")
# "räknas upp till 5 mnkr" states a new sum and no limit.
_RAISED_TO = re.compile(r"\b(?:räkna|skriv|trapp|växl|jämn|fyll)\w*\s+(?:\w+\s+){0,2}upp\s+till\b", re.IGNORECASE)
_MAX_LEFT, _MAX_RIGHT = _before(_MAX), _after(r"som\s+(?:mest|högst)|maximalt|max|i\s+tak")
_MIN_LEFT, _MIN_RIGHT = _before(_MIN), _after(r"eller\s+mer|som\s+minst|uppåt")
_FROM_LEFT = _before("från")
_CHANGED = re.compile(_CHANGE, re.IGNORECASE)
_TO_RIGHT = re.compile(r"\s*(?:(?:år\s+)?\d{4}\s+)?till\b", re.IGNORECASE)
# After "per år och" a verb may come; a counted noun is then only believed at the end of a clause.
_EACH = (
    rf"(?:(?:{_ATTRIBUTES})\s+)?(?P<first>[^\W\d_][\w²-]*)"
    r"(?:(?:\s?/\s?|\s+per\s+|\s+och\s+(?=(?:år|månad)\b|[\w²-]+\s*(?:$|[.,;:)])))(?P<second>[^\W\d_][\w²-]*))?"
)
_EACH_RIGHT = re.compile(rf"[\s(]*(?:i\s+(?:snitt|genomsnitt|medeltal)\s+)?(?:per\s+|/\s?){_EACH}", re.IGNORECASE)
_EACH_LEFT = re.compile(rf"\bper\s+{_EACH}{_FILLED}", re.IGNORECASE)
_PERIOD_SAID = tuple(
    (period, re.compile(left, re.IGNORECASE), re.compile(right, re.IGNORECASE)) for period, left, right in _PERIODS
)
_TAX_SAID: tuple[tuple[Moms, re.Pattern[str]], ...] = (
    ("exkl", re.compile(_EXCLUDING, re.IGNORECASE)),
    ("inkl", re.compile(_INCLUDING, re.IGNORECASE)),
)
_TAX_PHRASE = re.compile(rf"\s*,?\s*\(?(?:{_EXCLUDING}|{_INCLUDING})\)?", re.IGNORECASE)


class Qualifiers(NamedTuple):
    """What the clause says about one sum."""

    approx: bool
    bound: Bound | None
    period: Period | None
    per_unit: str | None
    moms: Moms | None


def qualifiers(text: str, before: int, start: int, end: int, after: int) -> Qualifiers:
    """What is said about the sum at ``text[start:end]`` in its own clause.

    ``before`` is where the sum in front of it ends and ``after`` where the next begins (or the text ends):
    words beyond a neighbour belong to the neighbour.
    """
    left, right = _left(text, before, start), _right(text, end, after)
    period, per_unit = _period_and_unit(left, right)
    return Qualifiers(
        approx=bool(_APPROX_LEFT.search(left) or _APPROX_RIGHT.match(right)),
        bound=_bound(left, right),
        period=period,
        per_unit=per_unit,
        moms=_moms(left, right),
    )


def tells_change(text: str, end: int) -> bool:
    """True when the clause that ends at ``end`` raises or lowers: "höjs från 2 till 3" is no interval."""
    return _CHANGED.search(_left(text, 0, end)) is not None


def _left(text: str, before: int, start: int) -> str:
    floor = max(before, start - WINDOW, 0)
    for border in _SENTENCE_END.finditer(text, floor, start):
        floor = border.end()
    if floor == before > 0 and (after_neighbour := _PART_BORDER.search(text, floor, start)):
        floor = after_neighbour.end()
    return text[floor:start]


def _right(text: str, end: int, after: int) -> str:
    ceiling = min(after, end + WINDOW)
    if border := _SENTENCE_END.search(text, end, ceiling):
        ceiling = border.start()
    if ceiling == after < len(text):
        borders = [border.start() for border in _PART_BORDER.finditer(text, end, ceiling)]
        ceiling = borders[-1] if borders else ceiling
    return text[end:ceiling]


def _bound(left: str, right: str) -> Bound | None:
    if (_MAX_LEFT.search(left) and not _RAISED_TO.search(left)) or _MAX_RIGHT.match(right):
        return "max"
    if _MIN_LEFT.search(left) or _MIN_RIGHT.match(right):
        return "min"
    if _FROM_LEFT.search(left) and not _TO_RIGHT.match(right) and not _CHANGED.search(left):
        return "min"
    return None


def _period_and_unit(left: str, right: str) -> tuple[Period | None, str | None]:
    right = _TAX_PHRASE.sub("", right)
    left = _LEFT_ASIDE.split(left)[-1]
    period: Period | None = None
    per_unit: str | None = None
    each = _EACH_RIGHT.match(right) or _EACH_LEFT.search(left)
    if each is not None:
        for word in (each["first"], each["second"]):
            if word is None or _NOT_UNITS.fullmatch(word.lower()):
                break
            if word.lower() in _TIMES:
                period = _TIMES[word.lower()]
            elif per_unit is None:
                per_unit = _UNIT_NAMES.get(word.lower(), word.lower())
    return period or _period(left, _RIGHT_ASIDE.split(right[:_PERIOD_REACH])[0]), per_unit


def _period(left: str, right: str) -> Period | None:
    after = [(match.start(), period) for period, _, said in _PERIOD_SAID if (match := said.search(right))]
    if after:
        return min(after)[1]
    before = [(match.start(), period) for period, said, _ in _PERIOD_SAID for match in said.finditer(left)]
    return max(before)[1] if before else None


def _moms(left: str, right: str) -> Moms | None:
    after = [(match.start(), moms) for moms, said in _TAX_SAID if (match := said.search(right))]
    if after:
        return min(after)[1]
    before = [(match.start(), moms) for moms, said in _TAX_SAID for match in said.finditer(left)]
    return max(before)[1] if before else None
