from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from nlp_arenden.text.amounts import find_amounts, format_sek
from nlp_arenden.text.numerals import cardinal

SPACES = (" ", "\u00a0", "\u202f", "\u2009", "")
UNITS = {
    **dict.fromkeys(("kr", "kronor", "SEK"), 1),
    **dict.fromkeys(("tkr", "kkr", "tusen kronor"), 1_000),
    **dict.fromkeys(("mkr", "mnkr", "MSEK", "mn kr", "miljoner kronor"), 10**6),
    **dict.fromkeys(("mdkr", "mdr", "miljarder kr"), 10**9),
}
WORDS = ("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")

numbers = st.integers(0, 999_999_999)
MONEY_WORDS = ("kr", "mnkr", "tkr", "miljoner", "kronor", "€", ":-", ",-", "SEK", "kvm", "å", "1/2")
LITTLE_WORDS = ("mellan", "och", "till", "från", "en", "halv", "fem", "per", "år")
OTHERS = (
    "-",
    "–",
    "(",
    ")",
    ",",
    ".",
    " ",
    "  ",
    "\u00a0",
    "\u2029",
    "ett par",
    "1",
    "12",
    "300",
    "2026",
    "½",
    "%",
)
fragments = st.sampled_from((*MONEY_WORDS, *LITTLE_WORDS, *OTHERS))


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


@given(
    numbers,
    st.sampled_from((*SPACES, ".")),
    st.sampled_from(sorted(UNITS)),
    st.sampled_from((" ", "\u00a0", "")),
)
def test_whole_sums_are_read_back(number: int, separator: str, unit: str, gap: str) -> None:
    text = f"Nämnden får {grouped(number, separator)}{gap}{unit} till skolan."
    (amount,) = find_amounts(text)
    assert amount.low == number * UNITS[unit]
    assert amount.span.of(text) == f"{grouped(number, separator)}{gap}{unit}"


@given(st.integers(0, 99_999), st.integers(0, 99), st.sampled_from((",", ".")), st.sampled_from(sorted(UNITS)))
def test_sums_with_decimals_are_read_back(whole: int, part: int, comma: str, unit: str) -> None:
    (amount,) = find_amounts(f"Utfallet är {whole}{comma}{part:02} {unit}.")
    assert amount.low == Decimal(f"{whole}.{part:02}") * UNITS[unit]


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(("{}–{} mnkr", "{}-{} mnkr", "mellan {} och {} mnkr")),
)
def test_intervals_are_read_back(low: int, more: int, form: str) -> None:
    (amount,) = find_amounts("Det kostar " + form.format(low, low + more))
    assert (amount.low, amount.high) == (low * 10**6, (low + more) * 10**6)


@given(st.integers(2001, 2049), numbers.filter(bool), st.sampled_from(SPACES[:4]))
def test_a_year_in_front_is_not_part_of_the_sum(year: int, number: int, separator: str) -> None:
    (amount,) = find_amounts(f"För år {year} {grouped(number, separator)} kronor.")
    assert amount.low == number


@given(st.sampled_from(range(12)), st.sampled_from((("miljoner kronor", 10**6), ("kronor", 1), ("mnkr", 10**6))))
def test_number_words_are_read_back(place: int, unit: tuple[str, int]) -> None:
    (amount,) = find_amounts(f"Hon får {WORDS[place]} {unit[0]} i dag.")
    assert amount.low == (place + 1) * unit[1]


@given(st.sampled_from(range(12)), st.sampled_from(("", "hundra", "tusen", "hundratusen")))
def test_number_words_grow_by_their_ending(place: int, ending: str) -> None:
    worth = {"": 1, "hundra": 100, "tusen": 1000, "hundratusen": 100_000}[ending]
    if place > 8 and ending.startswith("hundra"):
        assert cardinal((WORDS[place] + ending,)) is None
    else:
        assert cardinal((WORDS[place] + ending,)) == (place + 1) * worth


@given(st.decimals(0, 10**12, places=2))
def test_the_short_form_is_read_back_to_the_same_sum(value: Decimal) -> None:
    (amount,) = find_amounts(f"Det blir {format_sek(value)}.")
    assert amount.low == value


@given(st.lists(fragments, max_size=40).map("".join))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    for multiplier in (None, 1000):
        found = find_amounts(text, multiplier)
        ends = [0, *(amount.span.end for amount in found)]
        for amount, end in zip(found, ends, strict=False):
            assert end <= amount.span.start < amount.span.end <= len(text)
            assert "\u2029" not in amount.span.of(text)
            assert amount.low >= 0
            assert amount.high is None or amount.high > amount.low


@given(st.text(alphabet="0123456789 .,:/-–()%\u00a0\u2029", max_size=200).filter(lambda text: not _has_dash_unit(text)))
def test_digits_without_a_unit_are_no_sums(text: str) -> None:
    assert find_amounts(text) == []


def _has_dash_unit(text: str) -> bool:
    return any(mark + dash in text for mark in ",:" for dash in "-–")
