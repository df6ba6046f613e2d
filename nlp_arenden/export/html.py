"""The card as one page for a browser: the findings on top, and below the source text where they stand."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from nlp_arenden.domain.card import CaseAnalysis, Evidence
from nlp_arenden.domain.handling import Arende, Handling
from nlp_arenden.export import phrases
from nlp_arenden.export.marks import Mark, Piece, pieces
from nlp_arenden.export.outline import NOTICE, Entry, Outline, Section, outline

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
HYPHEN_MARK = "\x02"  # how PDF text marks a hyphen at a line end


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
            f"<title>{_shown(whole.title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            '<a class="hoppa" href="#kallor">Hoppa till källtexten</a>',
            f"<header>\n<h1>{_shown(whole.title)}</h1>\n{_facts(whole)}\n</header>",
            '<main id="kort">',
            *(_section(section) for section in whole.sections),
            *(
                [f"<p>Hittades inte i texten: {_shown(', '.join(whole.missing))}.</p>"]
                if whole.missing
                else []
            ),
            '<section class="kallor" id="kallor" aria-labelledby="kallor-rubrik">',
            '<h2 id="kallor-rubrik">Källtext</h2>',
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


def _section(section: Section) -> str:
    lead = f'<p class="bild">{_shown(section.lead)}</p>' if section.lead else ""
    if section.columns:
        items = _table(section)
    elif section.numbered:
        items = f"<ol>{''.join(map(_item, section.entries))}</ol>"
    else:
        items = f"<ul>{''.join(map(_item, section.entries))}</ul>" if section.entries else ""
    name = f"{section.anchor}-rubrik"
    heading = f'<h2 id="{name}">{section.heading}</h2>'
    return f'<section aria-labelledby="{name}">\n{heading}\n{lead}{items}\n</section>'


def _item(entry: Entry) -> str:
    text = " ".join(filter(None, (_dated(entry.datum or ""), _shown(entry.text))))
    facts = (
        f' <span class="fakta">{_shown(phrases.SEPARATOR.join(entry.facts))}</span>' if entry.facts else ""
    )
    if entry.quotes:
        rest = "".join(
            f"<blockquote>{_shown(quote)} {_link(entry, number, belagg)}</blockquote>"
            for number, (quote, belagg) in enumerate(zip(entry.quotes, entry.belagg, strict=True), 1)
        )
    else:
        rest = _links(entry)
    return f'<li id="{entry.anchor}">{text}{facts}{rest}</li>'


def _table(section: Section) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in (*section.columns, "Ställe"))
    rows = "".join(
        f'<tr id="{entry.anchor}"><th scope="row">{_shown(entry.cells[0])}</th>'
        + "".join(f"<td>{_shown(cell)}</td>" for cell in entry.cells[1:])
        + f"<td>{_links(entry)}</td></tr>"
        for entry in section.entries
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return (
        f'<div class="bred" role="region" tabindex="0" aria-label="{section.heading}, tabell">{table}</div>'
    )


def _links(entry: Entry) -> str:
    return "".join(f" {_link(entry, number, belagg)}" for number, belagg in enumerate(entry.belagg, 1))


def _link(entry: Entry, number: int, belagg: Evidence) -> str:
    return f'<a class="stalle" href="#{_anchor(entry, number)}">[{_shown(phrases.place(belagg))}]</a>'


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
            yield _shown(piece.text)
            continue
        names = ", ".join(mark.label for mark in piece.marks)
        labels = "".join(map(_label, piece.begins))
        several = ' class="flera"' if len(piece.marks) > 1 else ""
        yield f'<mark{several} title="{_shown(names)}">{labels}{_shown(piece.text)}</mark>'


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
