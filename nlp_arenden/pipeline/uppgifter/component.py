"""What a handling says of itself: type, numbers, date, title, bodies, municipality, people, attachments.

Reads: delar, avsnitt. Writes: uppgifter (see ``KINDS`` for the kinds of mark).
"""

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import (
    METADATA,
    MINUTES,
    OWN_ROLES,
    PARTS,
    SECTIONS,
    NamedMark,
    Part,
    Section,
    text_of,
)
from nlp_arenden.pipeline.rules import Rule, Rulebook
from nlp_arenden.pipeline.structure.grid import Cell, Row, rows
from nlp_arenden.pipeline.uppgifter.attachments import Attachments
from nlp_arenden.pipeline.uppgifter.municipality import Municipalities
from nlp_arenden.pipeline.uppgifter.own_numbers import OwnNumbers
from nlp_arenden.pipeline.uppgifter.people import People
from nlp_arenden.pipeline.uppgifter.titles import Titles
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.dates import find_dates
from nlp_arenden.text.spans import TextSpan

KINDS = (
    "dokumenttyp", "diarienummer", "diarienummer_skadat", "datum", "titel", "organ", "avsandare", "kommun",
    "person", "bilaga",
)  # fmt: skip
_HEAD = 2_500  # code points in which a handling presents itself
_SENDER_ELSEWHERE = ("avsandare.sidhuvud", "avsandare.rubrik", "avsandare.undertecknat")
_ABOVE = frozenset({"huvud", "procedur"})  # kinds of section that belong to a letterhead
_LETTERHEAD_LINES = 14
_SIGNED_TYPES = frozenset({"pm_stockholm", "utlatande_stockholm"})
_LAST_SIGNED = "utlatande_stockholm"  # first the borgarråd signs, then kommunstyrelsen
_FULLMAKTIGE = {"kommunstyrelsen": "kommunfullmäktige", "regionstyrelsen": "regionfullmäktige"}
_ENCLOSING = "typ.handling_goteborg"
# Where the date stands, best place first; the names of rules.
_SIGNED = ("datum.undertecknat",)
_SIGNED_OR_ENCLOSED = ("datum.undertecknat", "datum.utfardat")
_ISSUED = (
    "datum.utfardat",
    "datum.efter_typ",
    "datum.antaget",
    "datum.pa_egen_rad",
    "datum.undertecknat",
    "datum.efter_organ",
)
Found = tuple[TextSpan, NamedMark]


def make_metadata(rules: Rulebook, municipalities: Sequence[dict[str, str]]) -> Callable[[Doc], Doc]:
    """The component that writes the layer ``uppgifter``.

    Args:
        rules: the rule file ``uppgifter``.
        municipalities: rows with ``kod``, ``namn``, ``stam`` ("Göteborgs", empty for regions) and ``delar``.
    """
    reader = _Reader(rules, municipalities)

    def component(doc: Doc) -> Doc:
        METADATA.write(doc, reader.read(doc))
        return doc

    return component


