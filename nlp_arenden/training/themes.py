"""Trains the theme model. ``python -m nlp_arenden.training.themes RECIPE DATA MODEL`` runs a whole recipe.

First stage: scikit-learn's linear support vector machines, one per theme, on TF-IDF of words and characters.
One set is fitted on the state's documents and one on the municipal ones; their weights are added.

Second stage: one logistic regression over all document-theme pairs of the municipal documents, with shared
weights and, held back by regularisation, an intercept and a weight of its own for each theme. The linear
scores it learns from are made by municipal machines that have not seen the document's group (cross-fitting).
"""

import sys
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from nlp_arenden.errors import CorpusError
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.pipeline.linear import (
    Floats,
    LinearThemes,
    character_terms,
    linear_text,
    save_arrays,
    word_terms,
)
from nlp_arenden.pipeline.taxonomy import Taxonomy
from nlp_arenden.pipeline.themes import FEATURES, FILE, ThemeFeatures, ThemeModel
from nlp_arenden.text.lines import BLOCK_END
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.training import theme_figures as figures
from nlp_arenden.training.pack import write_manifest
from nlp_arenden.training.theme_sources import Example, read_source

Indices = npt.NDArray[np.int_]

_OWN = ("linear",)  # the features that each theme may weigh in its own way


@dataclass(frozen=True)
class _Counted:
    """Documents as scikit-learn sees them, and the two vocabularies with their weights."""

    matrix: Any
    words: CountVectorizer
    characters: CountVectorizer
    idf: Floats


def train_themes(recipe: Path, data: Path, model: Path) -> dict[str, Any]:
    """Trains by the recipe, writes ``themes.npz`` and the manifest of the folder, and gives its figures.

    ``model`` must hold ``taxonomy.toml``; ``data`` holds the texts. Same files, same bytes and figures.

    Raises:
        CorpusError: a source or the recipe cannot be used.
        ModelError: the taxonomy is missing or faulty.
    """
    try:
        plan = tomllib.loads(recipe.read_text("utf8"))
    except (OSError, ValueError) as fault:
        raise CorpusError(f"Receptet {recipe} går inte att läsa. Ange en TOML-fil.") from fault
    taxonomy = Taxonomy.from_toml(ModelPack(model, {"files": {}}).toml("taxonomy.toml"))
    sources = [(s, read_source(s, recipe.parent, data, plan["seed"])) for s in plan["source"]]
    state = [e for s, found in sources if s["stage"] == "state" for e in found if e.split == "train"]
    municipal = [e for s, found in sources if s["stage"] == "municipal" for e in found]
    learn = [e for e in municipal if e.split == "train"]
    if not learn:
        raise CorpusError(
            f"Receptet {recipe.name} har inga kommunala dokument att träna på. Lägg till en källa."
        )

    folds = _folds(learn, plan)
    mixed, mixed_folds = mixtures(learn, folds, plan)
    every, every_fold = [*learn, *mixed], np.concatenate([folds, mixed_folds])
    linear, crossed = _fit_linear(state, learn, folds, every, every_fold, taxonomy, plan)
    features = ThemeFeatures(taxonomy)
    pairs = np.stack(
        [features.of(e.title, e.text, e.proposals, s) for e, s in zip(every, crossed, strict=True)]
    )
    weights, intercept, unseen = _fit_second(pairs, _truth(every, taxonomy), every_fold, plan)
    free = ThemeModel(taxonomy, linear, weights, intercept, np.zeros(len(taxonomy.classes)))
    dev = [e for e in municipal if e.split == "dev"]
    chances = np.vstack(
        [unseen[: len(learn)], *(free.probabilities(e.title, e.text, e.proposals) for e in dev)]
    )
    # The documents are too few for a threshold for each theme.
    threshold = figures.best_threshold(_truth([*learn, *dev], taxonomy), chances, plan["weighing"]["slack"])
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


def measure(
    model: ThemeModel, sources: Sequence[tuple[dict[str, Any], list[Example]]], plan: dict[str, Any]
) -> dict[str, Any]:
    """The figures of a model on the test parts of the recipe's sources."""
    found: dict[str, Any] = {}
    for source, examples in sources:
        test = [e for e in examples if e.split == "test"]
        if test and source["stage"] == "municipal":
            found[source["name"]] = _municipal_figures(model, test, plan["seed"])
        elif test and source["kind"] == "categories":
            found[source["name"]] = policy_figures(examples, plan)
    return found


