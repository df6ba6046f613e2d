"""The first stage of the theme model: TF-IDF and one linear support vector machine per theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, character_terms, linear_text, word_terms
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.training.theme_figures import Truth
from nlp_arenden.training.theme_sources import Example


@dataclass(frozen=True)
class Counted:
    """Documents as scikit-learn sees them, and the two vocabularies with their weights."""

    matrix: Any
    words: CountVectorizer
    characters: CountVectorizer
    idf: Floats


def count_terms(examples: Sequence[Example], plan: dict[str, Any]) -> Counted:
    """The examples' TF-IDF values (documents x rows), by the ``[linear]`` part of a recipe."""
    texts = [linear_text(e.title, e.text) for e in examples]
    parts, idf, vocabularies = [], [], []
    for terms, most in ((word_terms, plan["words"]), (character_terms, plan["characters"])):
        counter = CountVectorizer(analyzer=terms, min_df=plan["min_documents"], max_features=most, dtype=np.float32)
        weigh = TfidfTransformer(sublinear_tf=True)
        parts.append(weigh.fit_transform(counter.fit_transform(texts)))
        idf.append(weigh.idf_)
        vocabularies.append(counter)
    words, characters = vocabularies
    return Counted(hstack(parts).tocsr(), words, characters, np.concatenate(idf))


def fit_machines(matrix: Any, truth: Truth, plan: dict[str, Any]) -> tuple[Floats, Floats]:
    """Weights (rows x themes) and intercepts; a theme that no document has, or all have, gets none."""
    weights, intercept = np.zeros((matrix.shape[1], truth.shape[1])), np.zeros(truth.shape[1])
    machine = LinearSVC(C=plan["linear"]["C"], class_weight="balanced", random_state=plan["seed"], tol=0.01)
    known = np.flatnonzero(truth.any(axis=0) & ~truth.all(axis=0))
    fitted = OneVsRestClassifier(machine).fit(matrix, truth[:, known].astype(int))
    for theme, one in zip(known, fitted.estimators_, strict=True):
        weights[:, theme], intercept[theme] = one.coef_[0], one.intercept_[0]
    return weights, intercept


def as_linear(counted: Counted, coef: Floats, intercept: Floats) -> LinearThemes:
    """The model that reads as ``counted`` counts, with weights rounded as they are stored."""
    words = list(counted.words.get_feature_names_out())
    characters = list(counted.characters.get_feature_names_out())
    return LinearThemes(
        {term: row for row, term in enumerate(words)},
        {term: row for row, term in enumerate(characters, len(words))},
        counted.idf.astype(np.float32),
        coef.astype(np.float16).astype(np.float32),
        intercept,
    )


def truth_of(examples: Sequence[Example], taxonomy: Taxonomy) -> Truth:
    """Documents x themes: which themes each example has."""
    return np.array([[theme.id in e.themes for theme in taxonomy.classes] for e in examples], dtype=bool)
