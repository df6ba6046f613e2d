from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nlp_arenden.text.identities import find_organisationsnummer, find_personnummer, mask


def check_digit(nine: str) -> str:
    doubled = "".join(str(int(digit) * (2 - place % 2)) for place, digit in enumerate(nine))
    return str(-sum(int(digit) for digit in doubled) % 10)


@st.composite
def persons(draw) -> tuple[str, str, str]:
    born = draw(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
    day = born.day + draw(st.sampled_from((0, 60)))
    serial = f"{draw(st.integers(1, 999)):03}"
    nine = f"{born:%y%m}{day:02}{serial}"
    return f"{born:%Y}"[:2], nine[:6], serial + check_digit(nine)


@given(persons(), st.booleans(), st.sampled_from(("-", "")))
def test_a_right_number_is_found_and_masked(person: tuple[str, str, str], long: bool, mark: str) -> None:
    century, birth, rest = person
    number = (century if long else "") + birth + mark + rest
    text = f"Sökande {number}."
    (found,) = find_personnummer(text)
    assert found.span.of(text) == number
    assert (found.kind == "samordningsnummer") == (int(birth[4:]) > 60)
    assert mask(number) == number[:-4] + "****"


@given(persons(), st.integers(1, 9))
def test_a_wrong_check_digit_is_not_found(person: tuple[str, str, str], off: int) -> None:
    _, birth, rest = person
    wrong = rest[:3] + str((int(rest[3]) + off) % 10)
    assert find_personnummer(f"{birth}-{wrong}") == []


@given(st.sampled_from("125789"), st.integers(0, 9), st.integers(2, 9), st.integers(0, 999_999), st.booleans())
def test_an_organisation_is_found_and_is_no_person(form: str, second: int, third: int, serial: int, long: bool) -> None:
    nine = f"{form}{second}{third}{serial:06}"
    number = ("16" if long else "") + f"{nine[:6]}-{nine[6:]}{check_digit(nine)}"
    (found,) = find_organisationsnummer(f"Bolaget {number}")
    assert found.kind == "organisationsnummer"
    assert find_personnummer(number) == []


@given(st.text(alphabet="0123456789-+ /.\u2029", max_size=80))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    for found in (find_personnummer(text), find_organisationsnummer(text)):
        ends = [0, *(each.span.end for each in found)]
        for each, end in zip(found, ends, strict=False):
            assert end <= each.span.start < each.span.end <= len(text)
            assert "\u2029" not in each.span.of(text)
