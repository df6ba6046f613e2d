"""The card for a terminal: brief, one glance at a section tells what it holds."""

import io
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.domain.handling import Arende
from nlp_arenden.export import phrases
from nlp_arenden.export.entries import Entry, Section
from nlp_arenden.export.outline import NOTICE, Outline, outline

INDENT = 2
MOST = 8  # entries of a section; the rest are counted
MORE = {"forslag": 12, "beslut": 12, "remissinstanser": 15}
LONGEST = 300  # characters of an entry that is not decided word for word
MEASURE = 100  # longer lines are hard to read
GAP = 2  # between the columns of a table
NAMED = {"Diarienummer": "Dnr", "Huvudtema": "Tema"}  # facts that do not say themselves what they are
FAINT = "dim"
HEADING = "bold cyan"
# Only a second sign beside the word itself.
STANCE = {"avstyrker": "red", "tillstyrker": "green"}
# Rich breaks lines at no-break spaces too, so another character of width one holds their place while it does.
GLUE = "\ue000"
TIED = "\ue001"  # the same for a space that is an ordinary one once the lines are broken


def text_card(card: CaseAnalysis, arende: Arende, *, width: int = 80, color: bool = False) -> str:
    """The card as lines of at most ``width`` characters; with ANSI styles only when ``color`` is true.

    Long sections show what tells most and say how much more there is.
    """
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
        console.print(drawn(card, arende, width))
    lines = capture.get().replace(GLUE, phrases.NBSP).replace(TIED, " ").split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).rstrip("\n") + "\n"


def drawn(card: CaseAnalysis, arende: Arende, width: int) -> RenderableType:
    """The card as Rich draws it on a line of ``width``; ``GLUE`` and ``TIED`` stand where spaces shall be."""
    whole = outline(card, arende)
    parts: list[RenderableType] = [_text(whole.title, "bold"), _facts(whole)]
    for section in whole.sections:
        parts += [_text(), _heading(section), *_section(section, min(width, MEASURE))]
    if whole.missing:
        parts += [_text(), _text(f"Hittades inte i texten: {', '.join(whole.missing)}.", FAINT)]
    parts += [Rule(style=FAINT, characters="─")]
    parts += [_text(line, FAINT) for line in (*whole.handlingar, whole.key) if line]
    parts += [_text(f"Modell {whole.modell}. {NOTICE}", FAINT)]
    return Padding(Group(*parts), (0, max(width - MEASURE, 0), 0, 0))


def _text(words: str = "", style: str = "") -> Text:
    return Text(words.replace(phrases.NBSP, GLUE), style)


def _facts(card: Outline) -> Text:
    shown = (f"{NAMED[name]} {value}" if name in NAMED else value for name, value in card.facts)
    return _text(phrases.SEPARATOR.join(_together(fact) for fact in shown))


def _together(words: str) -> str:
    return words.replace(" ", TIED) if len(words) <= 50 else words


def _heading(section: Section) -> Text:
    return _text(section.heading.upper(), HEADING)


def _section(section: Section, width: int) -> list[RenderableType]:
    parts: list[RenderableType] = [
        Padding(_text(words, style), (0, 0, 0, INDENT))
        for words, style in ((section.lead, "bold"), (section.note, FAINT))
        if words
    ]
    most = MORE.get(section.anchor, MOST)
    kept = sorted(section.entries, key=lambda entry: entry.rank)[:most]
    shown = [(number, entry) for number, entry in enumerate(section.entries, 1) if entry in kept]
    if (table := _table(section.columns, [entry for _, entry in shown], width - INDENT)) is not None:
        parts.append(table)
    else:
        parts += [_entry(entry, f"{number}." if section.numbered else "•") for number, entry in shown]
    if len(section.entries) > most:
        more = f"och {len(section.entries) - most} till (se --format json eller html)"
        parts.append(Padding(_text(more, FAINT), (0, 0, 0, INDENT)))
    return parts


def _entry(entry: Entry, bullet: str) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=INDENT + len(bullet), justify="right")
    grid.add_column(overflow="fold")
    grid.add_row(_text(bullet), _body(entry, whole=bullet != "•"))
    return grid


def _body(entry: Entry, whole: bool) -> Text:
    words = entry.text if whole else phrases.shortened(entry.text, LONGEST)
    lines = [_head(head) for head in entry.heads]
    lines += [_text(words)] if words else []
    lines += [_joined((phrases.SEPARATOR.join(entry.facts), "italic"))] if entry.facts else []
    lines += [_joined((f"”{quote}”", ""), (f" [{place}]", FAINT)) for quote, place in entry.quoted]
    if entry.places and not entry.quoted:
        lines[-1].append_text(_text(f" {phrases.places(entry.places)}", FAINT))
    return Text("\n").join(lines)


def _head(parts: Sequence[str]) -> Text:
    return _joined((parts[0], "bold"), ("".join(f"{phrases.SEPARATOR}{part}" for part in parts[1:]), ""))


def _joined(*parts: tuple[str, str]) -> Text:
    """Words and their styles on one line; no style goes on into the next words."""
    return Text().join(_text(words, style) for words, style in parts)


def _table(columns: Sequence[str], entries: Sequence[Entry], width: int) -> RenderableType | None:
    """The entries as a table that breaks no word; None when there are no columns or the line is too short."""
    if not columns or not entries:
        return None
    rows = [(*entry.cells, phrases.places(entry.places[:1])) for entry in entries]
    names = (*columns, "Ställe")
    longest = [max(len(word) for cell in cells for word in cell.split(" ")) for cells in zip(names, *rows, strict=True)]
    if sum(longest) + GAP * len(columns) > width:
        return None
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style=FAINT)
    for name, wide in zip(names, longest, strict=True):
        table.add_column(name, min_width=wide)
    for *cells, place in rows:
        table.add_row(*(_text(cell, _stance(cell)) for cell in cells), _text(place, FAINT))
    return Padding(table, (0, 0, 0, INDENT))


def _stance(cell: str) -> str:
    return next((style for word, style in STANCE.items() if cell.startswith(word)), "")
