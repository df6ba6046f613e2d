"""Reads a corpus of findings: documents, each with its gold written by reading.

A corpus is a folder with ``gold/*.json``. A gold file names its text by ``handling``, a file in ``handlingar/``, or by
``kalla``: file, row and sha256 of a text that lies in a folder of data outside the corpus; then each finding has
``plats``, half-open code points in that text, instead of the words themselves. ``del`` is the part of the corpus:
``utveckling`` may be looked at while developing, ``prov`` only measured.
"""

import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nlp_arenden.domain.handling import Arende
from nlp_arenden.errors import CorpusError, NotFound
from nlp_arenden.reading import Limits, read_arende, read_bytes

Row = dict[str, Any]
PARTS = ("utveckling", "prov")
_KINDS = ("forslag", "kostnader", "remissinstanser", "frister", "inte_forslag", "inte_kostnader")
_HYPHEN = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-zåäö])")  # a word broken at a line's end


@dataclass(frozen=True)
class Example:
    """A document of a corpus: its name, its ärende, its gold with the words filled in, and where it belongs."""

    name: str
    corpus: str
    arende: Arende
    gold: Row

    @property
    def kommun(self) -> str:
        """The municipality whose document it is, "" when the gold does not say."""
        return str(self.gold.get("kommun") or "")

    @property
    def noisy(self) -> bool:
        """True when the text has page furniture, hard line ends and other traces of a PDF."""
        return bool(self.gold.get("brus"))


def read_gold(folder: Path, data: Path | None = None, part: str | None = None) -> list[Example]:
    """The documents of a corpus, in order of their names.

    Args:
        folder: the corpus.
        data: where texts lie that the corpus only refers to.
        part: only the documents of this part.

    Raises:
        NotFound: the folder holds no gold.
        CorpusError: a gold file cannot be read, or its text is missing or another than when it was read.
    """
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise NotFound(f"{folder} är ingen korpus med fynd: det finns inga filer i undermappen gold.")
    return list(_examples(folder, paths, data, part))


def _examples(folder: Path, paths: list[Path], data: Path | None, part: str | None) -> Iterator[Example]:
    for path in paths:
        try:
            gold: Row = json.loads(path.read_text("utf8"))
            wanted = part is None or gold.get("del", PARTS[0]) == part
            if wanted:
                yield Example(path.stem, folder.name, _arende(folder, gold, data), gold)
        except (KeyError, TypeError, ValueError) as fault:
            raise CorpusError(f"{path} går inte att läsa som facit ({type(fault).__name__}: {fault}).") from fault


def _arende(folder: Path, gold: Row, data: Path | None) -> Arende:
    if "kalla" not in gold:
        return read_arende([folder / "handlingar" / gold["handling"]], gold["handling"], Limits(), False)
    source = gold["kalla"]
    if data is None:
        raise CorpusError(f"{folder.name} hänvisar till texter i {source['fil']}: ange mappen med --data.")
    text = _text(data / source["fil"], source["rad"])
    if hashlib.sha256(text.encode()).hexdigest() != source["sha256"]:
        raise CorpusError(f"Rad {source['rad']} i {data / source['fil']} är en annan text än den som facit gäller.")
    _fill(gold, text)
    name = f"{source['rad']}.txt"
    return Arende(name, tuple(read_bytes(text.encode(), name, Limits(), False)))


def _fill(gold: Row, text: str) -> None:
    """Puts the words of ``text`` where gold has places in it."""

    def words(value: Any) -> Any:
        if isinstance(value, dict) and "plats" in value:
            return _HYPHEN.sub("", " ".join(text[start:end] for start, end in value["plats"])) + _aside(value)
        return [words(item) for item in value] if isinstance(value, list) else value

    for kind in _KINDS:
        for row in gold[kind]:
            row["text"] = words({"plats": row["plats"]})
            for key in ("fran", "talare"):
                if key in row:
                    row[key] = words(row[key])
    for row in gold["delar"]:
        row |= {"borjan": words({"plats": row["plats"]}), "avsandare": words(row["avsandare"])}
    gold |= {key: words(gold[key]) for key in ("titel", "bilagor")}


def _aside(value: Row) -> str:
    return f" {value['parti']}" if "parti" in value else ""


def _text(path: Path, row: int) -> str:
    rows = _rows(path)
    if row >= len(rows):
        raise CorpusError(f"{path} har ingen rad {row}.")
    return str(json.loads(rows[row])["text"])


@lru_cache(maxsize=4)
def _rows(path: Path) -> list[str]:
    if not path.exists():
        raise NotFound(f"{path} finns inte: korpusens texter ska ligga där.")
    with lzma.open(path, "rt", encoding="utf8") as file:
        return file.readlines()
