import pytest

from nlp_arenden.text.identities import find_organisationsnummer, find_personnummer, mask


@pytest.mark.parametrize(
    "number",
    [
        "19900101-0017",
        "199001010017",
        "900101-0017",
        "9001010017",
        "900101–0017",
        "900101+0017",
        "18900101+0017",
        "900101 - 0017",
    ],
)
def test_a_personnummer_is_found_in_every_written_form(number: str) -> None:
    text = f"Sökande: {number}, bosatt i kommunen."
    (found,) = find_personnummer(text)
    assert (found.span.of(text), found.kind) == (number, "personnummer")


@pytest.mark.parametrize("number", ["701063-2391", "19701063-2391", "640883-3231"])
def test_a_day_above_sixty_is_a_samordningsnummer(number: str) -> None:
    (found,) = find_personnummer(number)
    assert found.kind == "samordningsnummer"


@pytest.mark.parametrize(
    "text",
    [
        "900101-0018",
        "900231-0008",
        "901301-0008",
        "telefon 08-508 29 000",
        "Dnr 006-1688/2009",
        "bankgiro 123-4567",
        "12900101-0017",
        "1900101-00171",
        "A900101-0017",
        "000000-0000",
        "900101\u20290017",
    ],
)
def test_other_numbers_are_no_personnummer(text: str) -> None:
    assert find_personnummer(text) == []


@pytest.mark.parametrize("number", ["556012-5790", "5560125790", "16556012-5790", "165560125790", "212000-1355"])
def test_an_organisationsnummer_is_no_person(number: str) -> None:
    text = f"Bolaget ({number}) svarar."
    (found,) = find_organisationsnummer(text)
    assert (found.span.of(text), found.kind) == (number, "organisationsnummer")
    assert find_personnummer(text) == []


@pytest.mark.parametrize(
    "text", ["556012-5791", "900101-0017", "701063-2391", "1556012-5790", "123-4567", "000000-0000"]
)
def test_other_numbers_are_no_organisationsnummer(text: str) -> None:
    assert find_organisationsnummer(text) == []


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("19900101-0017", "19900101-****"),
        ("9001010017", "900101****"),
        ("900101+0017", "900101+****"),
        ("900101 - 0017", "900101 - ****"),
    ],
)
def test_the_last_four_digits_are_masked(number: str, masked: str) -> None:
    assert mask(number) == masked
