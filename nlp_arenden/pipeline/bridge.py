"""From what components wrote on a Doc to findings whose evidence stands in the source text."""

from collections.abc import Iterator
from dataclasses import asdict

from spacy.tokens import Doc

from nlp_arenden.domain.card import Bilaga, Evidence, Forslag, Frist, Kostnad, Person, Remissinstans, Varning
from nlp_arenden.domain.handling import Handling
from nlp_arenden.pipeline.annotations import FORSLAG, FRISTER, INSTANSER, KOSTNADER, METADATA, VARNINGAR, InstansMark
from nlp_arenden.text.spans import TextSpan

_WARNING_TEXTS = {
    "personnummer": "Personnummer eller samordningsnummer i texten. Kontrollera innan handlingen publiceras.",
    "sekretess": "Ord som tyder på sekretess. Ej bedömd: pröva frågan i varje enskilt fall.",
    "sakerhetsskydd": "Texten talar om säkerhetsskyddsklassificerade uppgifter. Avbryt och följ era rutiner.",
}


def evidence(handling: Handling, span: TextSpan) -> Evidence:
    """The belägg for a clean-text span: source offsets, page, and the source text there to the character."""
    source = handling.clean.to_source(span)
    return Evidence(
        handling=handling.id,
        start=source.start,
        slut=source.end,
        sida=handling.page_of(source.start),
        citat=handling.quote(source),
    )


def forslag(doc: Doc, handling: Handling) -> Iterator[Forslag]:
    """The proposals and decisions of a handling, in text order."""
    for span, mark in FORSLAG.read(doc):
        said = {key: value for key, value in asdict(mark).items() if key != "inledning"}
        yield Forslag(text=_text(handling, span), belagg=(evidence(handling, span),), **said)


def kostnader(doc: Doc, handling: Handling) -> Iterator[Kostnad]:
    """The statements about money, in text order."""
    for span, mark in KOSTNADER.read(doc):
        yield Kostnad(text=_text(handling, span), belagg=(evidence(handling, span),), **asdict(mark))


def mentions(doc: Doc, handling: Handling) -> Iterator[tuple[InstansMark, Remissinstans]]:
    """The mentions of consulted bodies, in text order: the mark, and a finding that holds this one mention."""
    for span, mark in INSTANSER.read(doc):
        yield (
            mark,
            Remissinstans(
                namn=mark.namn,
                skrivet=mark.namn,
                typ=mark.typ,  # type: ignore[arg-type]
                roll=mark.roll or "remissinstans",  # type: ignore[arg-type]
                hallning=mark.hallning or "ej_redovisad",  # type: ignore[arg-type]
                regel=mark.regel,
                belagg=(evidence(handling, span),),
            ),
        )


def frister(doc: Doc, handling: Handling) -> Iterator[Frist]:
    """The deadlines, in text order."""
    for span, mark in FRISTER.read(doc):
        yield Frist(belagg=(evidence(handling, span),), **asdict(mark))


def bilagor(doc: Doc, handling: Handling) -> Iterator[Bilaga]:
    """The attachments that the handling names."""
    for span, mark in METADATA.read(doc):
        if mark.kind == "bilaga":
            yield Bilaga(beteckning=mark.extra[0], titel=mark.value, belagg=(evidence(handling, span),))


def personer(doc: Doc, handling: Handling) -> Iterator[Person]:
    """People in an official role, one entry per mention."""
    for span, mark in METADATA.read(doc):
        if mark.kind == "person":
            parti = next(iter(mark.extra[1:]), None)
            yield Person(namn=mark.value, roller=mark.extra[:1], parti=parti, belagg=(evidence(handling, span),))


def varningar(doc: Doc, handling: Handling) -> Iterator[Varning]:
    """One warning per kind, with every place."""
    places: dict[str, list[Evidence]] = {}
    for span, mark in VARNINGAR.read(doc):
        places.setdefault(mark.kind, []).append(evidence(handling, span))
    for kind, belagg in sorted(places.items()):
        yield Varning(kod=kind, antal=len(belagg), text=_WARNING_TEXTS[kind], belagg=tuple(belagg))


def fact(doc: Doc, kind: str) -> str | None:
    """The first value of a kind of metadata, None when the handling does not say."""
    return next((mark.value for _, mark in METADATA.read(doc) if mark.kind == kind), None)


def _text(handling: Handling, span: TextSpan) -> str:
    return " ".join(span.of(handling.clean.text).split())
