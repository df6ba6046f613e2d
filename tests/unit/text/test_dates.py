from time import process_time

import pytest

from nlp_arenden.text.dates import FoundDate, find_dates


def only(text: str, year_hint: int | None = None, *, include_years: bool = False) -> FoundDate:
    found = find_dates(text, year_hint, include_years=include_years)
    assert len(found) == 1, [date.span.of(text) for date in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Stockholm den 23 september 2009", "23 september 2009"),
        ("utlåtande av 23 september 2009.", "23 september 2009"),
        ("STOCKHOLM DEN 23 SEPTEMBER 2009", "23 SEPTEMBER 2009"),
        ("den 23 sept. 2009", "23 sept. 2009"),
        ("den 23:e september 2009", "23:e september 2009"),
        ("den 23\u00a0september 2009", "23\u00a0september 2009"),
        ("Datum 2009-09-23, sida 1", "2009-09-23"),
        ("Datum 2009.09.23", "2009.09.23"),
        ("år 2009 den 23 september höll nämnden möte", "2009 den 23 september"),
        ("protokoll smtr 090923", "090923"),
        ("utlåtande daterat 090923", "090923"),
        ("KS090923 Tilläggsyrkande", "090923"),
        ("antagen 20090923", "20090923"),
        ("mötet 23/9 2009", "23/9 2009"),
        ("mötet 23/9-09", "23/9-09"),
        ("mötet 23/9/2009", "23/9/2009"),
        ("mötet 23.9.2009 kl. 16", "23.9.2009"),
        ("mötet 23 sept -09", "23 sept -09"),
    ],
)
def test_a_day_is_read_in_every_written_form(text: str, written: str) -> None:
    found = only(text)
    assert (found.iso, found.precision, found.end_iso) == ("2009-09-23", "dag", None)
    assert found.span.of(text) == written


@pytest.mark.parametrize(
    ("month", "number"),
    [
        ("jan", 1), ("feb.", 2), ("mars", 3), ("apr", 4), ("maj", 5), ("juni", 6),
        ("juli", 7), ("aug", 8), ("sep", 9), ("okt.", 10), ("nov", 11), ("dec", 12),
    ],
)  # fmt: skip
def test_a_month_is_read_short_and_long(month: str, number: int) -> None:
    assert only(f"den 3 {month} 2012").iso == f"2012-{number:02}-03"


def test_a_month_without_day_keeps_its_precision() -> None:
    found = only("rapporten i september 2009 visar")
    assert (found.iso, found.precision) == ("2009-09", "manad")
    assert only("basmånad oktober år 2020").iso == "2020-10"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("senast den 7 april", "2025-04-07"),
        ("framställd 16/2 av ledamoten", "2025-02-16"),
        ("bordlagd (24/11)", "2025-11-24"),
        ("den 21/6 kl. 12:00", "2025-06-21"),
    ],
)
def test_a_date_without_year_needs_a_hint(text: str, iso: str) -> None:
    assert find_dates(text) == []
    assert only(text, 2025).iso == iso


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("under 2018-03-06--04-01", "2018-03-06", "2018-04-01"),
        ("under 2024-01-10 – 2024-02-10", "2024-01-10", "2024-02-10"),
        ("under 2024-11-01-2024-12-31", "2024-11-01", "2024-12-31"),
        ("den 1–3 maj 2024", "2024-05-01", "2024-05-03"),
        ("mellan den 8 och 29 mars 2023", "2023-03-08", "2023-03-29"),
        ("mellan 1 januari och den 31 juli 2010", "2010-01-01", "2010-07-31"),
        ("från och med 1 januari 2017 till och med den 31 mars 2019", "2017-01-01", "2019-03-31"),
        ("fr.o.m. 1 maj 2017 t.o.m. 31 maj 2017", "2017-05-01", "2017-05-31"),
        ("1/1 till 31/12 2023", "2023-01-01", "2023-12-31"),
        ("1 december – 31 januari 2024", "2023-12-01", "2024-01-31"),
        ("1 december 2023–31 januari 2024", "2023-12-01", "2024-01-31"),
        ("januari–mars 2024", "2024-01", "2024-03"),
        ("från september 2009 till mars 2010", "2009-09", "2010-03"),
    ],
)
def test_an_interval_is_one_find(text: str, start: str, end: str) -> None:
    found = only(text)
    assert (found.iso, found.end_iso) == (start, end)


def test_listed_dates_share_the_year_of_the_last() -> None:
    found = find_dates("mötena 3 mars, 7 april och 5 maj 2024 samt den 8 och 9 juni 2024")
    assert [date.iso for date in found] == [
        "2024-03-03",
        "2024-04-07",
        "2024-05-05",
        "2024-06-08",
        "2024-06-09",
    ]


def test_a_yearly_period_takes_no_year_from_its_day() -> None:
    assert find_dates("hämtning 1 maj–30 september varje år") == []


@pytest.mark.parametrize(
    "text",
    [
        "den 31 februari 2009",
        "2009-02-31",
        "2009-13-01",
        "32/1 2009",
        "Vision 2030 och SFS 2017:725",
        "Dnr 006-1688/2009 och 2006-152-307",
        "Dnr 1.2.4-182-2013",
        "T 2010-313-01743",
        "telefon 508 08 015 eller 08-508 29 000",
        "sida 1(6) och 3 (41)",
        "kl 09.00-11.00",
        "kod 090923 och artikel 20090923",
        "090923-1234",
        "20090923-1234",
        "2009-09-23-1234",
        "sänk från 10 till 8/6 våningar",
        "(1/2)",
        "2010–2013 och år 2012-2014",
        "Mars och Maj är namn",
        "den 5 maj\u20292009",
    ],
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert find_dates(text) == []


def test_a_year_before_a_series_number_is_not_the_year_of_the_day() -> None:
    assert find_dates("den 12 maj 2009:165") == []


def test_years_come_only_on_request() -> None:
    assert only("under 2012", include_years=True).iso == "2012"
    span = only("under 2010–2013", include_years=True)
    assert (span.iso, span.precision, span.end_iso) == ("2010", "ar", "2013")
    assert only("under 2010-13", include_years=True).end_iso == "2013"
    assert find_dates("Vision 2030, SFS 2017:725, nr 2011", include_years=True) == []


def test_two_digit_years_fall_in_the_nearest_century() -> None:
    assert only("smtr 130522").iso == "2013-05-22"
    assert only("smtr 870522").iso == "1987-05-22"


@pytest.mark.parametrize("noise", ["1" * 1_000_000, "12-" * 300_000, "mars " * 200_000, "1/2 " * 100_000])
def test_the_time_for_noise_grows_with_its_length(noise: str) -> None:
    def seconds(text: str) -> float:
        started = process_time()
        assert find_dates(text) == []
        return process_time() - started

    assert seconds(noise) < 12 * seconds(noise[: len(noise) // 4]) + 0.1  # 4 if in proportion, 16 if by the square


@pytest.mark.parametrize("text", ["senast 2034- 11-08.", "senast 2034-11- 08.", "senast 2034 -11-08."])
def test_a_day_broken_over_lines_at_a_hyphen_is_one_date(text: str) -> None:
    assert only(text).iso == "2034-11-08"


@pytest.mark.parametrize("text", ["åren 2034 -11 -08", "2034 -11-08-01"])
def test_other_numbers_after_a_year_are_no_day(text: str) -> None:
    assert all(found.precision == "ar" for found in find_dates(text))
