"""Numbers of ordinary municipal documents, so that a new theme can be told from them.

Who teaches the model a theme has examples of it, and seldom examples of everything else. The background stands in
for the latter: TF-IDF values, and in models with an encoder vectors, of the documents the theme model learnt from.
It lies in the model package and holds no text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from nlp_arenden.pipeline.arrays import open_arrays
from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, linear_text
from nlp_arenden.training.themes.sources import Example

BACKGROUND = "background.npz"


@dataclass(frozen=True)
class Background:
    """TF-IDF values (sparse, documents x rows of the linear model) and vectors (documents x width) or None."""

    terms: Any
    vectors: Floats | None = None

    def without_vectors(self) -> "Background":
        """The same for use with another encoder."""
        return replace(self, vectors=None)


def write_background(path: Path, linear: LinearThemes, learn: Sequence[Example], vectors: Floats | None = None) -> None:
    """Writes the numbers of the documents as plain arrays. The same documents give the same bytes.

    Args:
        path: the file.
        linear: the linear model whose vocabulary counts.
        learn: municipal documents, of the training part.
        vectors: their ``document_vectors`` by the package's encoder, if it has one.
    """
    terms = terms_of(learn, linear)
    terms.sort_indices()
    arrays = {
        # Each row's first number, then the steps between them: small numbers, which pack better.
        "steps": np.diff(terms.indices, prepend=0).astype(np.int32),
        "values": terms.data.astype(np.float16),
        "starts": terms.indptr.astype(np.int32),
        "size": np.array(terms.shape[1]),
    }
    if vectors is not None:
        arrays["vectors"] = vectors.astype(np.float16)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def read_background(path: Path) -> Background:
    """What ``write_background`` wrote.

    Raises:
        ModelError: the file is missing or damaged.
    """
    with open_arrays(path) as file:
        rows, starts = np.cumsum(file["steps"]), file["starts"]
        shape = (len(starts) - 1, int(file["size"]))
        terms = csr_matrix((file["values"].astype(np.float64), rows, starts), shape=shape)
        return Background(terms, file["vectors"].astype(np.float64) if "vectors" in file else None)


def terms_of(examples: Sequence[Example], linear: LinearThemes) -> Any:
    """The TF-IDF values of documents, sparse: documents x rows of the linear model."""
    found = [linear.terms(linear_text(e.title, e.text)) for e in examples]
    starts = np.cumsum([0, *(len(rows) for rows, _ in found)])
    rows = np.concatenate([rows for rows, _ in found]) if found else np.zeros(0, np.intp)
    values = np.concatenate([values for _, values in found]) if found else np.zeros(0)
    return csr_matrix((values, rows, starts), shape=(len(found), len(linear.weights)))
