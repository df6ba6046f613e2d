"""Trains the teller of summaries: ``python -m nlp_arenden.training.findings.summary RECIPE DATA MODEL``.

A sentence is worth telling when it tells a fact of the gold, by its key words, that the decided items do not. The
figures that go into the manifest are from cross-validation by document.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from nlp_arenden.analysis.analyzer import leading_first, title_of
from nlp_arenden.analysis.summary.candidates import Candidate, candidates
from nlp_arenden.analysis.summary.compose import summarize
from nlp_arenden.analysis.summary.decided import decided
from nlp_arenden.analysis.summary.teller import TELLER, Teller
from nlp_arenden.analysis.summary.telling import Read
from nlp_arenden.errors import CorpusError
from nlp_arenden.modelpack import ModelPack, open_pack
from nlp_arenden.pipeline.language import build_pipeline
from nlp_arenden.training.command import run
from nlp_arenden.training.evaluation.facts import covered
from nlp_arenden.training.evaluation.gold import Row, read_gold
from nlp_arenden.training.pack import write_manifest

CORPORA = Path(__file__).parents[3] / "corpora"


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document: its facts, its candidates, and whether each tells a fact that what is decided does not."""

    read: list[Read]
    title: str | None
    facts: list[Row]
    sentences: list[Candidate]
    worth: list[bool]


def train_summary(recipe: Path, data: Path, model: Path) -> dict[str, Any]:
    """Trains by the recipe, writes the teller into the package, and gives its figures.

    Raises:
        CorpusError: a corpus or its texts cannot be used, or no fact stands in a sentence of its document.
        ModelError: the package has no rules.
    """
    plan = tomllib.loads(recipe.read_text("utf8"))
    papers = list(_papers(plan["corpora"], data, open_pack(model)))
    if not any(any(paper.worth) for paper in papers):
        raise CorpusError("Ingen mening i korpusarna säger något av det som deras fakta tar upp.")
    told = 0
    for fit, test in KFold(plan["folds"], shuffle=True, random_state=plan["seed"]).split(papers):
        teller = _fit([papers[k] for k in fit], plan["strength"])
        told += sum(_told(papers[k], teller, plan["sentences"]) for k in test)
    teller = _fit(papers, plan["strength"])
    names = sorted(teller.weights)
    weights = np.array([teller.weights[name] for name in names], np.float32)
    np.savez_compressed(model / TELLER, names=np.array(names), weights=weights, bias=np.float64(teller.bias))
    facts = sum(len(paper.facts) for paper in papers)
    figures = {"documents": len(papers), "facts": facts, "told": round(told / facts, 4)}
    write_manifest(model, figures={"sammanfattning": figures}, config={"sammanfattning": recipe.name})
    return figures


def _papers(corpora: Sequence[str], data: Path, pack: ModelPack) -> Iterator[_Paper]:
    nlp = build_pipeline(pack)
    for corpus in corpora:
        for example in read_gold(CORPORA / corpus, data, "utveckling"):
            if facts := example.gold["fakta"]:
                read = leading_first([(handling, nlp(handling.clean.text)) for handling in example.arende.handlingar])
                title = title_of(read)
                said = [mening.text for mening in decided(read, 2)]
                sentences = candidates(read, title, said)
                new = [fact for fact in facts if not covered(fact, " ".join(said))]
                worth = [any(covered(fact, sentence.text) for fact in new) for sentence in sentences]
                yield _Paper(read, title, facts, sentences, worth)


def _fit(papers: Sequence[_Paper], strength: float) -> Teller:
    """Long documents count by the root of their length, so that a thick annual report does not decide."""
    names = DictVectorizer()
    matrix = names.fit_transform([sentence.facts for paper in papers for sentence in paper.sentences])
    worth = [yes for paper in papers for yes in paper.worth]
    shares = np.array([len(paper.sentences) ** -0.5 for paper in papers for _ in paper.sentences])
    machine = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced")
    machine.fit(matrix, worth, sample_weight=shares / shares.mean())
    found = zip(names.get_feature_names_out(), machine.coef_[0], strict=True)
    return Teller({str(name): float(weight) for name, weight in found}, float(machine.intercept_[0]))


def _told(paper: _Paper, teller: Teller, sentences: int) -> int:
    summary = " ".join(mening.text for mening in summarize(paper.read, paper.title, sentences, teller))
    return sum(covered(fact, summary) for fact in paper.facts)


if __name__ == "__main__":
    run(train_summary)
