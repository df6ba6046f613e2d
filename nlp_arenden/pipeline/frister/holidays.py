"""Days on which a deadline set by law cannot end."""

from datetime import date, timedelta

# Month and day of the fixed ones: allmänna helgdagar (lag 1989:253) and the eves of lag 1930:173.
_FIXED = frozenset({(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)})
_FROM_EASTER = frozenset({-2, 1, 39})  # days from Easter Sunday: långfredagen, annandag påsk, Kristi himmelsfärdsdag
_FRIDAY = 4


def first_working_day(day: date) -> date:
    """``day`` itself, or the next day that is no weekend, holiday, midsommarafton, julafton or nyårsafton.

    Source: lag (1930:173) om beräkning av lagstadgad tid, 2 §.
    """
    while _is_free(day):
        day += timedelta(days=1)
    return day


def easter(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _is_free(day: date) -> bool:
    midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == _FRIDAY
    moving = (day - easter(day.year)).days in _FROM_EASTER
    return day.weekday() > _FRIDAY or (day.month, day.day) in _FIXED or moving or midsummer_eve
