"""The rules for coordination: conjuncts, and the conjunctions and commas before them. See ``rebuilding``.

Source: https://universaldependencies.org/v2/coordination.html.
"""

from itertools import pairwise

from nlp_arenden.training.language.trees import Tree

# Two of these under one head are not joined by a conjunction between them.
_SINGLE = "punct cc conj case mark aux cop advmod neg det expl mwe name compound:prt"
_NOT_JOINED = frozenset(_SINGLE.split())
_LISTED = ("amod", "nsubj", "nsubjpass", "dobj", "csubj", "acl")


def rebuild_coordination(tree: Tree) -> None:
    """Ties conjuncts to the first of them, and conjunctions and commas to the conjunct that follows."""
    for rule in (_conjuncts_called_siblings, _conjunctions, _listed_conjuncts, _commas):
        rule(tree)


def _conjuncts_called_siblings(tree: Tree) -> None:
    """ "hus[dobj] och broar[dobj]": the second is the conjunct of the first."""
    for conjunction in range(len(tree.words)):
        head = tree.heads[conjunction]
        if tree.relations[conjunction] != "cc" or head < 0:
            continue
        if any(conjunct > conjunction for conjunct in tree.related(head, "conj")):
            continue
        for second in (child for child in tree.children(head) if child > conjunction):
            relation = tree.relations[second]
            before = [child for child in tree.related(head, relation) if child < conjunction]
            adjacent = second == conjunction + 1 and before[-1:] == [conjunction - 1]
            if not before or (relation in _NOT_JOINED and not (relation == "advmod" and adjacent)):
                continue
            first = before.pop()
            chain = [second]
            while before and _comma_between(tree, before[-1], first):
                chain.append(first)
                first = before.pop()
            for conjunct in chain:
                tree.attach(conjunct, first, "conj")
            tree.attach(conjunction, second)
            break


def _conjunctions(tree: Tree) -> None:
    """ "hus och[cc of hus] broar": a conjunction belongs to the conjunct that follows it."""
    for conjunction in range(len(tree.words)):
        head = tree.heads[conjunction]
        if tree.relations[conjunction] == "cc" and 0 <= head < conjunction:
            following = [conjunct for conjunct in tree.related(head, "conj") if conjunct > conjunction]
            if following:
                tree.attach(conjunction, following[0])


def _listed_conjuncts(tree: Tree) -> None:
    """ "en bred[amod], säker[amod] väg": the second is the conjunct of the first."""
    begins = tree.begins()
    for head in range(len(tree.words)):
        for relation in _LISTED:
            listed = tree.related(head, relation)
            for first, second in pairwise(listed):
                if (first < head) == (second < head) and tree.form(begins[second] - 1) == ",":
                    top = tree.heads[first] if tree.relations[first] == "conj" else first
                    tree.attach(second, top, "conj")
                    for conjunct in tree.related(second, "conj"):
                        tree.attach(conjunct, top)


def _comma_between(tree: Tree, first: int, second: int) -> bool:
    return any(tree.form(place) == "," for place in range(first + 1, second))


def _commas(tree: Tree) -> None:
    """A comma or dash belongs to the conjunct that follows it, when one begins there."""
    begins = tree.begins()
    for mark in range(len(tree.words) - 1):
        if tree.relations[mark] != "punct" or tree.form(mark) not in (",", "-"):
            continue
        for conjunct in range(mark + 1, len(tree.words)):
            if begins[conjunct] == mark + 1 and tree.relations[conjunct] == "conj" and tree.heads[conjunct] < mark:
                if not _side_by_side(tree, conjunct):
                    tree.attach(mark, conjunct)
                break


def _side_by_side(tree: Tree, clause: int) -> bool:
    """Whether a conjunct is a clause of its own, with no conjunction: v2 calls it parataxis."""
    return not tree.related(clause, "cc") and bool(tree.related(clause, "nsubj", "nsubjpass", "nsubj:pass", "expl"))
