"""A file that is either the old one or the new one, never half of it."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from nlp_arenden.errors import StoreError


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """The file at ``path`` holding the chunks: written beside it, flushed to disk, put in its place at once.

    Raises:
        StoreError: the folder is missing, the path is a folder, or writing is refused.
    """
    if path.is_dir():
        raise StoreError(f"{path} är en mapp. Ange en fil att skriva till.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except OSError as fault:
        raise StoreError(_refused(path, fault)) from fault
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as fault:
        raise StoreError(_refused(path, fault)) from fault
    finally:
        Path(name).unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Nothing, when a file can be made at ``path``; told before long work rather than after it.

    Raises:
        StoreError: the folder is missing, the path is a folder, or writing is refused.
    """
    if path.is_dir():
        raise StoreError(f"{path} är en mapp. Ange en fil att skriva till.")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as fault:
        raise StoreError(_refused(path, fault)) from fault


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(path: Path, fault: OSError) -> str:
    if not path.parent.is_dir():
        return f"Mappen {path.parent} finns inte. Skapa den eller ange en annan fil."
    return f"Det går inte att skriva {path} ({fault.strerror}). Kontrollera rättigheter och plats på disken."
