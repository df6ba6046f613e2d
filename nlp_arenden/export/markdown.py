"""The card as Markdown, to paste into a protokoll or a case system."""

import re

from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.domain.handling import Arende
from nlp_arenden.export import phrases
from nlp_arenden.export.entries import Entry, Section
from nlp_arenden.export.outline import NOTICE, outline

# What means something anywhere in a line, and what does at its start: heading, list item, "1." of a list.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))")
_AT_START = re.compile(r"^(\d+(?=[.)])|(?=[#+\-=]))")


def markdown_card(card: CaseAnalysis, arende: Arende) -> str:
    """The card as CommonMark with a table of the consulted bodies; no text of a document acts as markup."""
    whole = outline(card, arende)
    parts = [
        f"# {_plain(whole.title)}",
        "\n".join(f"- **{name}:** {_plain(value)}" for name, value in whole.facts),
    ]
    for section in whole.sections:
        parts += [f"## {section.heading}", *_section(section)]
    if whole.missing:
        parts.append(f"Hittades inte i texten: {', '.join(whole.missing)}.")
    parts += [
        "---",
        "\n".join(f"- {_plain(line)}" for line in whole.handlingar),
        *([_plain(whole.key)] if whole.key else []),
        f"Modell {whole.modell}. {NOTICE}",
    ]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> list[str]:
    parts = [f"**{_plain(section.lead)}**"] if section.lead else []
    parts += [f"{_plain(section.note)}:"] if section.note else []
    if section.columns and section.entries:
        head = (*section.columns, "Ställe")
        rows = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
        rows += [
            "| " + " | ".join(map(_plain, (*entry.cells, phrases.places(entry.places)))) + " |"
            for entry in section.entries
        ]
        return [*parts, "\n".join(rows)]
    items = [_item(entry, f"{number}." if section.numbered else "-") for number, entry in enumerate(section.entries, 1)]
    return [*parts, "\n".join(items)] if items else parts


def _item(entry: Entry, bullet: str) -> str:
    lines = [_head(head) for head in entry.heads]
    lines += [_plain(entry.text)] if entry.text else []
    lines += [f"*{_plain(phrases.SEPARATOR.join(entry.facts))}*"] if entry.facts else []
    lines += [f"”{_plain(quote)}” {_plain(f'[{place}]')}" for quote, place in entry.quoted]
    if entry.places and not entry.quoted:
        lines[-1] += f" {_plain(phrases.places(entry.places))}"
    return f"{bullet} " + ("\\\n" + " " * (len(bullet) + 1)).join(lines)


def _head(parts: tuple[str, ...]) -> str:
    return phrases.SEPARATOR.join((f"**{_plain(parts[0])}**", *map(_plain, parts[1:])))


def _plain(text: str) -> str:
    return _AT_START.sub(r"\1\\", _MARKUP.sub(r"\\\1", text))
