from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nlp_arenden.text.dates import find_dates

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
FORMS = (
    lambda day: f"den {day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{day.day}/{day.month} {day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.year} den {day.day} {MONTHS[day.month - 1]}",
    lambda day: f"daterad {day:%Y%m%d}",
)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
DIGITS = ("2009", "09", "23", "1", "31", "12", "20090923")
WORDS = ("den ", "mars", "maj", "december", "och", "till", "mellan ", "smtr ", "KS", "år ")
MARKS = ("-", "--", "–", "/", ".", " ", "\u2029", ":", ",")
fragments = st.sampled_from((*DIGITS, *WORDS, *MARKS))


@given(days, st.sampled_from(FORMS))
def test_a_day_is_read_back_from_every_form(day: date, form) -> None:
    (found,) = find_dates(f"Beslutet är {form(day)} enligt nämnden.")
    assert (found.iso, found.precision, found.end_iso) == (day.isoformat(), "dag", None)


@given(days)
def test_a_day_without_year_takes_the_hint(day: date) -> None:
    (found,) = find_dates(f"Svara senast den {day.day} {MONTHS[day.month - 1]}!", day.year)
    assert found.iso == day.isoformat()


@given(days, days, st.sampled_from(FORMS[:2]), st.sampled_from(("{} till och med {}", "{} – {}")))
def test_an_interval_is_read_back(first: date, last: date, form, joint: str) -> None:
    found = find_dates("Gäller " + joint.format(form(first), form(last)))
    if first < last:
        assert [(span.iso, span.end_iso) for span in found] == [(first.isoformat(), last.isoformat())]
    else:
        assert [(span.iso, span.end_iso) for span in found] == [
            (first.isoformat(), None),
            (last.isoformat(), None),
        ]


@given(st.integers(1900, 2099), st.sampled_from(range(12)))
def test_a_month_is_read_back(year: int, month: int) -> None:
    (found,) = find_dates(f"Rapporten för {MONTHS[month]} {year}.")
    assert (found.iso, found.precision) == (f"{year}-{month + 1:02}", "manad")


@given(st.lists(fragments, max_size=40).map("".join), st.none() | st.just(2024), st.booleans())
def test_spans_lie_in_the_text_and_never_overlap(text: str, hint: int | None, years: bool) -> None:
    found = find_dates(text, hint, include_years=years)
    ends = [0, *(each.span.end for each in found)]
    for each, end in zip(found, ends, strict=False):
        assert end <= each.span.start < each.span.end <= len(text)
        assert "\u2029" not in each.span.of(text)
        assert each.end_iso is None or each.iso < each.end_iso
        date.fromisoformat((each.iso + "-01-01")[:10])


@given(st.text(alphabet="0123456789 ():", max_size=120))
def test_loose_digits_are_no_dates(text: str) -> None:
    assert find_dates(text) == []
