"""Those who were asked, found again by the short names that a paper gives them further on."""

import re
from collections.abc import Iterable, Iterator

from nlp_arenden.pipeline.remissinstanser.bodies import Body, BodyFinder
from nlp_arenden.text.spans import TextSpan

# What a body is called when it is named again: the definite form of its last word.
_DEFINITE = (
    *((word, word + "en") for word in ("förening", "klubb", "grupp", "krets", "kår", "organisation", "delegation")),
    *((word, word + "et") for word in ("byalag", "sällskap", "råd", "förbund", "nätverk", "distrikt", "verk")),
    ("sameby", "samebyn"),
    ("revisorer", "revisorerna"),
)
_BEGINNING = 6  # letters of a name broken over the lines of a table that tell whose it is
BRACKETED = re.compile(r"\s\([A-ZÅÄÖ]")  # a sentence that may give somebody a short name
_ABBREVIATION = re.compile(r"\s?\(([A-ZÅÄÖ][A-ZÅÄÖa-zåäö&-]{1,11})\)")
_PLACED = re.compile(r"([\wåäöÅÄÖ]{5,})\s(?:i|vid|för)\s")
_OF_KIND = re.compile(r"([A-ZÅÄÖ]\w+s AB)\s[A-ZÅÄÖ]")
_COMPANY = re.compile(r"\b(?:[A-ZÅÄÖ][\w-]* (?:& )?){1,4}AB\b(?! [A-ZÅÄÖ])(?: \(([A-ZÅÄÖ][\w&-]{1,20})\))?")
_BARE = re.compile(r"([A-ZÅÄÖ][\w-]{3,}(?:\s&\s[A-ZÅÄÖ][\w-]+)?)\sAB")
_OWNED = re.compile(r"([A-ZÅÄÖ]{2,6}):s\s")


class Asked:
    """The bodies that one handling tells were asked or gives a short name, with the names by which each is meant."""

    def __init__(self) -> None:
        self._names: dict[str, Body | None] = {}  # lower case; None where two bodies share the name

    def add(self, body: Body, sentence: str) -> None:
        """Remembers a body that ``sentence`` names in full."""
        for name in {body.namn, *_short(body, sentence)}:
            lowered = name.lower()
            known = self._names.get(lowered, body)
            self._names[lowered] = body if known is not None and known.namn == body.namn else None

    def learn(self, sentence: str, named: Iterable[Body]) -> None:
        """Remembers the short name that stands in brackets after a body: "Holmens Stadshus AB (Stadshus)"."""
        for body in named:
            if given := _ABBREVIATION.match(sentence, body.span.end):
                self._names.setdefault(given[1].lower(), body)

    def learn_companies(self, text: str, finder: BodyFinder) -> None:
        """Remembers by what short names the whole text calls its companies, wherever it tells them in full.

        "Kajen AB" is called "Kajen", and "Holmens Stadshus AB (Stadshus)" what its brackets say.
        """
        named = [(body, m[1]) for m in _COMPANY.finditer(text) for body in finder.find(m[0])[:1]]
        for body, given in sorted(named, key=lambda row: row[1] is None):  # what the text says goes first
            bare = _BARE.fullmatch(body.namn)
            if body.typ == "kommunalt_bolag" and (short := given or (bare and bare[1])):
                self._names.setdefault(short.lower(), body)

    def in_row(self, cell: str) -> Body | None:
        """The body whose row of a table it is: its name stands last in the cell, or the cell is how a name begins.

        A name that is broken over the lines of a table goes on in what is read as the cells after it.
        """
        lowered = re.sub(r"\s", " ", cell.lower())
        last = [
            name for name, body in self._names.items() if body and re.search(rf"(?<![\w-]){re.escape(name)}$", lowered)
        ]
        if last:
            name = max(last, key=len)
            return self._at(name, len(cell) - len(name), len(cell))
        lowered = lowered.strip()
        begun = [name for name, body in self._names.items() if body and name.startswith(lowered)]
        one = len(lowered) >= _BEGINNING and len({self._names[name] for name in begun}) == 1
        return self._at(begun[0], len(cell) - len(cell.lstrip()), len(cell)) if one else None

    def _at(self, name: str, start: int, end: int) -> Body | None:
        body = self._names[name]
        return Body(TextSpan(start, end), body.namn, body.typ) if body else None

    def find(self, text: str, named: list[Body]) -> list[Body]:
        """The bodies that ``text`` names, in order: those given, and the remembered ones that it names besides."""
        lowered = text.lower()
        found = list(named)
        for name, body in sorted(self._names.items(), key=lambda row: -len(row[0])):
            start = lowered.find(name) if body else -1
            while body and start >= 0:
                span = TextSpan(start, start + len(name))
                if _alone(lowered, span) and not any(
                    span.overlaps(other.span) for other in found if _firm(other, span)
                ):
                    found = [other for other in found if not other.span.overlaps(span)]
                    found.append(Body(span, body.namn, body.typ))
                start = lowered.find(name, span.end)
        return sorted(found, key=lambda row: row.span)


def _firm(other: Body, span: TextSpan) -> bool:
    """True for a name found by its form that says more than the remembered one at the same place."""
    return other.typ != "okand" and (other.span.end - other.span.start) > (span.end - span.start)


def _alone(text: str, span: TextSpan) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return not (before.isalnum() or before == "-" or after.isalnum() or after == "-")


def _short(body: Body, sentence: str) -> Iterator[str]:
    last = body.namn.split()[-1]
    for ending, definite in _DEFINITE:
        if last.endswith(ending) and not last[0].isupper():
            yield last.removesuffix(ending) + definite
            yield definite
            break
    if placed := _PLACED.match(body.namn):
        yield placed[1]
    if kind := _OF_KIND.match(body.namn):
        yield kind[1]
    if owned := _OWNED.match(body.namn):
        yield owned[1]
    if given := _ABBREVIATION.match(sentence, body.span.end):
        yield given[1]
