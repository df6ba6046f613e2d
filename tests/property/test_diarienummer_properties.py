from hypothesis import given
from hypothesis import strategies as st

from nlp_arenden.text.diarienummer import find_diarienummer

FORMS = (
    "{code}-{serial}/{year}",
    "{code}-{serial}/{yy}",
    "{code}-{serial}-{yy}",
    "{year}-{serial}-{code}",
    "1.2.4-{serial}-{year}",
    "{year}-{serial}-1.2.4",
    "7-{serial}-{year}",
    "{five}/{yy}",
    "{body}-{year}-{five}",
    "{body}/{year}:{serial}",
    "{body}/{year}/{serial}",
    "{body}-{year}/{serial}",
    "{year}{body}{five}.{code}",
    "{year}-{body}{five}/{code}",
    "{year}/{serial}",
    "KK{yy}/{serial}",
    "SHS{year}-{five}",
    "{year}/{serial}-5",
    "Fi{year}/{five}",
    "Fi{year}/{five}/K",
    "{year}:{serial}",
    "NV-{five}-{yy}",
    "{yy}/ST{five}",
    "{year}{five}0",
    "N164-{five}/{yy}",
    "{year}-2281-{five}",
    "{body} {year}/{serial}",
    "{body} {year}-{five}",
    "TRV {year}/{five}",
    "{year}/{body} {five} {code}",
    "{body} {year}/{serial}/1",
    "T {year}-{code}-{five}",
    "S-Dp {year}-{five}-54",
)
LABELS = (
    *("Dnr", "Dnr:", "D nr", "Diarienr", "Diarienummer:", "Diarie nr", "KS dnr", "Ert dnr"),
    *("Ärendenummer", "Ärende nr", "Ärende-ID:", "Beteckning", "Vår beteckning:", "Er beteckning"),
)
BODIES = ("KS", "KF", "SBN", "MN", "BUN", "STK", "HSN", "RS")
WORDS = ("Dnr ", "Diarienummer", "KS", "SLK", " och ", "Sida ", "Er beteckning ", "N164")
DIGITS = ("2009", "19", "006", "1688", "0263", "1.2.4")
MARKS = (" ", "  ", "-", "–", "/", ":", ".", "\u2029", ",", "…", "(", ")")
fragments = st.sampled_from((*WORDS, *DIGITS, *MARKS))


@st.composite
def numbers(draw) -> str:
    year = draw(st.integers(1980, 2049))
    form = draw(st.sampled_from(FORMS))
    return form.format(
        body=draw(st.sampled_from(BODIES)),
        code=f"{draw(st.integers(1, 999)):03}",
        year=year,
        yy=f"{year % 100:02}",
        serial=draw(st.integers(100, 1899)),
        five=f"{draw(st.integers(1, 9999)):05}",
    )


@given(numbers(), st.sampled_from(LABELS))
def test_every_form_is_found_after_every_label(number: str, label: str) -> None:
    text = f"Till nämnden {label} {number}\u2029Svar på remiss"
    (found,) = find_diarienummer(text)
    assert found.raw == number
    assert found.labelled
    assert not found.damaged


@given(st.lists(fragments, max_size=40).map("".join))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    found = find_diarienummer(text)
    ends = [0, *(each.span.end for each in found)]
    for each, end in zip(found, ends, strict=False):
        assert end <= each.span.start < each.span.end <= len(text)
        assert each.raw == each.span.of(text)
        assert "\u2029" not in each.raw


@given(st.text(alphabet="0123456789 .,:/-–()", max_size=200))
def test_digits_without_label_or_letters_are_no_case_numbers(text: str) -> None:
    assert find_diarienummer(text) == []


@given(st.lists(fragments, max_size=20).map("".join))
def test_the_normal_form_is_stable(text: str) -> None:
    for found in find_diarienummer(text):
        again = find_diarienummer(f"Dnr {found.normal}")
        assert [number.normal for number in again] == [found.normal]
