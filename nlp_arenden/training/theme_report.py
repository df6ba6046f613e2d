"""The figures of a theme model on the test parts of a recipe's sources."""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nlp_arenden.pipeline.teman.linear import Floats, linear_text
from nlp_arenden.pipeline.teman.themes import ThemeModel, ThemeScore
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.training import theme_figures as figures
from nlp_arenden.training.theme_evidence import deletion_figures
from nlp_arenden.training.theme_linear import as_linear, count_terms, fit_machines, truth_of
from nlp_arenden.training.theme_sources import Example


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
    counted = count_terms(fit, plan["linear"])
    truth = {
        name: np.array([[label in e.labels for label in labels] for e in part])
        for name, part in (("fit", fit), ("tune", tune), ("test", test))
    }
    linear = as_linear(counted, *fit_machines(counted.matrix, truth["fit"], plan))
    tuned, tested = (np.array([linear.scores(linear_text(e.title, e.text)) for e in part]) for part in (tune, test))
    cuts = np.array([_best_cut(truth["tune"][:, j], tuned[:, j]) for j in range(len(labels))])
    return {
        "documents": len(test),
        "labels": len(labels),
        **figures.scores(truth["test"], tested >= cuts, tested),
    }


def _municipal_figures(model: ThemeModel, test: Sequence[Example], seed: int) -> dict[str, Any]:
    ids = [theme.id for theme in model.taxonomy.classes]
    truth = truth_of(test, model.taxonomy)
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
        "sure": _sure_figures(answers, truth, ids),
        "evidence": deletion_figures(model, test, seed),
        "per_theme": figures.per_theme(ids, truth, given),
    }


def _sure_figures(
    answers: Sequence[Sequence[ThemeScore]], truth: figures.Truth, ids: Sequence[str]
) -> dict[str, float]:
    """Of the themes not called unsure: the share that is wrong, and how many of the true themes they cover."""
    right = [bool(truth[k, ids.index(s.id)]) for k, answer in enumerate(answers) for s in answer if not s.unsure]
    return {
        "wrong": round(1 - sum(right) / len(right), 3) if right else 0.0,
        "covered": round(sum(right) / int(truth.sum()), 3),
        "of_given": round(len(right) / max(1, sum(len(answer) for answer in answers)), 3),
    }


def _policy_labels(examples: Sequence[Example]) -> tuple[list[str], list[Example]]:
    apart = ("EU", "Internationellt", "Regeringens prioriteringar")
    count = Counter(label for e in examples for label in e.labels if label not in apart)
    labels = [label for label, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))[:20]]
    joint = "Internationellt/EU"
    joined = [replace(e, labels=(*e.labels, joint)) if set(e.labels) & set(apart[:2]) else e for e in examples]
    labels.append(joint)
    return labels, [e for e in joined if set(e.labels) & set(labels)]


def _best_cut(truth: figures.Truth, score: Floats) -> float:
    cuts = np.unique(np.quantile(score, np.linspace(0.5, 0.999, 120)))
    return float(max(cuts, key=lambda cut: figures.micro_f1(truth[:, None], (score >= cut)[:, None])))
