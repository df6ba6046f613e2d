"""Everything that components write on a Doc: one layer per kind, in one table.

A layer is a spaCy span group of the same name (marks widened to whole tokens) whose payloads, with the exact
character offsets in the clean text, lie in ``SpanGroup.attrs``: span extensions would collide where two marks
share their borders, and token borders are not exact in text such as "Kostar1,2 mnkr".
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from spacy.tokens import Doc, SpanGroup

from nlp_arenden.text.spans import TextSpan

T = TypeVar("T")
_TEXT = "text"  # where the Doc keeps its text

# Roles of parts (see ``Part``) and types of documents that several components ask for.
OWN_ROLES = frozenset({"yttre", "underlag"})  # where the ärende's own documents speak
ANSWER_ROLE = "remissvar"
MINUTES = frozenset({"protokoll", "protokollsutdrag"})
DECIDED = MINUTES | {"delegationsbeslut"}  # what stands there is decided, not proposed
OFFICIALS = frozenset({"tjansteutlatande", "tjansteskrivelse"})


@dataclass(frozen=True, slots=True)
class Part:
    """A document inside the file: the outer one (``level`` 0), or one that it quotes or encloses.

    ``typ`` is a dokumenttyp, ``talare`` who speaks in it (as a running-text name), ``roll`` what it is to the
    outer document: ``yttre``, ``underlag`` (the officials' own), ``yrkande``, ``reservation``, ``remissvar``
    or ``bilaga``.
    """

    typ: str
    talare: str | None
    roll: str


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading. ``body`` is where the text after the heading begins (code points).

    ``organ`` is the body whose proposal or opinion it is, ``till`` the body it is addressed to.
    """

    kind: str
    heading: str
    organ: str | None
    till: str | None
    body: int
    part: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: kind and body of its section; type, speaker and role of its document."""

    kind: str
    organ: str | None
    typ: str
    talare: str | None
    roll: str


@dataclass(frozen=True, slots=True)
class ForslagMark:
    """An item that is proposed, decided or moved; ``inledning`` is the (start, end) of what leads it in."""

    akt: str
    art: str
    fran: tuple[str, ...]
    beslutsorgan: str | None
    villkorad: bool
    regel: str
    inledning: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class KostnadMark:
    """A statement about money; sums are decimal strings in SEK."""

    klass: str
    belopp_sek: str | None
    belopp_max_sek: str | None
    ungefarlig: bool
    period: str | None
    per_enhet: str | None
    moms: str | None
    finansiering: str | None
    negerad: bool
    modalitet: str
    talare: str | None
    regel: str


@dataclass(frozen=True, slots=True)
class InstansMark:
    """A mention of a consulted body in a role, or of its stance."""

    namn: str
    typ: str
    roll: str | None
    hallning: str | None
    regel: str


@dataclass(frozen=True, slots=True)
class FristMark:
    """A date by which something must happen."""

    datum: str
    slag: str
    beraknad: bool
    regel: str


@dataclass(frozen=True, slots=True)
class NamedMark:
    """A piece of metadata: its kind and its value (see ``metadata``)."""

    kind: str
    value: str
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """One kind of annotation: the name of its span group and the class of its payload."""

    key: str
    payload: type[T]

    def write(self, doc: Doc, items: Iterable[tuple[TextSpan, T]]) -> None:
        """Sets the layer: (span in the clean text, payload) in text order."""
        ordered = sorted(items, key=lambda item: item[0])
        marks = [doc.char_span(span.start, span.end, alignment_mode="expand") for span, _ in ordered]
        names = [field.name for field in fields(self.payload)]  # type: ignore[arg-type]
        rows = [
            {"start": span.start, "end": span.end, **{name: getattr(payload, name) for name in names}}
            for span, payload in ordered
        ]
        spans = [mark for mark in marks if mark is not None]
        doc.spans[self.key] = SpanGroup(doc, name=self.key, attrs={"rows": rows}, spans=spans)

    def read(self, doc: Doc) -> list[tuple[TextSpan, T]]:
        """The (span, payload) pairs in text order; empty when no component has written the layer."""
        if self.key not in doc.spans:
            return []
        rows: list[dict[str, Any]] = doc.spans[self.key].attrs["rows"]
        return [self._item(dict(row)) for row in rows]

    def _item(self, row: dict[str, Any]) -> tuple[TextSpan, T]:
        return TextSpan(row.pop("start"), row.pop("end")), self.payload(**row)


PARTS = Layer("delar", Part)
SECTIONS = Layer("avsnitt", Section)
MENINGAR = Layer("meningar", Place)
METADATA = Layer("uppgifter", NamedMark)
FORSLAG = Layer("forslag", ForslagMark)
KOSTNADER = Layer("kostnader", KostnadMark)
INSTANSER = Layer("remissinstanser", InstansMark)
FRISTER = Layer("frister", FristMark)
VARNINGAR = Layer("varningar", NamedMark)


def text_of(doc: Doc) -> str:
    """The clean text. spaCy joins it from the tokens each time it is asked; here that is done once per Doc."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text
