"""Fixed expressions: v1 ties all words of one to its first (``mwe``); v2 analyses most of them as ordinary phrases.

Source: https://universaldependencies.org/u/dep/fixed.html; the kinds were read off Talbanken's development part
and PUD.
"""

from nlp_arenden.training.language.trees import Tree

# These alone stay fixed in the Swedish v2 treebanks.
_STAY = """till och med/i och med/i och för sig/därför att/så att säga/vare sig/rent av/så småningom/sent omsider/\
som helst/före detta"""
_FIXED = frozenset(_STAY.split("/"))
_TAGS = """PP=case DT=det JJ=amod RO=amod PC=amod PS=nmod:poss AB=advmod HA=advmod RG=nummod SN=mark IE=mark KN=mark
    MID=punct PAD=punct MAD=punct VB=acl PL=compound:prt"""
_WITHIN = {tag: relation for tag, _, relation in (pair.partition("=") for pair in _TAGS.split())}
_OPENS_A_CLAUSE = frozenset({"mark", "nsubj", "nsubjpass"})
_FOLLOWS_ITS_HEAD = frozenset({"här", "där", "nog"})
_ABOUT_THE_PHRASE = frozenset({"punct", "cc", "advmod", "neg"})


def rebuild_expressions(tree: Tree) -> None:
    """Gives the words of every fixed expression the heads that v2 gives them."""
    for first in range(len(tree.words)):
        # "Svenska[amod] Turistföreningen": v1 ties names too to their first word, even when that is an adjective.
        kinds = ("mwe", "name") if tree.tag(first) == "JJ" else ("mwe",)
        rest = [place for place in tree.related(first, *kinds) if place > first]
        if not rest:
            continue
        span = sorted([first, *rest])
        words = " ".join(tree.form(place) for place in span)
        tags = [tree.tag(place) for place in span]
        if words in _FIXED:
            for place in rest:
                tree.relations[place] = "fixed"
        elif tree.relations[first] == "cc":
            for place in rest:  # "såväl … som"
                tree.attach(place, tree.heads[first], "cc")
        elif tree.heads[first] < 0:
            _phrase(tree, span, tags)
        elif tree.relations[first] in ("case", "mark") and (core := _governor(tags)) is not None:
            _govern(tree, span, span[core])
        elif _loose(tree, first, tags):
            _loosen(tree, span)
        else:
            _phrase(tree, span, tags)


def _governor(tags: list[str]) -> int | None:
    """Which word of "på grund av", "beroende på", "när det gäller" governs what follows, if one does."""
    if "VB" in tags:
        return tags.index("VB")
    if tags[0] == "PC" and tags[-1] in ("PP", "SN"):
        return 0
    if tags == ["AB", "AB"]:
        return 1
    for kind in ("NN", "PN"):
        if tags[0] == "PP" and kind in tags and tags[-1] in ("PP", "SN", "HA", "KN", kind):
            return len(tags) - 1 - tags[::-1].index(kind)
    return None


def _govern(tree: Tree, span: list[int], core: int) -> None:
    """ "på grund av regn": "grund" takes the place of "regn", which becomes its modifier."""
    governed, last, kind = tree.heads[span[0]], span[-1], tree.tag(core)
    under = [child for child in tree.children(governed) if child not in span]
    clause = any(child > last and tree.relations[child] in _OPENS_A_CLAUSE for child in under)
    ends = tree.tag(last)
    moved = [child for child in under if child < span[0] and tree.relations[child] in _ABOUT_THE_PHRASE]
    if tree.related(governed, "cop") and not clause:  # "det är på grund av regn": "det" and "är" go with "grund"
        moved = [child for child in under if tree.relations[child] not in ("case", "det", "amod")]
    tree.heads[core] = governed
    tree.promote(core, _governed_as(kind, ends, clause), moved)
    if kind in ("VB", "PC"):
        tree.relations[core] = "advcl"
    elif tree.relations[core] == "advcl":
        tree.relations[core] = "advmod" if kind == "AB" else "nmod"
    for place in span:
        if place == last and place > core:
            tree.heads[place], tree.relations[place] = governed, "mark" if clause or ends != "PP" else "case"
        elif place != core:
            tree.heads[place], tree.relations[place] = core, _within(tree, place, kind)


def _governed_as(kind: str, last: str, clause: bool) -> str:
    if kind == "VB":
        return "dobj"
    if kind == "AB":
        return "advcl"
    if kind == "PC":
        return "ccomp" if last == "SN" else "advcl" if clause else "nmod"
    return "acl" if clause or last != "PP" else "nmod"


def _within(tree: Tree, place: int, kind: str) -> str:
    tag = tree.tag(place)
    if kind == "VB":
        return {"HA": "mark", "PN": "nsubj", "HP": "nsubj"}.get(tag, "advmod")
    if tag == "NN":
        return "nmod:poss" if "GEN" in tree.words[place].xpos else "nmod"
    return _WITHIN.get(tag, "nmod")


def _loose(tree: Tree, first: int, tags: list[str]) -> bool:
    """Whether the words belong side by side to one head: "för att", "även om", "den här", "mer än", "upp till"."""
    if tags in (["DT", "AB"], ["AB", "KN"], ["AB", "PP"]):
        return True
    return tree.relations[first] == "mark" and tags[-1] in ("SN", "HA", "KN", "IE")


def _loosen(tree: Tree, span: list[int]) -> None:
    first = span[0]
    if tree.relations[first] == "mark" and tree.tag(first) == "AB" and tree.form(first) != "så":
        tree.relations[first] = "advmod"
    for place in span[1:]:
        tree.attach(place, tree.heads[first], _WITHIN.get(tree.tag(place), "mark"))


def _phrase(tree: Tree, span: list[int], tags: list[str]) -> None:
    """An ordinary phrase: its core takes the place of the first word, and the rest depend on the core."""
    first = span[0]
    core = span[_core(tree, span, tags)]
    if core != first:
        outside = [child for child in tree.children(first) if child not in span]
        tree.promote(core, "mwe", outside)
        if tags[0] == "PP" and tree.relations[core] == "advmod":
            tree.relations[core] = "nmod"
    joined = tags.index("KN") if "KN" in tags[1:-1] else None
    for number, place in enumerate(span):
        if place == core:
            continue
        head, relation = core, _within(tree, place, "NN")
        if joined and number == joined:
            head, relation = span[-1], "cc"
        elif joined and number == len(span) - 1:
            relation = "conj"
        elif tags == ["NN", "PP", "NN"] and number == 1:
            head = span[2]
        elif relation == "nmod" and {tags[0], tags[-1]} <= {"PM", "UO"}:
            relation = "name"
        tree.heads[place], tree.relations[place] = head, relation


def _core(tree: Tree, span: list[int], tags: list[str]) -> int:
    if "KN" in tags[1:-1] or tags == ["NN", "PP", "NN"] or tags[0] in ("PM", "UO"):
        return 0
    for kind in ("NN", "PN", "VB", "JJ", "PC", "RO"):
        if kind in tags and not (kind in ("PN", "JJ") and tags[0] == kind):
            return len(tags) - 1 - tags[::-1].index(kind)
    return 0 if tree.form(span[-1]) in _FOLLOWS_ITS_HEAD or tags[0] in ("PN", "JJ") else len(tags) - 1
