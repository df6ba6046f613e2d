"""Labelled documents for the theme model, from the sources that a recipe names."""

import json
import lzma
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nlp_arenden.errors import CorpusError
from nlp_arenden.text.cleaning import clean


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its themes (primary first) and the part it belongs to: train, dev or test.

    ``group`` must not be divided between parts; ``labels`` are the source's own labels; ``date`` is ISO.
    """

    title: str
    text: str
    themes: tuple[str, ...]
    group: str
    split: str = "train"
    proposals: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    date: str = ""


def read_source(source: Mapping[str, Any], folder: Path, data: Path, seed: int) -> list[Example]:
    """The examples of one ``[[source]]`` of a recipe in ``folder``, with ``data`` holding the texts.

    Raises:
        CorpusError: a file is missing or not of the form that its kind has, or the kind is unknown.
    """
    readers = {
        "categories": _categories,
        "motions": _motions,
        "references": _references,
        "documents": _documents,
    }
    try:
        examples = readers[source["kind"]](source, folder, data)
    except OSError as fault:
        raise CorpusError(
            f"Källan {source.get('name')}: {fault.filename} går inte att läsa. Kontrollera datamappen."
        ) from fault
    except (KeyError, IndexError, ValueError, EOFError, lzma.LZMAError) as fault:
        raise CorpusError(f"Källan {source.get('name')} har fel form ({type(fault).__name__}: {fault}).") from fault
    if "sample" in source and len(examples) > source["sample"]:
        examples = random.Random(seed).sample(examples, source["sample"])
    if "newest_as_test" in source:
        examples = newest_as_test(examples, source["newest_as_test"])
    return examples


def newest_as_test(examples: Sequence[Example], share: float) -> list[Example]:
    """The examples with near-duplicates grouped, and the newest groups, up to ``share`` of all, as test."""
    grouped = [
        replace(example, group=group) for example, group in zip(examples, near_duplicates(examples), strict=True)
    ]
    newest: dict[str, str] = {}
    size: dict[str, int] = {}
    for example in grouped:
        newest[example.group] = max(newest.get(example.group, ""), example.date)
        size[example.group] = size.get(example.group, 0) + 1
    test: set[str] = set()
    taken = 0
    for group in sorted(newest, key=lambda g: (newest[g], g), reverse=True):
        if taken >= share * len(grouped):
            break
        test.add(group)
        taken += size[group]
    return [replace(example, split="test" if example.group in test else "train") for example in grouped]


def near_duplicates(examples: Sequence[Example]) -> list[str]:
    """A group name for each example: the same for those that share a title (digits aside) or opening."""
    parent = list(range(len(examples)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    seen: dict[tuple[str, str], int] = {}
    for k, example in enumerate(examples):
        title = re.sub(r"[^a-zåäö]", "", example.title.lower())
        body = re.sub(r"[^a-zåäö]", "", example.text[:3000].lower()).removeprefix(title)[:150]
        for key in (("title", title), ("body", body)):
            if len(key[1]) >= 12:
                parent[root(k)] = root(seen.setdefault(key, k))
    return [str(root(k)) for k in range(len(examples))]


def _categories(source: Mapping[str, Any], folder: Path, data: Path) -> list[Example]:
    themes = _map(folder / source["map"])
    return [
        Example(
            title=row["titel"],
            text=row["text"],
            themes=_mapped(row["kategorier"], themes),
            group=row["url"],
            labels=tuple(row["kategorier"]),
            date=row["datum"] or "",
        )
        for row in _rows(data / source["data"])
        if len(row["text"]) >= source.get("min_characters", 0)
    ]


def _motions(source: Mapping[str, Any], folder: Path, data: Path) -> list[Example]:
    themes = _map(folder / source["map"])
    return [
        Example(row["titel"], row["text"], mapped, group=row["dok_id"], labels=(row["organ"],))
        for row in _rows(data / source["data"])
        if (mapped := _mapped([row["organ"]], themes))
    ]


def _references(source: Mapping[str, Any], folder: Path, data: Path) -> list[Example]:
    texts = list(_rows(data / source["data"]))
    examples = []
    for label in _rows(folder / source["labels"]):
        row = texts[label["row"]]
        if row["arende"] != label["arende"]:
            raise ValueError(f"rad {label['row']} hör inte till ärendet {label['arende']}")
        sections: Mapping[str, str] = row.get("sektioner", {})
        parts = [part for item in sections.items() for part in item] or [row["text"]]
        examples.append(
            Example(
                title=row["rubrik"],
                text=clean("\n\n".join([row["rubrik"], *parts])).text,
                themes=tuple(label["teman"]),
                group=label["arende"] or row["rubrik"],
                split=label["split"],
                proposals=tuple(filter(None, [sections.get("Förslag till beslut")])),
            )
        )
    return examples


def _documents(source: Mapping[str, Any], folder: Path, data: Path) -> list[Example]:
    return [
        Example(
            title=row.get("titel") or row["text"].partition("\n")[0],
            text=clean(row["text"]).text,
            themes=tuple(row["teman"]),
            group=row["id"],
            split=row["split"],
        )
        for row in _rows(folder / source["labels"])
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _map(path: Path) -> dict[str, tuple[str, ...]]:
    """A mapping table: the source's label, a tab, theme ids with blanks between or ``-`` for none."""
    rows = [line.split("\t") for line in path.read_text("utf8").splitlines()[1:] if line]
    return {label: () if themes == "-" else tuple(themes.split()) for label, themes in rows}


def _mapped(labels: Sequence[str], themes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for label in labels for theme in themes.get(label, ())))
