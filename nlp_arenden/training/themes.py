"""Trains the theme model. ``python -m nlp_arenden.training.themes RECIPE DATA MODEL`` runs a whole recipe.

First stage: scikit-learn's linear support vector machines, one per theme, on TF-IDF of words and characters.
One set is fitted on the state's documents and one on the municipal ones; their weights are added.

Second stage: one logistic regression over all document-theme pairs of the municipal documents, with shared
weights and, held back by regularisation, an intercept and a weight of its own for each theme. The linear
scores it learns from are made by municipal machines that have not seen the document's group (cross-fitting).
"""

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from nlp_arenden.errors import CorpusError
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, linear_text, save_arrays
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.pipeline.teman.themes import FEATURES, FILE, ThemeFeatures, ThemeModel
from nlp_arenden.text.lines import BLOCK_END
from nlp_arenden.training import theme_figures as figures
from nlp_arenden.training.pack import write_manifest
from nlp_arenden.training.theme_linear import as_linear, count_terms, fit_machines, truth_of
from nlp_arenden.training.theme_report import measure
from nlp_arenden.training.theme_sources import Example, read_source

_PARTS = {
    "linear": {"words", "characters", "min_documents", "C"},
    "weighing": {"C", "folds", "main_characters", "side_characters", "slack"},
}
Indices = npt.NDArray[np.int_]

_OWN = ("linear",)  # the features that each theme may weigh in its own way


def train_themes(recipe: Path, data: Path, model: Path) -> dict[str, Any]:
    """Trains by the recipe, writes ``themes.npz`` and the manifest of the folder, and gives its figures.

    ``model`` must hold ``taxonomy.toml``; ``data`` holds the texts. Same files, same bytes and figures.

    Raises:
        CorpusError: a source or the recipe cannot be used.
        ModelError: the taxonomy is missing or faulty.
    """
    plan = _plan(recipe)
    taxonomy = Taxonomy.from_toml(ModelPack(model, {"files": {}}).toml("taxonomy.toml"))
    sources = [(s, read_source(s, recipe.parent, data, plan["seed"])) for s in plan["source"]]
    state = [e for s, found in sources if s["stage"] == "state" for e in found if e.split == "train"]
    municipal = [e for s, found in sources if s["stage"] == "municipal" for e in found]
    learn = [e for e in municipal if e.split == "train"]
    if not learn:
        raise CorpusError(f"Receptet {recipe.name} har inga kommunala dokument att träna på. Lägg till en källa.")

    folds = _folds(learn, plan)
    mixed, mixed_folds = mixtures(learn, folds, plan)
    every, every_fold = [*learn, *mixed], np.concatenate([folds, mixed_folds])
    linear, crossed = _fit_linear(state, learn, folds, every, every_fold, taxonomy, plan)
    features = ThemeFeatures(taxonomy)
    pairs = np.stack([features.of(e.title, e.text, e.proposals, s) for e, s in zip(every, crossed, strict=True)])
    weights, intercept, unseen = _fit_second(pairs, truth_of(every, taxonomy), every_fold, plan)
    free = ThemeModel(taxonomy, linear, weights, intercept, np.zeros(len(taxonomy.classes)))
    dev = [e for e in municipal if e.split == "dev"]
    chances = np.vstack([unseen[: len(learn)], *(free.probabilities(e.title, e.text, e.proposals) for e in dev)])
    # The documents are too few for a threshold for each theme.
    threshold = figures.best_threshold(truth_of([*learn, *dev], taxonomy), chances, plan["weighing"]["slack"])
    thresholds = np.full(len(taxonomy.classes), threshold)
    info = {
        "themes": [t.id for t in taxonomy.classes],
        "features": list(FEATURES),
        "trained": plan["trained"],
    }
    save_arrays(model / FILE, linear, info, weights2=weights, intercept2=intercept, thresholds=thresholds)

    found = {"teman": measure(ThemeModel.load(ModelPack(model, {"files": {}})), sources, plan)}
    used = {s["name"]: {k: v for k, v in s.items() if k in ("data", "labels", "map")} for s, _ in sources}
    write_manifest(model, figures=found, sources={"teman": used}, config={"teman": recipe.name})
    return found


def mixtures(learn: Sequence[Example], folds: Indices, plan: dict[str, Any]) -> tuple[list[Example], Indices]:
    """Documents with a main subject and side subjects: one's title and opening, then openings of two more.

    The labelled reports are long and mostly about one thing; these teach what a theme that holds a fifth of a
    short document looks like. All three parts come from one fold, which is given back for each.
    """
    rng = np.random.default_rng(plan["seed"])
    main, side = plan["weighing"]["main_characters"], plan["weighing"]["side_characters"]
    mixed = []
    for k, example in enumerate(learn):
        others = [j for j, e in enumerate(learn) if folds[j] == folds[k] and e.group != example.group]
        beside = [learn[int(j)] for j in rng.choice(others, 2, replace=False)]
        text = BLOCK_END.join([example.text[:main], *(other.text[:side] for other in beside)])
        themes = tuple(dict.fromkeys(theme for part in (example, *beside) for theme in part.themes))
        mixed.append(replace(example, text=text, themes=themes))
    return mixed, folds


