"""What the tuned encoder adds. ``python -m nlp_arenden.training.encoder.report RECIPE DATA ENCODER`` measures it.

On the government's pages (``training.themes.policy``), in one run: TF-IDF of words and characters alone, the encoder's
own head alone, and both stacked by the second stage of the theme model, with weights and thresholds chosen on
the part that neither was fitted on. The figures go into the encoder's manifest.
"""

import json
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open

from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.linear import Floats
from nlp_arenden.training.command import run
from nlp_arenden.training.encoder.tuning import HEADS, body_of
from nlp_arenden.training.pack import write_manifest
from nlp_arenden.training.themes import figures
from nlp_arenden.training.themes.fit import fit_second
from nlp_arenden.training.themes.policy import Parts, best_cuts, policy_parts
from nlp_arenden.training.themes.report import linear_scores
from nlp_arenden.training.themes.sources import Example, read_source

PARTS = 3  # of a page: two pages in three are not longer
STACKED = ("linear", "linear_lead", "meaning", "meaning_lead")
_FOLDS = 10
_STRENGTH = 1.0


def report(recipe: Path, data: Path, folder: Path) -> dict[str, Any]:
    """Measures the encoder of a folder and writes its manifest; gives the figures.

    Raises:
        CorpusError: a source cannot be used.
        ModelError: the folder holds no encoder.
    """
    whole = tomllib.loads(recipe.read_text("utf8"))
    themes = tomllib.loads((recipe.parent / "temasnabb.toml").read_text("utf8"))
    source = next(s for s in whole["source"] if s["kind"] == "categories")
    parts = policy_parts(read_source(source, recipe.parent, data, whole["tuning"]["seed"]))
    encoder = Encoder.load(folder)
    linear, heads = linear_scores(parts, themes), head_scores(encoder, folder, parts)
    stacked = stack(parts, linear, heads)
    systems = {"tfidf": linear, "kodare": heads, "bada": stacked}
    tune, test = parts.truth(parts.tune), parts.truth(parts.test)
    found: dict[str, Any] = {"documents": len(parts.test), "labels": len(parts.labels)}
    for name, (tuned, tested) in systems.items():
        given = tested >= best_cuts(tune, tuned)
        found[name] = {
            **figures.scores(test, given, tested),
            "micro_f1_95": list(figures.interval(test, given, themes["seed"])),
        }
    found["titel_text"] = pairing(encoder, parts.test, whole["tuning"]["seed"])
    write_manifest(folder, figures={"g0vse": found}, config={"kodare": recipe.name}, kind="kodare")
    return found


def head_scores(encoder: Encoder, folder: Path, parts: Parts) -> tuple[Floats, Floats]:
    """The scores of the head that the encoder was tuned with: of the tuning and of the test part."""
    with safe_open(folder / HEADS, framework="np") as file:
        learnt = json.loads(file.metadata()["labels"])["subjects"]
        weight, bias = file.get_tensor("subjects.weight"), file.get_tensor("subjects.bias")
    chosen = [learnt.index(label) for label in parts.labels]
    scale = 10.0 * weight[chosen].T
    tuned, tested = (_vectors(encoder, part) @ scale + bias[chosen] for part in (parts.tune, parts.test))
    return tuned, tested


def stack(parts: Parts, linear: tuple[Floats, Floats], heads: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Both readers weighed together; the tuning part's scores are cross-fitted, near-duplicates together."""
    tuned, tested = (
        np.stack([a, a - a.max(axis=1, keepdims=True), b, b - b.max(axis=1, keepdims=True)], axis=2)
        for a, b in zip(linear, heads, strict=True)
    )
    number = {group: k for k, group in enumerate(dict.fromkeys(e.group for e in parts.tune))}
    folds = np.array([number[e.group] % _FOLDS for e in parts.tune])
    weights, intercept, chances = fit_second(tuned, parts.truth(parts.tune), folds, STACKED, _STRENGTH)
    return np.log(chances / (1 - chances)), (tested * weights).sum(axis=2) + intercept


def pairing(encoder: Encoder, examples: Sequence[Example], seed: int, documents: int = 400) -> dict[str, float]:
    """How well titles find their texts among ``documents`` unseen ones: share found first, and mean reciprocal rank."""
    drawn = random.Random(seed).sample(list(examples), min(documents, len(examples)))
    alike = encoder.vectors([e.title for e in drawn]) @ encoder.vectors([body_of(e) for e in drawn]).T
    rank = 1 + (alike > np.diag(alike)[:, None]).sum(axis=1)
    return {
        "documents": len(drawn),
        "first": round(float((rank == 1).mean()), 3),
        "reciprocal_rank": round(float((1 / rank).mean()), 3),
    }


def _vectors(encoder: Encoder, examples: Sequence[Example]) -> Floats:
    """As in tuning: the mean of the title's vector and of the parts' mean."""
    parted = encoder.documents([(e.title, body_of(e)) for e in examples], PARTS)
    means = [vectors[1:].mean(axis=0) for vectors in parted]
    units = [mean / (np.linalg.norm(mean) or 1.0) for mean in means]
    return np.stack([(vectors[0] + unit) / 2 for vectors, unit in zip(parted, units, strict=True)]).astype(np.float64)


if __name__ == "__main__":
    run(report)
