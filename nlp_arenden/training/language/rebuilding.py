"""The rules that rebuild a tree of Universal Dependencies v1 as v2 wants it.

Each rule mends one construction that the two versions analyse differently, or that the automatic v1 analysis of
Talbanken got wrong and v2 corrected by hand. Names of relations may stay those of v1: what a word is called depends
on the word, and is learnt (``conversion``).

Source: https://universaldependencies.org/v2/summary.html; the rules were read off Talbanken's development part.
"""

from nlp_arenden.training.language.clauses import rebuild_clauses
from nlp_arenden.training.language.coordination import rebuild_coordination
from nlp_arenden.training.language.expressions import rebuild_expressions
from nlp_arenden.training.language.treebank import Sentence
from nlp_arenden.training.language.trees import Tree

_CLOSES_A_PHRASE = frozenset({"sedan", "sen", "skull"})
_GOVERNED = frozenset({"nmod", "dobj", "advcl", "ccomp", "csubj", "acl", "xcomp"})
_RELATIVES = frozenset({"som", "vad", "vilket", "vilken", "vilka", "vem"})
_MARKS = frozenset({"MAD", "MID", "PAD"})
_MODIFIERS = {"NN": "nmod", "PM": "nmod", "JJ": "amod", "RO": "amod", "PC": "amod"}


def rebuild(sentence: Sentence) -> Tree:
    """The tree of a v1 sentence with the heads that the rules of v2 give it."""
    tree = Tree(sentence)
    for rule in (
        _marks_called_roots,
        rebuild_clauses,
        _phrases_under_adverbs,
        _words_under_prepositions,
        rebuild_expressions,
        _modifiers_called_determiners,
        rebuild_coordination,
    ):
        rule(tree)
    return tree


def _marks_called_roots(tree: Tree) -> None:
    """ "([root] Paus)": the first word under the mark heads the sentence; a second root belongs to the first."""
    for mark in [place for place, head in enumerate(tree.heads) if head < 0 and tree.tag(place) in _MARKS]:
        words = [child for child in tree.children(mark) if tree.tag(child) not in _MARKS]
        if words:
            tree.promote(words[0], "punct", tree.children(mark))
    first, *others = [place for place, head in enumerate(tree.heads) if head < 0]
    for root in others:
        tree.attach(root, first, "punct" if tree.tag(root) in _MARKS else "parataxis")


def _phrases_under_adverbs(tree: Tree) -> None:
    """ "t.ex.[appos] för bygglov[nmod of t.ex.]": the adverb belongs to the phrase; so does "så" after a clause."""
    for adverb in range(len(tree.words)):
        head = tree.heads[adverb]
        if tree.tag(adverb) != "AB":
            continue
        if tree.relations[adverb] in ("appos", "root") and not tree.related(adverb, "cop", "nsubj"):
            for phrase in tree.related(adverb, "nmod"):
                if phrase > adverb:
                    tree.promote(phrase, "advmod", tree.children(adverb))
                    break
        elif tree.relations[adverb] == "dislocated" and head < adverb:
            for verb in tree.ancestors(adverb):
                if verb > adverb:
                    tree.attach(adverb, verb, "advmod")
                    break


def _words_under_prepositions(tree: Tree) -> None:
    """ "fram[advmod of till] till skolan" belongs to the noun; "som vi talar om[case of talar]" to "som"."""
    begins = tree.begins()
    for word in range(len(tree.words)):
        head = tree.heads[word]
        if head < 0:
            continue
        if tree.relations[word] == "advmod" and tree.relations[head] == "case":
            tree.attach(word, tree.heads[head])
        elif tree.relations[word] == "case" and tree.form(word) in _CLOSES_A_PHRASE and head < word:
            opening = [first for first in tree.related(head, "case") if tree.form(first) == "för"]
            if opening and opening[0] < word:  # "för två år sedan"
                tree.attach(word, opening[0], "fixed")
        elif tree.relations[word] == "case" and head < word and tree.tag(head) == "VB":
            children = [child for child in tree.children(head) if tree.relations[child] in _GOVERNED]
            after = [child for child in children if begins[child] == word + 1]
            relatives = [child for child in tree.children(head) if tree.form(child) in _RELATIVES and child < word]
            if after or relatives:
                tree.attach(word, (after or relatives)[0])


def _modifiers_called_determiners(tree: Tree) -> None:
    """ "en grupp[det] elever", "första[det] dagen": only determiners are still called so."""
    for word in range(len(tree.words)):
        if tree.relations[word] == "det":
            tree.relations[word] = _MODIFIERS.get(tree.tag(word), "det")