def policy_figures(examples: Sequence[Example], plan: dict[str, Any]) -> dict[str, Any]:
    """The first stage as such, on the source's own most frequent labels and the newest documents.

    Twenty of the most frequent labels and one for Internationellt or EU, so that the figures compare with
    other work on the same pages; thresholds are tuned on an eighth of the training part.
    """
    labels, examples = _policy_labels(examples)
    fit = [e for e in examples if e.split == "train"]
    fit = [fit[int(k)] for k in np.random.default_rng(plan["seed"]).permutation(len(fit))]
    tune, fit = fit[: len(fit) // 8], fit[len(fit) // 8 :]
    test = [e for e in examples if e.split == "test"]
    counted = _count(fit, plan["linear"])
    truth = {
        name: np.array([[label in e.labels for label in labels] for e in part])
        for name, part in (("fit", fit), ("tune", tune), ("test", test))
    }
    linear = _as_linear(counted, *_fit_machines(counted.matrix, truth["fit"], plan))
    tuned, tested = (
        np.array([linear.scores(linear_text(e.title, e.text)) for e in part]) for part in (tune, test)
    )
    cuts = np.array([_best_cut(truth["tune"][:, j], tuned[:, j]) for j in range(len(labels))])
    return {
        "documents": len(test),
        "labels": len(labels),
        **figures.scores(truth["test"], tested >= cuts, tested),
    }


def _municipal_figures(model: ThemeModel, test: Sequence[Example], seed: int) -> dict[str, Any]:
    ids = [theme.id for theme in model.taxonomy.classes]
    truth = _truth(test, model.taxonomy)
    chances = np.array([model.probabilities(e.title, e.text, e.proposals) for e in test])
    answers = []
    sentences = [[(span, span.of(e.text)) for span in find_sentences(e.text)] for e in test]
    start = time.process_time()
    for example, parts in zip(test, sentences, strict=True):
        answers.append(model.predict(example.title, example.text, parts, example.proposals))
    print(f"{len(test) / (time.process_time() - start):.0f} dokument/s", file=sys.stderr)  # noqa: T201
    given = np.array([[theme in {score.id for score in answer} for theme in ids] for answer in answers])
    primary = [bool(answer) and answer[0].id == e.themes[0] for answer, e in zip(answers, test, strict=True)]
    return {
        "documents": len(test),
        **figures.scores(truth, given, chances),
        "micro_f1_95": list(figures.interval(truth, given, seed)),
        "primary_right": round(float(np.mean(primary)), 3),
        "calibration_error": figures.calibration_error(truth, chances),
        "per_theme": figures.per_theme(ids, truth, given),
    }


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
    counted = _count([*learn, *state], plan["linear"])
    own, truth = counted.matrix[: len(learn)], _truth(learn, taxonomy)
    coef, intercept = np.zeros((own.shape[1], truth.shape[1])), np.zeros(truth.shape[1])
    if state:
        coef, intercept = _fit_machines(counted.matrix[len(learn) :], _truth(state, taxonomy), plan)

    def added(rows: Indices) -> LinearThemes:
        more, base = _fit_machines(own[rows], truth[rows], plan)
        return _as_linear(counted, coef + more, intercept + base)

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


def _count(examples: Sequence[Example], plan: dict[str, Any]) -> _Counted:
    texts = [linear_text(e.title, e.text) for e in examples]
    parts, idf, vocabularies = [], [], []
    for terms, most in ((word_terms, plan["words"]), (character_terms, plan["characters"])):
        counter = CountVectorizer(
            analyzer=terms, min_df=plan["min_documents"], max_features=most, dtype=np.float32
        )
        weigh = TfidfTransformer(sublinear_tf=True)
        parts.append(weigh.fit_transform(counter.fit_transform(texts)))
        idf.append(weigh.idf_)
        vocabularies.append(counter)
    words, characters = vocabularies
    return _Counted(hstack(parts).tocsr(), words, characters, np.concatenate(idf))


def _fit_machines(matrix: Any, truth: figures.Truth, plan: dict[str, Any]) -> tuple[Floats, Floats]:
    """Weights (rows x themes) and intercepts; a theme that no document has gets none."""
    weights, intercept = np.zeros((matrix.shape[1], truth.shape[1])), np.zeros(truth.shape[1])
    machine = LinearSVC(C=plan["linear"]["C"], class_weight="balanced", random_state=plan["seed"], tol=0.01)
    known = np.flatnonzero(truth.any(axis=0))
    fitted = OneVsRestClassifier(machine).fit(matrix, truth[:, known].astype(int))
    for theme, one in zip(known, fitted.estimators_, strict=True):
        weights[:, theme], intercept[theme] = one.coef_[0], one.intercept_[0]
    return weights, intercept


def _as_linear(counted: _Counted, coef: Floats, intercept: Floats) -> LinearThemes:
    words = list(counted.words.get_feature_names_out())
    characters = list(counted.characters.get_feature_names_out())
    return LinearThemes(
        {term: row for row, term in enumerate(words)},
        {term: row for row, term in enumerate(characters, len(words))},
        counted.idf.astype(np.float32),
        coef.astype(np.float16).astype(np.float32),  # as it is stored
        intercept,
    )


def _truth(examples: Sequence[Example], taxonomy: Taxonomy) -> figures.Truth:
    return np.array([[theme.id in e.themes for theme in taxonomy.classes] for e in examples], dtype=bool)


def _policy_labels(examples: Sequence[Example]) -> tuple[list[str], list[Example]]:
    apart = ("EU", "Internationellt", "Regeringens prioriteringar")
    count = Counter(label for e in examples for label in e.labels if label not in apart)
    labels = [label for label, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))[:20]]
    joint = "Internationellt/EU"
    joined = [
        replace(e, labels=(*e.labels, joint)) if set(e.labels) & set(apart[:2]) else e for e in examples
    ]
    labels.append(joint)
    return labels, [e for e in joined if set(e.labels) & set(labels)]


def _best_cut(truth: figures.Truth, score: Floats) -> float:
    cuts = np.unique(np.quantile(score, np.linspace(0.5, 0.999, 120)))
    return float(max(cuts, key=lambda cut: figures.micro_f1(truth[:, None], (score >= cut)[:, None])))


if __name__ == "__main__":
    train_themes(*(Path(argument) for argument in sys.argv[1:4]))
