"""The first stage of the theme model: TF-IDF and one linear support vector machine per theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, linear_text
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.pipeline.teman.vocabulary import Vocabulary, sequences_of, words_of
from nlp_arenden.training.themes.figures import Truth
from nlp_arenden.training.themes.sources import Example


@dataclass(frozen=True)
class Counted:
    """Documents as scikit-learn sees them (documents x rows), and the terms of the rows with their weights."""

    matrix: Any
    vocabulary: Vocabulary
    idf: Floats


def count_terms(examples: Sequence[Example], plan: dict[str, Any]) -> Counted:
    """The examples' TF-IDF values, by the ``[linear]`` part of a recipe.

    Counts with sparse matrices over distinct words, in a quarter of the time that scikit-learn's CountVectorizer
    takes, which makes each document's character sequences anew.
    """
    ids: dict[str, int] = {}
    texts = [words_of(linear_text(e.title, e.text)) for e in examples]
    found = [np.array([ids.setdefault(word, len(ids)) for word in words], np.int64) for words in texts]
    known, counts = list(ids), _counts(found, len(ids))
    keys, pairs = _pairs(found, len(ids))
    binary = counts.copy()
    binary.data[:] = 1
    sequences, of_word = _sequences(known)

    least = plan["min_documents"]
    words, kept_words = _kept(hstack([counts, pairs]).tocsc(), least, plan["words"])
    characters, kept_characters = _kept((binary @ of_word).tocsc(), least, plan["characters"])
    single, paired = words[words < len(ids)], keys[words[words >= len(ids)] - len(ids)]
    names = [known[k] for k in single] + [f"{known[k // len(ids)]} {known[k % len(ids)]}" for k in paired]
    parts, idf = [], []
    for part in (kept_words, kept_characters):
        weigh = TfidfTransformer(sublinear_tf=True)
        parts.append(weigh.fit_transform(part))
        idf.append(weigh.idf_)
    return Counted(hstack(parts).tocsr(), Vocabulary(names, [sequences[k] for k in characters]), np.concatenate(idf))


def _counts(found: Sequence[Any], width: int) -> Any:
    """Documents x numbers: how often each number is found."""
    starts = np.cumsum([0, *map(len, found)])
    matrix = csr_matrix((np.ones(starts[-1], np.float32), np.concatenate(found), starts), (len(found), width))
    matrix.sum_duplicates()
    return matrix


def _pairs(found: Sequence[Any], width: int) -> tuple[Any, Any]:
    """The pairs of neighbouring numbers as ``first * width + second``, and how often each document has them."""
    pairs = [ids[:-1] * width + ids[1:] for ids in found]
    keys, places = np.unique(np.concatenate(pairs), return_inverse=True)
    return keys, _counts(np.split(places, np.cumsum([len(p) for p in pairs])[:-1]), len(keys))


def _sequences(words: Sequence[str]) -> tuple[list[str], Any]:
    """The distinct character sequences of words, and how often each word has them (words x sequences)."""
    ids: dict[str, int] = {}
    found = [np.array([ids.setdefault(s, len(ids)) for s in sequences_of(word)], np.int64) for word in words]
    return list(ids), _counts(found, len(ids))


def _kept(matrix: Any, least: int, most: int) -> tuple[Any, Any]:
    """The columns that at least so many documents have, at most so many (the commonest), and the matrix of them."""
    columns = np.flatnonzero(np.diff(matrix.indptr) >= least)
    totals = np.asarray(matrix.sum(axis=0)).ravel()[columns]
    columns = np.sort(columns[np.argsort(-totals, kind="stable")[:most]])
    return columns, matrix[:, columns].tocsr()


def fit_machines(matrix: Any, truth: Truth, plan: dict[str, Any]) -> tuple[Floats, Floats]:
    """Weights (rows x themes) and intercepts; a theme that no document has, or all have, gets none."""
    weights, intercept = np.zeros((matrix.shape[1], truth.shape[1])), np.zeros(truth.shape[1])
    machine = LinearSVC(C=plan["linear"]["C"], class_weight="balanced", random_state=plan["seed"], tol=0.1)
    known = np.flatnonzero(truth.any(axis=0) & ~truth.all(axis=0))
    fitted = OneVsRestClassifier(machine).fit(matrix, truth[:, known].astype(int))
    for theme, one in zip(known, fitted.estimators_, strict=True):
        weights[:, theme], intercept[theme] = one.coef_[0], one.intercept_[0]
    return weights, intercept


def as_linear(counted: Counted, coef: Floats, intercept: Floats) -> LinearThemes:
    """The model that reads as ``counted`` counts, with weights rounded as they are stored."""
    return LinearThemes(
        counted.vocabulary,
        counted.idf.astype(np.float32),
        coef.astype(np.float16).astype(np.float32),
        intercept,
    )


def truth_of(examples: Sequence[Example], taxonomy: Taxonomy) -> Truth:
    """Documents x themes: which themes each example has."""
    return np.array([[theme.id in e.themes for theme in taxonomy.classes] for e in examples], dtype=bool)
