"""The card for a terminal."""

import io

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.domain.handling import Arende
from nlp_arenden.export import phrases
from nlp_arenden.export.outline import NOTICE, Entry, Outline, Section, outline

INDENT = 2
QUOTES = 2
TABLE_WIDTH = 60  # on a narrower line a table is harder to read than a list
FAINT = "dim"
HEADING = "bold cyan"
# Rich breaks lines at no-break spaces too, so another character of width one holds their place while it does.
GLUE = "\ue000"


def text_card(card: CaseAnalysis, arende: Arende, *, width: int = 80, color: bool = False) -> str:
    """The card as lines of at most ``width`` characters; with ANSI styles only when ``color`` is true."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(_draw(outline(card, arende), tables=width >= TABLE_WIDTH))
    lines = capture.get().replace(GLUE, phrases.NBSP).split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).rstrip("\n") + "\n"


def _text(words: str = "", style: str = "") -> Text:
    return Text(words.replace(phrases.NBSP, GLUE), style)


def _draw(card: Outline, tables: bool) -> Group:
    parts: list[RenderableType] = [_text(card.title, "bold"), _facts(card)]
    for section in card.sections:
        parts += [_text(), _text(section.heading.upper(), HEADING), *_section(section, tables)]
    if card.missing:
        parts += [_text(), _text(f"Hittades inte i texten: {', '.join(card.missing)}.", FAINT)]
    parts += [Rule(style=FAINT, characters="─")]
    parts += [_text(line, FAINT) for line in card.handlingar]
    parts += [_text(f"Modell {card.modell}. {NOTICE}", FAINT)]
    return Group(*parts)


def _facts(card: Outline) -> Text:
    shown = (f"Dnr {value}" if name == "Diarienummer" else value for name, value in card.facts)
    return _text(phrases.SEPARATOR.join(shown))


def _section(section: Section, tables: bool) -> list[RenderableType]:
    parts: list[RenderableType] = (
        [Padding(_text(section.lead, "bold"), (0, 0, 0, INDENT))] if section.lead else []
    )
    if section.columns and tables:
        return [*parts, _table(section)] if section.entries else parts
    numbered = enumerate(section.entries, 1)
    return [*parts, *(_entry(entry, f"{number}." if section.numbered else "•") for number, entry in numbered)]


def _entry(entry: Entry, bullet: str) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=INDENT + len(bullet), justify="right")
    grid.add_column(overflow="fold")
    grid.add_row(_text(bullet), _body(entry))
    return grid


def _body(entry: Entry) -> Text:
    body = Text()
    short = bool(entry.quotes or entry.datum)
    _add(body, " ".join(filter(None, (entry.datum, entry.text))), "bold" if short else "")
    where = phrases.places(entry.belagg)
    if entry.facts:
        _add(body, phrases.SEPARATOR if short else "\n")
        _add(body, phrases.SEPARATOR.join(entry.facts), "" if short else "italic")
    if entry.quotes:
        for quote, belagg in zip(entry.quotes[:QUOTES], entry.belagg, strict=False):
            _add(body, f"\n”{quote}”")
            _add(body, f" [{phrases.place(belagg)}]", FAINT)
    elif where:
        _add(body, f" {where}", FAINT)
    return body


def _add(body: Text, words: str, style: str = "") -> None:
    body.append(words.replace(phrases.NBSP, GLUE), style)


def _table(section: Section) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="underline")
    for column in section.columns:
        table.add_column(column, overflow="fold")
    table.add_column("Ställe", overflow="fold", no_wrap=True)
    for entry in section.entries:
        table.add_row(
            *(_text(cell) for cell in entry.cells), _text(phrases.first_place(entry.belagg) or "", FAINT)
        )
    return Padding(table, (0, 0, 0, INDENT))
