"""Units that Swedish sums are written in, and what each is worth."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp_arenden.text.numerals import DASH, SPACE

# Multipliers as written in front of, or instead of, the currency.
_SCALES: tuple[tuple[str, int], ...] = (
    (r"tusen|[tk]", 1_000),
    (r"miljon(?:er)?|milj\.?|mio\.?|mn|m", 1_000_000),
    (r"miljard(?:er)?|mdr|mld|md", 1_000_000_000),
)
_CURRENCIES: tuple[tuple[str, str], ...] = (
    (r"(?:svenska\s)?kronor|krona|kr|sek", "SEK"),
    (r"euro|eur|€", "EUR"),
    (r"(?:us-?)?dollar|usd|\$", "USD"),
)
# These may stand before the number: "EUR 500 000".
_LEADING = frozenset(("SEK", "EUR", "USD", "€", "$"))
# "2,5 miljoner" alone is money only when no counted noun follows. Nouns cannot be listed; the small words
# that may follow a finished sum can.
_AFTER_SUM = (
    "alla|att|av|avser|avses|avsätts|avsatts|beräknas|bedöms|borde|bör|dels|där|därav|då|efter|eller|enligt|exkl|"
    "exklusive|fr|från|för|fördelat|fördelas|genom|har|högre|i|inkl|inklusive|inom|inte|jämfört|jämte|kan|"
    "kommer|lägre|med|medan|men|mer|mindre|motsvarande|motsvarar|mot|måste|netto|när|och|om|per|på|redan|"
    "respektive|samt|sedan|ska|skall|skulle|som|till|totalt|under|ur|utan|utgör|utöver|varav|vid|via|vilket|"
    "vilka|är|årligen|över|"
    # what is done with the money
    "anslås|användes|används|behövs|betalas|betalats|blev|blir|bara|endast|enbart|extra|finansierades|"
    "finansieras|fördelades|gick|går|göras|håller|investeras|kostar|krävs|kvar|lades|läggs|nu|reserverade|"
    "reserveras|räcker|saknas|satsas|tillförs|tillkommer|tillskjuts|vara|ytterligare|avsatta|utpekat|utpekade"
)
# Counted things whose nearness says that a bare "2,5 miljoner" is not money.
_COUNTED = (
    r"\w*(?:besök|bostäder|gästnätter|invånar|kvadratmeter|kubikmeter|passager|resenär|resor|timmar)|"
    r"\b(?:befolkning|människ|person|resande|ton|kvm|fordon|träd|exemplar|visningar|följare|göteborgare|"
    r"stockholmare|svenskar|barn|liter|antal|artiklar|objekt|medborgare|anhöriga|kund|kilometer|m2|m²|röster|aktier)"
)
_FAR = 60  # code points to each side where a counted thing is looked for


def _named(prefix: str, table: Sequence[tuple[str, object]]) -> str:
    return "|".join(f"(?P<{prefix}{place}>{pattern})" for place, (pattern, _) in enumerate(table))


_S = rf"{SPACE}{{0,3}}"
_UNIT = re.compile(
    rf"""(?<![^\W\d_])(?:
      (?:(?:{_named("s", _SCALES)}){_S})?(?:{_named("c", _CURRENCIES)})(?:(?<=[€$])|(?![^\W_]|-[^\W\d_]))
    | (?<=\d)[:,]{DASH}(?!\d)(?:{_S}(?:kronor|kr)\b)?
    | (?P<bare>(?P<b1>miljon(?:er)?|mio|(?-i:mn)|milj\b\.?)|(?P<b2>miljard(?:er)?|mdr))(?![\w-])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_FOLLOWED = re.compile(
    rf"{_S}(?:$|[\u2029\n.,;:!?()\]}}/”\"]|{DASH}|(?:{_AFTER_SUM})\b|(?:19|20)\d\d\b)", re.IGNORECASE
)
_SCALE_AHEAD = re.compile(rf"{_S}(?:{_named('s', _SCALES)})(?!\w)", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"[.!?]\s|[\u2029\n]")
_COUNTED_NEAR = re.compile(_COUNTED, re.IGNORECASE)


class Unit(NamedTuple):
    """A unit in the text: ``bare`` without currency, ``leads`` when it may stand before its number."""

    start: int
    end: int
    multiplier: int
    currency: str
    bare: bool
    leads: bool


def find_units(text: str) -> Iterator[Unit]:
    """Every unit of money in ``text``, in order, with or without a number in front of it."""
    for match in _UNIT.finditer(text):
        bare = match["bare"] is not None
        scale = next((worth for place, (_, worth) in enumerate(_SCALES) if match[f"s{place}"]), 1)
        currency = next((name for place, (_, name) in enumerate(_CURRENCIES) if match[f"c{place}"]), "SEK")
        if bare:
            scale = 1_000_000 if match["b1"] else 1_000_000_000
        yield Unit(match.start(), match.end(), scale, currency, bare, match.group().upper() in _LEADING)


def bare_scale_is_money(text: str, start: int, end: int) -> bool:
    """True when "2,5 miljoner", written without currency at ``text[start:end]``, counts money."""
    if not _BARE_FOLLOWED.match(text, end):
        return False
    before = _SENTENCE_BREAK.split(text[max(0, start - _FAR) : start])[-1]
    after = _SENTENCE_BREAK.split(text[end : end + _FAR])[0]
    return not (_COUNTED_NEAR.search(before) or _COUNTED_NEAR.search(after))


def scale_at(text: str, start: int) -> tuple[int, int] | None:
    """Where a scale word that begins, spaces aside, at ``start`` ends, and its worth; None for no scale."""
    match = _SCALE_AHEAD.match(text, start)
    if match is None:
        return None
    return match.end(), next(worth for place, (_, worth) in enumerate(_SCALES) if match[f"s{place}"])
