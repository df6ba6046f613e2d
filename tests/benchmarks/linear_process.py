"""Our first theme stage in a process of its own: ``train FOLDER COST RECIPE`` or ``suggest FOLDER COST``.

The folder holds labels.tsv, fit.jsonl, tune.jsonl and test.jsonl; the steps meet only in linear.npz, as in the product.
Importing scikit-learn is left to ``train``: reading does without it.
"""

import json
import os
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from nlp_arenden.pipeline.teman.linear import linear_text, load_linear, save_linear


def train(folder: Path, recipe: Path) -> dict[str, float]:
    """Fits on fit.jsonl, writes linear.npz; the user CPU seconds when the imports were done."""
    from nlp_arenden.training.themes.linear import as_linear, count_terms, fit_machines
    from nlp_arenden.training.themes.sources import Example

    imported = os.times().user
    plan = tomllib.loads(recipe.read_text("utf8"))
    rows = _rows(folder / "fit.jsonl")
    labels = len((folder / "labels.tsv").read_text("utf8").splitlines())
    truth = np.array([[k in row["labels"] for k in range(labels)] for row in rows])
    counted = count_terms([Example(row["title"], row["text"], (), "") for row in rows], plan["linear"])
    linear = as_linear(counted, *fit_machines(counted.matrix, truth, plan))
    save_linear(folder / "linear.npz", linear)
    return {"train_import_seconds": imported}


def suggest(folder: Path) -> dict[str, float]:
    """Writes the scores of tune.jsonl and test.jsonl; documents per CPU second of the latter."""
    linear = load_linear(folder / "linear.npz")
    scores: dict[str, Any] = {}
    taken = 0.0
    for part in ("tune", "test"):
        rows = _rows(folder / f"{part}.jsonl")
        start = time.process_time()
        scores[part] = np.array([linear.scores(linear_text(row["title"], row["text"])) for row in rows])
        taken = time.process_time() - start
    np.savez(folder / "linear-scores.npz", **scores)
    return {"documents_per_second": len(scores["test"]) / taken}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf8").split("\n") if line]


if __name__ == "__main__":
    step, place, told = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    cost = train(place, Path(sys.argv[4])) if step == "train" else suggest(place)
    told.write_text(json.dumps(cost), "utf8")
