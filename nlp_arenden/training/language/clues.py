"""What the learnt part of the conversion looks at: clues about a word in its rebuilt tree."""

from collections.abc import Iterable, Sequence
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.svm import LinearSVC

from nlp_arenden.training.language.trees import Tree

Clues = set[str]
_SHOWN = frozenset({"case", "mark", "cop", "nsubj", "nsubjpass", "nsubj:pass", "cc", "expl", "det", "aux", "aux:pass"})


class Namer:
    """Names rows of clues by a linear support vector machine; where only one name was ever seen, by that one.

    Source: LIBLINEAR through scikit-learn, https://scikit-learn.org/stable/modules/svm.html#classification.
    """

    def __init__(self, rows: Sequence[Clues], names: Sequence[str], weight: float) -> None:
        self._vectorizer, matrix = _matrix(_counted(row) for row in rows)
        self._names = sorted(set(names))
        if len(self._names) > 1:
            self._machine = LinearSVC(C=weight, random_state=0, tol=1e-3).fit(matrix, names)

    def name(self, rows: Sequence[Clues]) -> list[str]:
        """The name of each row."""
        if len(self._names) == 1:
            return self._names * len(rows)
        return [str(name) for name in self._machine.predict(self._vectorizer.transform(map(_counted, rows)))]


def _matrix(rows: Iterable[dict[str, float]]) -> tuple[DictVectorizer, Any]:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    # LIBLINEAR takes only small indices; the vectorizer gives large ones.
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    return vectorizer, matrix


def _counted(row: Clues) -> dict[str, float]:
    return dict.fromkeys(row, 1.0)


def word_clues(tree: Tree) -> list[Clues]:
    """For each word of a rebuilt tree: its old analysis, its head, its children and what stands before its phrase."""
    begins = tree.begins()
    return [_clues(tree, place) | _edge(tree, place, begins[place]) for place in range(len(tree.words))]


def _edge(tree: Tree, place: int, begin: int) -> Clues:
    """What stands before the phrase: its head, a comma, another word."""
    relation, head = tree.relations[place], tree.heads[place]
    before = tree.form(begin - 1) if begin else ""
    subject = bool(tree.related(place, "nsubj", "nsubjpass", "nsubj:pass"))
    mark = before if begin and tree.tag(begin - 1) in ("MAD", "MID", "PAD") else "word"
    return {
        f"edge {relation} {begin - 1 == head} {tree.tag(head) if head >= 0 else ''}",
        f"edge {relation} {mark} {bool(tree.related(place, 'cc'))} {subject} {tree.tag(place)}",
    }


def _clues(tree: Tree, place: int) -> Clues:
    word, head, relation = tree.words[place], tree.heads[place], tree.relations[place]
    tag, form = tree.tag(place), tree.form(place)
    children = tree.children(place)
    head_tag, head_form, head_relation, predicate = "ROOT", "", "", False
    if head >= 0:
        head_tag, head_form, head_relation = tree.tag(head), tree.form(head), tree.relations[head]
        predicate = head_tag == "VB" or bool(tree.related(head, "cop", "nsubj", "nsubjpass", "nsubj:pass"))
    kind = f"{relation} {tag}"
    side = "left" if head > place else "right"
    shown = [child for child in children if tree.relations[child] in _SHOWN]
    kinds = {tree.relations[child] for child in shown}
    clues = {
        f"old {word.deprel}",
        f"old {word.deprel} {tag}",
        f"upos {word.upos} {word.deprel}",
        f"xpos {word.xpos}",
        f"relation {relation}",
        f"kind {kind}",
        f"form {form}",
        f"form {form} {relation}",
        f"form {form} {tag}",
        f"form {form} {tag} {word.deprel}",
        f"end {form[-3:]} {tag}",
        f"head {kind} {head_tag}",
        f"head {kind} {head_tag} {head_relation}",
        f"head {kind} {head_form}",
        f"head {relation} {predicate} {side}",
        f"head {kind} {predicate} {'case' in kinds}",
        f"head {relation} {'SFO' in (tree.words[head].xpos if head >= 0 else '')}",
        f"capital {word.form[:1].isupper()} {place == 0} {tag}",
        f"under {relation} {head_relation} {side}",
    }
    clues.update(f"child {relation} {kind}" for kind in kinds)
    for child in shown:
        clues.add(f"child {relation} {tree.relations[child]} {tree.form(child)}")
        clues.add(f"child {relation} {tree.form(child)} {tree.tag(child)} {head_tag}")
    if not kinds & {"case"}:
        clues.add(f"bare {kind} {predicate}")
    if tag in ("JJ", "PC", "RO"):
        clues |= _agreement(tree, place)
    if head >= 0:
        fellows = {tree.relations[child] for child in tree.children(head) if child != place}
        clues.update(f"fellow {relation} {fellow}" for fellow in fellows & _SHOWN)
    for name, other in (("before", place - 1), ("after", place + 1)):
        if 0 <= other < len(tree.words):
            clues.add(f"{name} {kind} {tree.tag(other)}")
            clues.add(f"{name} {form} {tree.form(other)}")
    return clues


def _agreement(tree: Tree, place: int) -> Clues:
    """What an adjective agrees with: its noun, and the word that makes the noun definite."""
    first = place
    while tree.relations[first] == "conj" and tree.heads[first] >= 0:
        first = tree.heads[first]
    noun = tree.heads[first] if tree.relations[first] == "amod" else first
    words = [tree.words[child] for head in {noun, place} for child in tree.children(head) if child < place]
    definite = any("GEN" in word.xpos or (word.xpos[:2] in ("PS", "DT") and "IND" not in word.xpos) for word in words)
    xpos, of = tree.words[place].xpos, tree.words[noun].xpos
    return {f"agrees {xpos} {definite}", f"agrees {xpos} {definite} {'DEF' in of}", f"agrees {xpos} {of}"}
