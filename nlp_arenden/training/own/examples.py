"""Examples of own themes, as a registrator hands them over: a folder of folders, or a file of JSON lines."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from nlp_arenden.domain.handling import Arende, Unread
from nlp_arenden.errors import CorpusError, NotFound
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.reading import Limits, find_arenden, read_arende
from nlp_arenden.text.cleaning import clean
from nlp_arenden.training.themes.sources import Example

OTHERS = "ovrigt"  # the name of a folder of counter-examples, as an id
BAD_ROW = "felaktig_rad"
OUTSIDE = "utanfor_tema"
TitleAndText = Callable[[Arende], tuple[str, str]]


@dataclass(frozen=True)
class OwnExamples:
    """What was read.

    Args:
        examples: documents with the ids of their own themes; each text once.
        labels: the own themes, id to label.
        known: labels of themes that the taxonomy has already; their documents serve as counter-examples.
        unread: what could not be read, and why.
        copies: documents left out because another has the same text.
    """

    examples: tuple[Example, ...]
    labels: dict[str, str]
    known: tuple[str, ...]
    unread: tuple[Unread, ...]
    copies: int


def read_examples(
    source: Path, taxonomy: Taxonomy, title_and_text: TitleAndText, limits: Limits, ocr: bool
) -> OwnExamples:
    """The examples in a folder, where each subfolder is a theme, or in a file of JSON lines.

    In a theme's folder each file is an example, and so is each folder in it, with all its files. A row of JSON has
    ``text``, whose first line is the title, and ``teman``, a list of ids.

    Args:
        source: the folder or file.
        taxonomy: of the base; themes that it has are not own ones.
        title_and_text: reads an ärende as the model will.
        limits: what reading one file may cost.
        ocr: whether pictures of text are read.

    Raises:
        NotFound: the source does not exist, or a theme's folder is empty.
        CorpusError: it holds no themes, or two themes whose names give one id.
    """
    if source.is_dir():
        rows, unread = _from_folder(source, title_and_text, limits, ocr)
    elif source.is_file():
        rows, unread = _from_lines(source)
    else:
        raise NotFound(f"{source} finns inte. Ange en mapp med exempel, eller en fil som slutar på .jsonl.")
    known = {slug(name): theme for theme in taxonomy.themes for name in (theme.id, theme.label)}
    labels: dict[str, str] = {}
    told: dict[str, None] = {}
    merged: dict[str, Example] = {}
    for title, text, names in rows:
        own = []
        for name in names:
            if (theme := known.get(slug(name))) is not None:
                if theme.id != taxonomy.fallback:
                    told[theme.label] = None
                continue
            own.append(_id(name))
            if labels.setdefault(own[-1], name) != name:
                raise CorpusError(f"Temana {labels[own[-1]]} och {name} får samma id. Byt namn på det ena.")
        same = " ".join(text.split())
        before = merged.get(same, Example(title, text, (), group=str(len(merged))))
        merged[same] = replace(before, themes=tuple(dict.fromkeys([*before.themes, *own])))
    return OwnExamples(tuple(merged.values()), labels, tuple(told), tuple(unread), len(rows) - len(merged))


def slug(name: str) -> str:
    """The name as an id: ASCII, small letters, with low lines between its words; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", name.strip().lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _id(name: str) -> str:
    found = slug(name)
    if not found:
        raise CorpusError(f"Temat {name} kan inte få ett id: namnet saknar bokstäver a–ö. Byt namn på det.")
    return found


def _from_folder(
    source: Path, title_and_text: TitleAndText, limits: Limits, ocr: bool
) -> tuple[list[tuple[str, str, list[str]]], list[Unread]]:
    rows, unread = [], []
    for entry in sorted(source.iterdir()):
        if entry.name.startswith((".", "~$")):
            continue
        if not entry.is_dir():
            unread.append(Unread(entry.name, OUTSIDE, f"{entry.name}: ligger inte i mappen för ett tema."))
            continue
        name = unicodedata.normalize("NFC", entry.name)
        for namn, files in find_arenden([entry]):
            arende = read_arende(files, namn, limits, ocr)
            unread += arende.unread
            if arende.handlingar:
                rows.append((*title_and_text(arende), [] if slug(name) == OTHERS else [name]))
    return rows, unread


def _from_lines(source: Path) -> tuple[list[tuple[str, str, list[str]]], list[Unread]]:
    rows, unread = [], []
    for number, row in _json_lines(source):
        match row:
            case {"text": str(text), "teman": [*names]} if text.strip() and all(isinstance(n, str) for n in names):
                whole = clean(text).text
                title = text.strip().partition("\n")[0].strip()
                rows.append((title, whole, [unicodedata.normalize("NFC", name) for name in names]))
            case _:
                what = f'{source.name}, rad {number}: ska vara {{"text": "…", "teman": ["…"]}}.'
                unread.append(Unread(source.name, BAD_ROW, what))
    return rows, unread


def _json_lines(source: Path) -> Iterator[tuple[int, object]]:
    try:
        lines = source.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise CorpusError(f"{source} går inte att läsa. Ange en mapp med exempel, eller JSON-rader i UTF-8.") from fault
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError:
                yield number, None
