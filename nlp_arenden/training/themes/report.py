"""The figures of a theme model on the test parts of a recipe's sources."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp_arenden.pipeline.teman.linear import Floats, linear_text
from nlp_arenden.pipeline.teman.themes import ThemeModel, ThemeScore
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.training.themes import figures
from nlp_arenden.training.themes.evidence import deletion_figures
from nlp_arenden.training.themes.linear import as_linear, count_terms, fit_machines, truth_of
from nlp_arenden.training.themes.policy import Parts, best_cuts, policy_parts
from nlp_arenden.training.themes.sources import Example

TOGETHER = "kommunala tillsammans"  # the municipal test parts as one


def measure(
    model: ThemeModel, sources: Sequence[tuple[dict[str, Any], list[Example]]], plan: dict[str, Any]
) -> dict[str, Any]:
    """The figures of a model on the test parts of the recipe's sources."""
    found: dict[str, Any] = {}
    municipal = []
    for source, examples in sources:
        test = [e for e in examples if e.split == "test"]
        if test and source["stage"] == "municipal":
            municipal.append(_answered(model, test))
            found[source["name"]] = {
                **municipal[-1].figures(plan["seed"]),
                "evidence": deletion_figures(model, test, plan["seed"]),
            }
        elif test and source["kind"] == "categories":
            found[source["name"]] = policy_figures(examples, plan)
    if len(municipal) > 1:
        found[TOGETHER] = sum(municipal[1:], municipal[0]).figures(plan["seed"])
    return found


def policy_figures(pages: Sequence[Example], plan: dict[str, Any]) -> dict[str, Any]:
    """The linear first stage as such, on the source's own subjects and its newest documents."""
    parts = policy_parts(pages)
    tuned, tested = linear_scores(parts, plan)
    given = tested >= best_cuts(parts.truth(parts.tune), tuned)
    return {
        "documents": len(parts.test),
        "labels": len(parts.labels),
        **figures.scores(parts.truth(parts.test), given, tested),
    }


def linear_scores(parts: Parts, plan: dict[str, Any]) -> tuple[Floats, Floats]:
    """The scores of a first stage that is fitted on the fitting part: of the tuning and of the test part."""
    counted = count_terms(parts.fit, plan["linear"])
    linear = as_linear(counted, *fit_machines(counted.matrix, parts.truth(parts.fit), plan))
    tuned, tested = (
        np.array([linear.scores(linear_text(e.title, e.text)) for e in part]) for part in (parts.tune, parts.test)
    )
    return tuned, tested


@dataclass(frozen=True)
class _Answered:
    """Documents with their themes, the probability of each theme and what the model answered."""

    ids: Sequence[str]
    examples: list[Example]
    truth: figures.Truth
    chances: Floats
    answers: list[Sequence[ThemeScore]]

    def __add__(self, other: "_Answered") -> "_Answered":
        return _Answered(
            self.ids,
            self.examples + other.examples,
            np.vstack([self.truth, other.truth]),
            np.vstack([self.chances, other.chances]),
            self.answers + other.answers,
        )

    def figures(self, seed: int) -> dict[str, Any]:
        """F1 with its interval, the primary theme, calibration, and what is said of the themes called sure."""
        given = np.array([[theme in {score.id for score in answer} for theme in self.ids] for answer in self.answers])
        primary = [
            bool(answer) and answer[0].id == e.themes[0] for answer, e in zip(self.answers, self.examples, strict=True)
        ]
        return {
            "documents": len(self.examples),
            **figures.scores(self.truth, given, self.chances),
            "micro_f1_95": list(figures.interval(self.truth, given, seed)),
            "primary_right": round(float(np.mean(primary)), 3),
            "calibration_error": figures.calibration_error(self.truth, self.chances),
            "sure": _sure_figures(self.answers, self.truth, self.ids),
            "per_theme": figures.per_theme(self.ids, self.truth, given),
        }


def _answered(model: ThemeModel, test: Sequence[Example]) -> _Answered:
    chances = np.array([model.probabilities(e.title, e.text, e.proposals) for e in test])
    answers: list[Sequence[ThemeScore]] = []
    sentences = [[(span, span.of(e.text)) for span in find_sentences(e.text)] for e in test]
    start = time.process_time()
    for example, parts in zip(test, sentences, strict=True):
        answers.append(model.predict(example.title, example.text, parts, example.proposals))
    print(f"{len(test) / (time.process_time() - start):.0f} dokument/s", file=sys.stderr)  # noqa: T201
    ids = [theme.id for theme in model.taxonomy.classes]
    return _Answered(ids, [*test], truth_of(test, model.taxonomy), chances, answers)


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
