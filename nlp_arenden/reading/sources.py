"""Files and folders, gathered into ärenden."""

import glob
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from nlp_arenden.domain.handling import Arende, Handling, Unread
from nlp_arenden.errors import MissingExtra, NotFound, ReadingError
from nlp_arenden.reading.documents import number, read_file
from nlp_arenden.reading.limits import USUAL, Limits

_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_DIGITS = re.compile(r"(\d+)")


def read_arende(paths: Sequence[Path], namn: str, limits: Limits = USUAL, ocr: bool = True) -> Arende:
    """One ärende of all the files; those that cannot be read are named with the reason.

    Args:
        paths: files, and folders whose files are taken at every depth, in order of name.
        namn: what to call the ärende in lists.
        limits: what reading one file may cost.
        ocr: whether scanned pages and images are read by tesseract.

    Raises:
        NotFound: a path does not exist, or a folder holds no files.
    """
    handlingar: list[Handling] = []
    unread: list[Unread] = []
    for file in [file for path in paths for file in _files(path)]:
        try:
            handlingar += read_file(file, limits, ocr)
        except (ReadingError, MissingExtra) as error:
            unread.append(Unread(unicodedata.normalize("NFC", file.name), error.kod, str(error)))
    return Arende(namn, tuple(number(handlingar)), tuple(unread))


def find_arenden(paths: Iterable[Path]) -> list[tuple[str, list[Path]]]:
    """The ärenden among some paths, each with its name and its files.

    A file is one ärende. In a folder, each file and each direct subfolder (at every depth below it) is one. A
    path that does not exist, but has ``*``, ``?`` or ``[`` in it, is a pattern. What is named twice is taken
    once.

    Raises:
        NotFound: a path does not exist, a pattern matches nothing, or a folder holds no files.
    """
    arenden: dict[Path, list[Path]] = {}
    for path in [path for given in paths for path in _expanded(given)]:
        parts = _children(path) if path.is_dir() else [path]
        found = {part: files for part in parts if (files := _files_below(part))}
        if not found:
            raise NotFound(f"Det finns inga filer i mappen {path}.")
        for part, files in found.items():
            arenden.setdefault(part, files)
    return [(str(part), files) for part, files in arenden.items()]


def _expanded(path: Path) -> list[Path]:
    if path.exists():
        return [path]
    if glob.has_magic(str(path)):
        found = sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))), key=_in_order)
        if found:
            return found
        raise NotFound(f"Inga filer stämmer med mönstret {path}.")
    raise NotFound(f"Filen eller mappen {path} finns inte.")


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise NotFound(f"Filen eller mappen {path} finns inte.")
    files = _files_below(path)
    if not files:
        raise NotFound(f"Det finns inga filer i mappen {path}.")
    return files


def _files_below(path: Path) -> list[Path]:
    """The file itself, or the files at every depth of a folder, by name; links to folders are left out."""
    if not path.is_dir():
        return [path]
    files: list[Path] = []
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = [name for name in subfolders if not _is_hidden(name)]
        files += [Path(folder, name) for name in names if not _is_hidden(name)]
    return sorted(files, key=lambda file: _in_order(file.relative_to(path)))


def _children(folder: Path) -> list[Path]:
    return sorted((child for child in folder.iterdir() if not _is_hidden(child.name)), key=_in_order)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _LEFT_BY_SYSTEMS


def _in_order(path: Path) -> list[tuple[list[tuple[int, str]], str]]:
    """Sorts as one reads: "bilaga 2" before "bilaga 10"."""
    return [
        (
            [(int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in _DIGITS.split(name)],
            name,
        )
        for name in path.parts
    ]
