"""Numeric arrays in a zip, as numpy writes them, read without pickle."""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from nlp_arenden.errors import ModelError


@contextmanager
def open_arrays(path: Path, mend: str = "Hämta modellen på nytt.") -> Iterator[Mapping[str, Any]]:
    """The arrays of a file by name; each is read when it is asked for. ``mend`` says what to do when that fails.

    Raises:
        ModelError: the file is missing or damaged, or what is read from it in the ``with`` block is not as expected.
    """
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            yield file
    except (OSError, ValueError, KeyError, IndexError, EOFError, BadZipFile, zlib.error) as fault:
        raise ModelError(f"{path} saknas eller är skadad. {mend}") from fault
