"""Learns a municipality's own themes from a few examples each.

Against the examples of a theme stand those of the other own themes, the counter-examples and the model's background.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

from nlp_arenden.errors import CorpusError
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.features import subject_matter
from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes
from nlp_arenden.pipeline.teman.meaning import document_vectors
from nlp_arenden.pipeline.teman.own import Meaning, OwnThemes, centred
from nlp_arenden.training.background import Background, terms_of
from nlp_arenden.training.own.figures import figures_of
from nlp_arenden.training.own.fitting import Compact, Groups, fit_theme
from nlp_arenden.training.own.plan import LEAST, LEAST_OTHERS, PLAN, Plan
from nlp_arenden.training.themes.figures import Truth
from nlp_arenden.training.themes.sources import Example, near_duplicates


def learn_own(
    examples: Sequence[Example],
    labels: Mapping[str, str],
    linear: LinearThemes,
    background: Background | None = None,
    encoder: Encoder | None = None,
    plan: Plan = PLAN,
) -> tuple[OwnThemes, dict[str, dict[str, Any]]]:
    """The own themes that examples teach, and for each its figures on documents that it was not learnt from.

    Args:
        examples: the user's documents; those without a theme are counter-examples.
        labels: the own themes, id to label.
        linear: the linear model of the base.
        background: of the base; its vectors, if any, must be by ``encoder``.
        encoder: gives further numbers of each document.
        plan: the recipe.

    Raises:
        CorpusError: a theme has too few examples, or too little to be told from.
    """
    have = [[theme in e.themes for theme in labels] for e in examples]
    truth = np.array(have, dtype=bool).reshape(len(examples), len(labels))
    _check(truth, [*labels.values()], background, encoder is not None)
    names = [Example(label, label, (), theme) for theme, label in labels.items()]
    read = [*names, *examples]
    terms, vectors, centre = terms_of(read, linear), None, None
    if encoder is not None:
        vectors = document_vectors(encoder, [(e.title, subject_matter(e.text)) for e in read])
        known = background.vectors if background is not None and background.vectors is not None else None
        centre = (vectors[len(names) :] if known is None else known).mean(axis=0)
    matrix = joined_numbers(terms, vectors, background, centre, plan)
    added = matrix.shape[0] - len(read)
    documents = np.arange(len(names), matrix.shape[0])
    is_background = documents >= len(read)
    groups = np.concatenate([_numbered(near_duplicates(examples)), len(examples) + np.arange(added)])
    numbers = Compact.of(matrix)
    of_documents = numbers.rows(documents)
    truths = [np.append(column, np.zeros(added, bool)) for column in truth.T]
    fitted = [
        fit_theme(of_documents, one, groups, is_background, name, plan)
        for one, name in zip(truths, numbers.documents[: len(names)], strict=True)
    ]
    figures = {
        theme: {
            "examples": int(one.sum()),
            "counter_examples": len(examples) - int(one.sum()),
            "background": added,
            **figures_of(one, found.chances, found.share, found.threshold, plan.seed),
            "threshold": found.threshold,
        }
        for theme, one, found in zip(labels, truths, fitted, strict=True)
    }
    words, rest = np.split(np.stack([one.weights for one in fitted], axis=1), [terms.shape[1]])
    words[np.abs(words) < plan.pruned * np.abs(words).max(axis=0)] = 0.0
    intercept = np.array([one.intercept for one in fitted])
    own = OwnThemes(
        ids=[*labels],
        labels=[*labels.values()],
        terms=replace(linear, weights=words.astype(np.float16).astype(np.float32), intercept=intercept),
        thresholds=np.array([one.threshold for one in fitted]),
        sure=np.array([one.sure for one in fitted]),
        meaning=Meaning(encoder, centre, rest * plan.vector_factor) if encoder and centre is not None else None,
    )
    return own, figures


def joined_numbers(
    terms: Any, vectors: Floats | None, background: Background | None, centre: Floats | None, plan: Plan = PLAN
) -> Any:
    """The user's documents and then the background's, sparse: their TF-IDF values beside their centred vectors.

    Background documents without vectors get zeros: the vectors' weights are then learnt from the user's alone.
    """
    blocks = [terms] if background is None else [terms, background.terms]
    whole = vstack(blocks).tocsr()
    if vectors is None or centre is None:
        return whole
    table = centred(vectors, centre)
    if background is not None:
        empty = np.zeros((background.terms.shape[0], len(centre)))
        table = np.vstack([table, empty if background.vectors is None else centred(background.vectors, centre)])
    return hstack([whole, csr_matrix(table * plan.vector_factor)]).tocsr()


def _check(truth: Truth, labels: Sequence[str], background: Background | None, encoded: bool) -> None:
    if not labels:
        raise CorpusError("Det finns inga egna teman bland exemplen. Ge varje tema en undermapp med exempel.")
    for label, column in zip(labels, truth.T, strict=True):
        if column.sum() < LEAST:
            raise CorpusError(
                f"Temat {label} har {column.sum()} exempel; det behövs minst {LEAST}, helst 16 eller fler. Lägg till "
                "fler handlingar om temat, eller ta bort det."
            )
        if (~column).sum() < LEAST_OTHERS and (background is None or (encoded and background.vectors is None)):
            why = "textkodaren har ingen bakgrund" if background is not None else "modellen har ingen bakgrund"
            raise CorpusError(
                f"Temat {label} har {(~column).sum()} motexempel; det behövs minst {LEAST_OTHERS}, eftersom {why}. "
                "Lägg vanliga handlingar om annat i undermappen övrigt."
            )


def _numbered(names: Sequence[str]) -> Groups:
    place = {name: k for k, name in enumerate(dict.fromkeys(names))}
    return np.array([place[name] for name in names], dtype=int)
