"""Numbers that identify persons and organisations, so that they can be masked before a text is passed on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from personnummer import personnummer as checker

from nlp_arenden.text.spans import TextSpan

Kind = Literal["personnummer", "samordningsnummer", "organisationsnummer"]

# Hyphen as typed, non-breaking, and the dashes that word processors put in its place.
_HYPHEN = r"\-\u2010-\u2013\u2212"
# No number inside a longer one, nor inside a date, a sum or a case number.
_START, _END = r"(?<!\w)(?<!\d[-./,:])", r"(?!\w)(?![-./,:]\d)"
_PERSON = re.compile(rf"{_START}(?P<birth>(?:18|19|20)?\d{{6}}) ?(?P<mark>[{_HYPHEN}+]?) ?(?P<rest>\d{{4}}){_END}")
_ORGANISATION = re.compile(rf"{_START}(?:16)?(?P<first>\d{{6}})[{_HYPHEN}]?(?P<rest>\d{{4}}){_END}")
_SAMORDNING = 60  # added to the day of birth in a samordningsnummer


@dataclass(frozen=True, slots=True)
class Identity:
    """Where an identity number stands and which kind it is; the number itself is not kept."""

    span: TextSpan
    kind: Kind


def find_personnummer(text: str) -> list[Identity]:
    """Every personnummer and samordningsnummer in ``text`` with a right check digit and a possible date.

    Spans are half-open code points and never overlap. With or without century; the mark may be a hyphen, "+"
    or left out. Interim numbers with a letter ("T") are not found.
    """
    return list(_persons(text))


def find_organisationsnummer(text: str) -> list[Identity]:
    """Every organisationsnummer in ``text``: third digit at least 2, right check digit.

    It may have 16 in front, and a hyphen or none. Spans are half-open code points and never overlap.
    """
    found = []
    for match in _ORGANISATION.finditer(text):
        digits = match["first"] + match["rest"]
        if digits[2] >= "2" and digits[0] != "0" and _luhn(digits):
            found.append(Identity(TextSpan(*match.span()), "organisationsnummer"))
    return found


def mask(number: str) -> str:
    """The same number with its last four digits as asterisks: "19900101-****"."""
    last_four = 0
    masked = list(number)
    for place in range(len(masked) - 1, -1, -1):
        if masked[place].isdigit() and last_four < 4:
            masked[place] = "*"
            last_four += 1
    return "".join(masked)


def _persons(text: str) -> Iterator[Identity]:
    for match in _PERSON.finditer(text):
        mark = "+" if match["mark"] == "+" else "-"
        try:
            person = checker.parse(match["birth"] + mark + match["rest"])
        except checker.PersonnummerException:
            continue
        kind: Kind = "samordningsnummer" if int(match["birth"][-2:]) > _SAMORDNING else "personnummer"
        if person.is_coordination_number() == (kind == "samordningsnummer"):
            yield Identity(TextSpan(*match.span()), kind)


def _luhn(digits: str) -> bool:
    """True when the last digit is the check digit of the others (ISO/IEC 7812-1, Luhn's formula)."""
    total = 0
    for place, digit in enumerate(digits):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