def fit_weighing(pairs: Floats, truth: figures.Truth, strength: float) -> tuple[Floats, Floats]:
    """The second stage: weights (themes x features) and intercepts, from documents x themes x features."""
    documents, themes, width = pairs.shape
    scale = pairs.reshape(-1, width).std(axis=0) + 1e-9
    own = [FEATURES.index(name) for name in _OWN]
    identity = np.tile(np.eye(themes), (documents, 1))
    flat = pairs.reshape(-1, width) / scale
    columns = [flat, identity, *(identity * flat[:, [k]] * 0.5 for k in own)]
    model = LogisticRegression(C=strength, max_iter=2000).fit(np.hstack(columns), truth.ravel())
    coef = model.coef_[0]
    weights = np.tile(coef[:width], (themes, 1))
    for place, k in enumerate(own):
        start = width + themes * (1 + place)
        weights[:, k] += 0.5 * coef[start : start + themes]
    return weights / scale, model.intercept_[0] + coef[width : width + themes]


def _folds(learn: Sequence[Example], plan: dict[str, Any]) -> Indices:
    groups = sorted({e.group for e in learn})
    np.random.default_rng(plan["seed"]).shuffle(groups)
    fold_of = {group: k % plan["weighing"]["folds"] for k, group in enumerate(groups)}
    return np.array([fold_of[e.group] for e in learn])


def _fit_linear(
    state: Sequence[Example], learn: Sequence[Example], folds: Indices,
    every: Sequence[Example], every_fold: Indices, taxonomy: Taxonomy, plan: dict[str, Any],
) -> tuple[LinearThemes, Floats]:  # fmt: skip
    """The first stage, and its scores of ``every`` document by machines that have not seen its fold."""
    counted = count_terms([*learn, *state], plan["linear"])
    own, truth = counted.matrix[: len(learn)], truth_of(learn, taxonomy)
    coef, intercept = np.zeros((own.shape[1], truth.shape[1])), np.zeros(truth.shape[1])
    if state:
        coef, intercept = fit_machines(counted.matrix[len(learn) :], truth_of(state, taxonomy), plan)

    def added(rows: Indices) -> LinearThemes:
        more, base = fit_machines(own[rows], truth[rows], plan)
        return as_linear(counted, coef + more, intercept + base)

    scores = np.zeros((len(every), truth.shape[1]))
    for fold in sorted(set(folds)):
        linear = added(np.flatnonzero(folds != fold))
        for k in np.flatnonzero(every_fold == fold):
            scores[k] = linear.scores(linear_text(every[int(k)].title, every[int(k)].text))
    return added(np.arange(len(learn))), scores


def _fit_second(
    pairs: Floats, truth: figures.Truth, folds: Indices, plan: dict[str, Any]
) -> tuple[Floats, Floats, Floats]:
    """The second stage: weights, intercepts, and each document's probabilities by weights of other folds.

    The mixtures make it too ready to give side themes a high probability; Platt scaling on the real documents
    (the first half of the rows) puts that right.
    """
    strength = plan["weighing"]["C"]
    logits = np.zeros(truth.shape)
    for fold in sorted(set(folds)):
        weights, intercept = fit_weighing(pairs[folds != fold], truth[folds != fold], strength)
        logits[folds == fold] = (pairs[folds == fold] * weights).sum(axis=2) + intercept
    real = slice(len(truth) // 2)
    platt = LogisticRegression(C=1e6).fit(logits[real].reshape(-1, 1), truth[real].ravel())
    slope, base = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    weights, intercept = fit_weighing(pairs, truth, strength)
    return slope * weights, slope * intercept + base, 1 / (1 + np.exp(-(slope * logits + base)))


def _plan(recipe: Path) -> dict[str, Any]:
    try:
        plan = tomllib.loads(recipe.read_text("utf8"))
    except (OSError, ValueError) as fault:
        raise CorpusError(f"Receptet {recipe} går inte att läsa. Ange en TOML-fil.") from fault
    missing = {"seed", "trained", "source", *_PARTS} - plan.keys()
    missing |= {f"{part}.{key}" for part, keys in _PARTS.items() for key in keys - plan.get(part, {}).keys()}
    if missing:
        raise CorpusError(f"Receptet {recipe.name} saknar {', '.join(sorted(missing))}. Lägg till det.")
    return plan


if __name__ == "__main__":
    train_themes(*(Path(argument) for argument in sys.argv[1:4]))
