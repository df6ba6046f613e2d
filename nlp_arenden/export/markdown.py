"""The card as Markdown, to paste into a protokoll or a case system."""

import re

from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.domain.handling import Arende
from nlp_arenden.export import phrases
from nlp_arenden.export.outline import NOTICE, Entry, Section, outline

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
        f"Modell {whole.modell}. {NOTICE}",
    ]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> list[str]:
    parts = [f"**{_plain(section.lead)}**"] if section.lead else []
    if section.columns and section.entries:
        head = (*section.columns, "Ställe")
        rows = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
        rows += [
            "| " + " | ".join(map(_plain, (*entry.cells, phrases.places(entry.belagg) or ""))) + " |"
            for entry in section.entries
        ]
        return [*parts, "\n".join(rows)]
    items = [
        _item(entry, f"{number}." if section.numbered else "-")
        for number, entry in enumerate(section.entries, 1)
    ]
    return [*parts, "\n".join(items)] if items else parts


def _item(entry: Entry, bullet: str) -> str:
    lines = [" ".join(filter(None, (entry.datum, _plain(entry.text))))]
    where = "" if entry.quotes else phrases.places(entry.belagg) or ""
    if entry.facts:
        lines.append(f"*{_plain(phrases.SEPARATOR.join(entry.facts))}*")
    lines[-1] += f" {_plain(where)}" if where else ""
    lines += [
        f"”{_plain(quote)}” {_plain(f'[{phrases.place(belagg)}]')}"
        for quote, belagg in zip(entry.quotes, entry.belagg, strict=False)
    ]
    return f"{bullet} " + ("\\\n" + " " * (len(bullet) + 1)).join(lines)


def _plain(text: str) -> str:
    return _AT_START.sub(r"\1\\", _MARKUP.sub(r"\\\1", text))
