"""Trains the judge of cost statements: ``python -m nlp_arenden.training.findings.costs RECIPE DATA MODEL``.

Sentences that the rules and words of money bring forward are labelled by the gold of the corpora's development part.
The cut for sentences that no rule reads is the best for F1 in cross-validation by document; the figures that it
gives there go into the manifest: of the rules alone, of the model alone, of both, and of both in municipalities
from which nothing was trained on.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from nlp_arenden.errors import CorpusError
from nlp_arenden.modelpack import ModelPack, open_pack
from nlp_arenden.pipeline.kostnader.component import candidates
from nlp_arenden.pipeline.kostnader.judge import JUDGE, SIZE, Features
from nlp_arenden.pipeline.kostnader.statements import CostReader
from nlp_arenden.pipeline.language import build_pipeline
from nlp_arenden.pipeline.rules import load_rules
from nlp_arenden.training.command import run
from nlp_arenden.training.evaluation.gold import Row, read_gold
from nlp_arenden.training.evaluation.pairs import words
from nlp_arenden.training.pack import write_manifest

CORPORA = Path(__file__).parents[3] / "corpora"
_SAME = 0.6  # share of words that a sentence has in common with the gold that it holds
_PART = 0.4  # share of a sentence that gold is, when the gold is a point inside it
_FEWEST = 5  # words of such a point


@dataclass(frozen=True, slots=True)
class Labelled:
    """A candidate: its document and municipality, what the judge sees, the classes of its gold, if any must be found.

    ``by_rule``: the rules read something in it; ``amount``: an amount.
    """

    document: str
    municipality: str
    features: Features
    classes: tuple[str, ...]
    required: bool
    by_rule: bool
    amount: bool


def train_costs(recipe: Path, data: Path, model: Path) -> dict[str, Any]:
    """Trains by the recipe, writes the judge into the package, and gives its figures.

    Raises:
        CorpusError: a corpus or its texts cannot be used, or there is nothing to tell apart.
        ModelError: the package has no rules.
    """
    plan = tomllib.loads(recipe.read_text("utf8"))
    rows = list(_labelled(plan["corpora"], data, open_pack(model)))
    matrix = as_matrix([row.features for row in rows])
    truth = np.array([bool(row.classes) for row in rows])
    if truth.all() or not truth.any():
        raise CorpusError("Korpusarna behöver både meningar om kostnader och andra meningar där ord om pengar står.")
    held = _held(plan, matrix, truth, [row.document for row in rows])
    kept = (plan["kept"], plan["kept_amount"])
    grid = [round(float(cut), 2) for cut in np.arange(0.05, 0.95, 0.05)]
    added = max(grid, key=lambda cut: _figures(rows, _said(rows, held, kept, cut))["f1"])
    whole = _machine(plan).fit(matrix, truth)
    classes, class_weights, class_bias = _classes(rows, matrix, plan)
    np.savez_compressed(
        model / JUDGE,
        weights=whole.coef_[0].astype(np.float32),
        bias=np.float64(whole.intercept_[0]),
        kept=np.float64(plan["kept"]),
        kept_amount=np.float64(plan["kept_amount"]),
        added=np.float64(added),
        classes=np.array(classes),
        class_weights=class_weights.astype(np.float16),
        class_bias=class_bias.astype(np.float32),
    )
    figures = {
        "sentences": len(rows),
        "documents": len({row.document for row in rows}),
        "kept_from": plan["kept"],
        "kept_amount_from": plan["kept_amount"],
        "added_from": added,
        "rules": _figures(rows, np.array([row.by_rule for row in rows])),
        "model": _figures(rows, held >= added),
        "judge": _figures(rows, _said(rows, held, kept, added)),
    }
    elsewhere = [row.municipality for row in rows]
    if len(set(elsewhere)) > 1:
        away = _held(plan, matrix, truth, elsewhere)
        figures["judge_elsewhere"] = _figures(rows, _said(rows, away, kept, added))
    write_manifest(model, figures={"kostnader": figures}, config={"kostnader": recipe.name})
    return figures


def _labelled(corpora: Sequence[str], data: Path, pack: ModelPack) -> Iterator[Labelled]:
    nlp, rules = build_pipeline(pack, without=["arenden_kostnader"]), load_rules(pack, "kostnader")
    reader = CostReader(rules)
    for corpus in corpora:
        for example in read_gold(CORPORA / corpus, data, "utveckling"):
            gold = [(set(words(row["text"])), row) for row in example.gold["kostnader"]]
            for handling in example.arende.handlingar:
                for candidate in candidates(nlp(handling.clean.text), rules, reader):
                    held = _gold_of(candidate.sentence, gold)
                    yield Labelled(
                        document=f"{corpus}/{example.name}",
                        municipality=str(example.gold.get("kommun") or corpus),
                        features=candidate.features,
                        classes=tuple(row["klass"] for row in held),
                        required=any(not row.get("godtagen") for row in held),
                        by_rule=bool(candidate.marks),
                        amount=any(mark.belopp_sek for mark in candidate.marks),
                    )


def _gold_of(sentence: str, gold: Sequence[tuple[set[str], Row]]) -> list[Row]:
    said = set(words(sentence))
    found = []
    for told, row in gold:
        whole = len(said & told) >= _SAME * max(1, len(said | told))
        inside = len(told) >= _FEWEST and told <= said and len(told) >= _PART * len(said)
        found += [row] if whole or inside else []
    return found


def as_matrix(features: Sequence[Features]) -> csr_matrix:
    """Features as a sparse matrix, a row for each."""
    starts = np.cumsum([0, *(len(numbers) for numbers, _ in features)])
    numbers = np.concatenate([numbers for numbers, _ in features])
    values = np.concatenate([values for _, values in features])
    return csr_matrix((values, numbers, starts), (len(features), SIZE))


def _held(
    plan: dict[str, Any], matrix: csr_matrix, truth: npt.NDArray[np.bool_], groups: Sequence[str]
) -> npt.NDArray[np.float64]:
    """The probability of each row by a machine that has seen nothing of its group."""
    held = np.zeros(len(truth))
    for fit, test in GroupKFold(min(plan["folds"], len(set(groups)))).split(matrix, truth, groups):
        held[test] = _machine(plan).fit(matrix[fit], truth[fit]).predict_proba(matrix[test])[:, 1]
    return held


def _said(
    rows: Sequence[Labelled], held: npt.NDArray[np.float64], kept: tuple[float, float], added: float
) -> npt.NDArray[np.bool_]:
    """Which rows count, by the cuts for what the rules read (without an amount, with one) and for the others."""
    cuts = [kept[row.amount] if row.by_rule else added for row in rows]
    return np.asarray(held >= np.array(cuts))


def _machine(plan: dict[str, Any]) -> LogisticRegression:
    return LogisticRegression(C=plan["strength"], solver="liblinear", max_iter=500, random_state=plan["seed"])


def _classes(
    rows: Sequence[Labelled], matrix: csr_matrix, plan: dict[str, Any]
) -> tuple[list[str], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The classes, and a machine for each against the others, on the sentences that tell something."""
    told = [k for k, row in enumerate(rows) if row.classes]
    labels = np.array([rows[k].classes[0] for k in told])
    names = sorted(set(labels))
    if len(names) == 1:
        return names, np.zeros((1, SIZE)), np.zeros(1)
    machines = [_machine(plan).fit(matrix[told], labels == name) for name in names]
    return names, np.array([m.coef_[0] for m in machines]), np.array([m.intercept_[0] for m in machines])


def _figures(rows: Sequence[Labelled], said: npt.NDArray[np.bool_]) -> dict[str, float]:
    """Precision, recall and F1 of sentences; those that need not be found count as neither."""
    right = sum(row.required for row, yes in zip(rows, said, strict=True) if yes)
    false = sum(not row.classes for row, yes in zip(rows, said, strict=True) if yes)
    missed = sum(row.required for row, yes in zip(rows, said, strict=True) if not yes)
    shares = {
        "precision": right / max(1, right + false),
        "recall": right / max(1, right + missed),
        "f1": 2 * right / max(1, 2 * right + false + missed),
    }
    return {name: round(share, 4) for name, share in shares.items()}


if __name__ == "__main__":
    run(train_costs)
