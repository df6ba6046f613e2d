"""The card as one page for a browser: the findings on top, and below the source text where they stand."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.domain.handling import Arende, Handling
from nlp_arenden.export import phrases
from nlp_arenden.export.entries import Entry, Section
from nlp_arenden.export.marks import Mark, Piece, pieces
from nlp_arenden.export.outline import NOTICE, Outline, outline

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
HYPHEN_MARK = "\x02"  # how PDF text marks a hyphen at a line end
BLANK = re.compile(r"(\n(?:[^\S\n]*\n)+)")  # a line end and the empty lines after it
HOW = "Siffror som 154–187 är tecken i källtexten. På kortet är de länkar hit; en etikett i texten länkar tillbaka."
PLACES = 3  # links of an entry that the page shows beside it


def html_page(card: CaseAnalysis, arende: Arende) -> str:
    """One self-contained page: no script, no file beside it, a policy that lets a browser load nothing.

    Every place on the card is a link to the words in the source text, and every marked word a link back.
    """
    whole = outline(card, arende)
    marks = _marks(whole)
    style = _style()
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'"
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="sv">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{_shown(whole.title)} – ärendekort</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            '<a class="hoppa" href="#kallor">Hoppa till källtexten</a>',
            f"<header>\n<h1>{_shown(whole.title)}</h1>\n{_facts(whole)}\n</header>",
            _contents(whole),
            '<main id="kort">',
            *(_section(section) for section in whole.sections),
            *(
                [f'<p class="not">Hittades inte i texten: {_shown(", ".join(whole.missing))}.</p>']
                if whole.missing
                else []
            ),
            '<section class="kallor" id="kallor" aria-labelledby="kallor-rubrik">',
            '<h2 id="kallor-rubrik">Källtext</h2>',
            f'<p class="not">{HOW}</p>',
            *(
                _source(handling, line, marks.get(handling.id, []))
                for handling, line in zip(arende.handlingar, whole.handlingar, strict=True)
            ),
            "</section>",
            "</main>",
            f"<footer><p>Modell {_shown(whole.modell)}. {NOTICE}</p></footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def _facts(whole: Outline) -> str:
    rows = (f"<div><dt>{name}</dt><dd>{_dated(value)}</dd></div>" for name, value in whole.facts)
    return f"<dl>{''.join(rows)}</dl>"


def _contents(whole: Outline) -> str:
    links = (
        f'<li><a href="#{section.anchor}">{section.heading}</a>{_count(section)}</li>' for section in whole.sections
    )
    return f'<nav aria-label="Innehåll">\n<ul>{"".join(links)}<li><a href="#kallor">Källtext</a></li></ul>\n</nav>'


def _count(section: Section) -> str:
    return f" {len(section.entries)}" if section.entries and section.anchor != "sammanfattning" else ""


def _section(section: Section) -> str:
    name = f"{section.anchor}-rubrik"
    parts = [f'<h2 id="{name}">{section.heading}</h2>']
    parts += [f'<p class="bild">{_shown(section.lead)}</p>'] if section.lead else []
    parts += [f'<p class="not">{_shown(section.note)}</p>'] if section.note else []
    if section.columns and section.entries:
        parts.append(_table(section))
    elif section.entries:
        parts.append(f"<ol>{''.join(map(_item, section.entries))}</ol>")
    body = "\n".join(parts)
    return f'<section id="{section.anchor}" aria-labelledby="{name}">\n{body}\n</section>'


def _item(entry: Entry) -> str:
    links = [_link(entry, number) for number in range(1, len(entry.belagg) + 1)]
    plain = [link for link, quote in zip(links, entry.quotes or ("",) * len(links), strict=True) if not quote]
    parts = [f'<p class="huvud">{_head(head)}</p>' for head in entry.heads]
    parts += [f"<p>{_shown(entry.text)}</p>"] if entry.text else []
    parts += [f'<p class="not">{_shown(phrases.SEPARATOR.join(entry.facts))}</p>'] if entry.facts else []
    parts += [
        f"<blockquote><p>{_shown(quote)} {link}</p></blockquote>"
        for quote, link in zip(entry.quotes, links, strict=False)
        if quote
    ]
    if plain:
        end = parts.pop().removesuffix("</p>") if not entry.quoted else '<p class="not">Även'
        parts.append(f"{end} {_listed(plain)}</p>")
    return f'<li id="{entry.anchor}">{"".join(parts)}</li>'


def _head(parts: tuple[str, ...]) -> str:
    return phrases.SEPARATOR.join((f"<strong>{_dated(parts[0])}</strong>", *map(_shown, parts[1:])))


def _table(section: Section) -> str:
    """A table whose last column, what a body says, also says where."""
    head = "".join(f'<th scope="col" role="columnheader">{column}</th>' for column in section.columns)
    rows = "".join(
        f'<tr role="row" id="{entry.anchor}"><th scope="row" role="rowheader">{_shown(entry.cells[0])}</th>'
        + "".join(f'<td role="cell">{_shown(cell)}</td>' for cell in entry.cells[1:-1])
        + f'<td role="cell">{_shown(entry.cells[-1])} '
        + _listed([_link(entry, number) for number in range(1, len(entry.belagg) + 1)])
        + "</td></tr>"
        for entry in section.entries
    )
    # The roles repeat what the tags say: a browser forgets the tags where the style draws rows as blocks.
    table = (
        f'<table role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )
    return f'<div class="bred" role="region" tabindex="0" aria-label="{section.heading}, tabell">{table}</div>'


def _listed(links: Sequence[str]) -> str:
    more = f' <span class="stalle">och {len(links) - PLACES} till</span>' if len(links) > PLACES else ""
    return f"{' '.join(links[:PLACES])}{more}"


def _link(entry: Entry, number: int) -> str:
    place = _shown(entry.places[number - 1])
    return f'<a class="stalle" href="#{_anchor(entry, number)}" aria-label="ställe {place}">{place}</a>'


def _anchor(entry: Entry, number: int) -> str:
    return f"b-{entry.anchor}-{number}"


def _marks(whole: Outline) -> dict[str, list[Mark]]:
    """The marks of each handling: one for every belägg of every entry."""
    marks: dict[str, list[Mark]] = {}
    for entry in (entry for section in whole.sections for entry in section.entries):
        for number, belagg in enumerate(entry.belagg, 1):
            mark = Mark(belagg.start, belagg.slut, _anchor(entry, number), entry.label)
            marks.setdefault(belagg.handling, []).append(mark)
    return marks


def _source(handling: Handling, line: str, marks: list[Mark]) -> str:
    parts = [f'<article id="{handling.id}">\n<h3>{_shown(line)}</h3>']
    for page in handling.pages:
        text = handling.source[page.start : page.end]
        parts.append(f'<h4 id="{handling.id}-s{page.number}">Sida {page.number}</h4>')
        parts.append(f'<div class="text">{"".join(_marked(pieces(text, page.start, marks)))}</div>')
    if not handling.pages:
        parts.append(f'<div class="text">{"".join(_marked(pieces(handling.source, 0, marks)))}</div>')
    return "\n".join((*parts, "</article>"))


def _marked(stretches: Iterator[Piece]) -> Iterator[str]:
    for piece in stretches:
        if not piece.marks:
            yield _lines(piece.text)
            continue
        names = ", ".join(mark.label for mark in piece.marks)
        labels = "".join(map(_label, piece.begins))
        several = ' class="flera"' if len(piece.marks) > 1 else ""
        yield f'<mark{several} title="{_shown(names)}">{labels}{_lines(piece.text)}</mark>'


def _lines(text: str) -> str:
    """The text with its lines in spans, so that the style can draw empty lines lower than written ones."""
    parts = BLANK.split(text)
    return "".join(
        part if number % 2 else f"<span>{part}</span>" for number, part in enumerate(map(_shown, parts)) if part
    )


def _label(mark: Mark) -> str:
    entry = mark.anchor.removeprefix("b-").rpartition("-")[0]
    return f'<a class="lapp" id="{mark.anchor}" href="#{entry}">{_shown(mark.label)}</a>'


def _dated(text: str) -> str:
    return f'<time datetime="{text}">{text}</time>' if ISO_DATE.fullmatch(text) else _shown(text)


def _shown(text: str) -> str:
    """The text as a browser may have it: markup escaped, control and direction characters out."""
    kept = (
        char
        for char in text.replace(HYPHEN_MARK, "-")
        if char in "\n\t" or not (unicodedata.category(char) in ("Cc", "Cs", "Zp") or _turns(char))
    )
    return escape("".join(kept))


def _turns(char: str) -> bool:
    return "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"


@cache
def _style() -> str:
    return Path(__file__).with_name("card.css").read_text("utf8")


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
