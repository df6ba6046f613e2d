"""Running text without labels, from the sources that a recipe names: for vectors and for the encoder."""

import json
import lzma
import random
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from nlp_arenden.errors import CorpusError
from nlp_arenden.text.cleaning import clean
from nlp_arenden.text.lines import BLOCK_END


def documents(source: Mapping[str, Any], data: Path) -> Iterator[str]:
    """The source text of each document of one ``[[text]]`` of a recipe: its key ``file``, under ``data``.

    A recipe's ``share`` (0–1) keeps that part of the documents, the same ones every time.

    Raises:
        CorpusError: the file is missing or damaged.
    """
    chosen = random.Random(source["file"])
    try:
        with lzma.open(data / source["file"], "rt", encoding="utf8") as file:
            for line in file:
                if chosen.random() < source.get("share", 1.0):
                    yield json.loads(line)["text"]
    except (OSError, EOFError, ValueError, KeyError, TypeError, lzma.LZMAError) as fault:
        raise CorpusError(f"{data / source['file']} går inte att läsa. Kontrollera datamappen.") from fault


def paragraphs(sources: Sequence[Mapping[str, Any]], data: Path, shortest: int = 30) -> Iterator[str]:
    """Every paragraph of ``shortest`` characters or more, once: repeated ones (templates, furniture) are left out."""
    seen: set[bytes] = set()
    for source in sources:
        for text in documents(source, data):
            for block in clean(text).text.split(BLOCK_END):
                if len(block) < shortest:
                    continue
                mark = blake2b(block.encode(), digest_size=8).digest()
                if mark not in seen:
                    seen.add(mark)
                    yield block.replace("\t", " ")