class _Reader:
    def __init__(self, rules: Rulebook, municipalities: Sequence[dict[str, str]]) -> None:
        self._rules = rules
        self._named = {rule.id: rule for rule in rules.rules}
        self._municipalities = Municipalities(municipalities, rules)
        self._numbers = OwnNumbers(rules)
        self._titles = Titles(rules)
        self._people = People(rules)
        self._attachments = Attachments(rules)

    def read(self, doc: Doc) -> Iterator[Found]:
        """All marks of a handling."""
        text, parts, sections = text_of(doc), PARTS.read(doc), SECTIONS.read(doc)
        head = TextSpan(0, min(len(text), _HEAD))
        ends = (span.start for span, section in sections if self._is_heading(section))
        letterhead = TextSpan(0, min(next(ends, len(text)), _HEAD))
        grid, top = rows(text), rows(text, letterhead)
        rule = self._type(head.of(text).replace(BLOCK_END, "\n"))
        typ = rule.means if rule else "ovrig"
        yield TextSpan(0, min(1, len(text))), NamedMark("dokumenttyp", typ)
        yield from self._numbers.find(text, typ, letterhead, parts[0][0])
        yield from self._date(text.replace(BLOCK_END, "\n"), parts, rule)
        if title := self._titles.find(typ, top, grid):
            yield title
        bodies = list(self._bodies(top, grid))
        yield from bodies
        if typ in MINUTES and not any(mark.kind == "organ" for _, mark in bodies):
            yield from self._minuting(text)
        if municipality := self._municipalities.find(text, top):
            yield municipality
        yield from self._people.find(text)
        own = [span for span, part in parts if part.roll in OWN_ROLES]
        yield from self._attachments.find(text, sections, own)

    def _is_heading(self, section: Section) -> bool:
        """True when the letterhead is over; "YTTRANDE" may stand in it as well as over a section."""
        return section.kind not in _ABOVE and not self._rules.first(section.heading, "inte_titel.typ")

    def _type(self, lines: str) -> Rule | None:
        """The word of the letterhead decides, else the title; the first line, of one line the first rule."""
        hits = [(lines.count("\n", 0, m.end()), i, rule) for i, (rule, m) in enumerate(self._rules.all(lines, "typ."))]
        early = [hit for hit in hits if hit[0] <= _LETTERHEAD_LINES]
        whole = [hit for hit in early if hit[2].extra.get("omfattar")]
        letterhead = [hit for hit in early if hit[2].extra.get("brevhuvud")]
        chosen = min(whole or letterhead or early or hits, key=lambda hit: hit[:2], default=None)
        if chosen is None and (letter := self._rules.first(lines, "typ_annars.")):
            return letter[0]
        return chosen[2] if chosen else None

    def _date(self, lines: str, parts: Sequence[tuple[TextSpan, Part]], typ: Rule | None) -> Iterator[Found]:
        """The handling's own date: signed, issued, or of the meeting."""
        stockholm = typ is not None and typ.means in _SIGNED_TYPES
        enclosing = typ is not None and typ.id == _ENCLOSING
        order = _SIGNED if stockholm else _SIGNED_OR_ENCLOSED if enclosing else _ISSUED
        outer = parts[0][0].of(lines)
        for name in order:
            within = lines if enclosing else outer if name in _SIGNED else outer[:_HEAD]
            found = [
                (dates[0].span.shifted(m.start("datum")), NamedMark("datum", dates[0].iso))
                for m in self._named[name].pattern.finditer(within)
                if (dates := [d for d in find_dates(m["datum"]) if d.precision == "dag"])
            ]
            if found:
                yield found[-1] if typ is not None and typ.means == _LAST_SIGNED else found[0]
                return

    def _bodies(self, letterhead: Sequence[Row], grid: Sequence[Row]) -> Iterator[Found]:
        """The body that is written to, else the one whose paper it is; and the office that sends it."""
        cells = [cell for row in letterhead for cell in row]
        yield from self._body(cells, "organ.till", "organ.under_till", "organ.huvud")
        everywhere = [cell for row in grid for cell in row]
        sent = [*self._body(cells, "avsandare.forvaltning"), *self._body(cells, "avsandare.avdelning")]
        yield from (sent or [*self._body(everywhere, *_SENDER_ELSEWHERE)])[:1]

    def _minuting(self, text: str) -> Iterator[Found]:
        """The body whose minutes these are, when no letterhead tells: a page heading, or who decides."""
        lines = text.replace(BLOCK_END, "\n")
        if hit := self._rules.first(lines, "paragrafens_organ."):
            name = "organ" if "organ" in hit[1].groupdict() else "fran"
            organ = _FULLMAKTIGE.get(hit[1][name].lower()) if name == "fran" else _as_in_text(hit[1][name])
            yield TextSpan(*hit[1].span(name)), NamedMark("organ", str(organ))

    def _body(self, cells: Sequence[Cell], *names: str) -> Iterator[Found]:
        for name in names:
            for i, cell in enumerate(cells):
                m = self._named[name].pattern.search(cell.text)
                if m and (name != "organ.under_till" or (i and cells[i - 1].text.lower().rstrip(":") == "till")):
                    span = TextSpan(cell.span.start + m.start("organ"), cell.span.start + m.end("organ"))
                    yield span, NamedMark(self._named[name].means, _as_in_text(m["organ"]))
                    return


def _as_in_text(name: str) -> str:
    """A body's name as inside a sentence; "Skarpnäcks stadsdelsnämnd" and "KS" keep their capitals."""
    plain = " ".join(name.split())
    if plain.isupper() and len(plain) > 4:
        plain = plain.lower()
    first = plain.split()[0]
    named = first.endswith("s") and plain.endswith(("nämnd", "förvaltning", "kontor", "stab"))
    proper = plain.isupper() or named or "stadsdels" in plain
    return plain if proper else plain[0].lower() + plain[1:]
