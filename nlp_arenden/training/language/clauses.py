"""The rules for clauses: which verb or predicate heads one. See ``rebuilding``.

Source: https://universaldependencies.org/v2/copula.html and https://universaldependencies.org/u/dep/aux_.html.
"""

from nlp_arenden.training.language.trees import Tree

_WORDS = {
    "vara": "är var vara varit vore voro vare e va",
    "bli": "bli blir blev blivit bliva bleve blive",
    "auxiliaries": """ha har hade haft skola skall ska skulle skulla kunna kan kunde kunnat vilja vill ville velat måste
        böra bör borde bort få får fick fått komma kommer kom kommit må måtte torde lär""",
    # Adverbs about the whole sentence: never what "vara" says of its subject.
    "adverbs": """inte ej icke ju väl nog alltså också även kanske dock emellertid ändå redan ännu fortfarande alltid
        aldrig ofta då nu sedan naturligtvis givetvis självfallet därför därmed dessutom istället bara endast just
        alltjämt idag varför när hur emellan allt än""",
    # Verbs in -s that are not passive (Teleman, Hellberg and Andersson, Svenska Akademiens grammatik, 1999).
    "deponents": """finns finnas fanns funnits tycks tyckas tycktes tyckts hoppas hoppades hoppats lyckas lyckades
        lyckats misslyckas misslyckades synas syns syntes synts trivs trivas trivdes trivts minns minnas mindes umgås
        umgicks andas åldras låtsas fattas fattades utspelas utspelades skäms vistas vistades träffas träffades känns
        kändes möts mötas""",
}
_FORMS = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_VARA, _BLI, _DEPONENTS = _FORMS["vara"], _FORMS["bli"], _FORMS["deponents"]
_AUXILIARIES = _FORMS["auxiliaries"] | _BLI
_SUBJECTS = ("nsubj", "nsubjpass")
_OF_THE_LAST_VERB = frozenset({"advmod", "neg", "compound:prt", "cc", "conj"})


def rebuild_clauses(tree: Tree) -> None:
    """Gives every clause the head that v2 gives it."""
    for rule in (
        _main_verbs_called_auxiliary,
        _clauses_called_auxiliary,
        _predicates_under_vara,
        _participles_under_bli,
        _clauses_under_interjections,
        _subjects_of_deponents,
    ):
        rule(tree)


def _main_verbs_called_auxiliary(tree: Tree) -> None:
    """ "sköta[aux] och rusta parken": the first verb heads the pair and takes what they share."""
    for last in range(len(tree.words)):
        auxiliaries = [verb for verb in tree.related(last, "aux") if verb < last]
        for verb in auxiliaries:
            if tree.form(verb) in _VARA and tree.related(last, "mark"):
                tree.relations[verb] = "cop"  # "Tanken är att …"
        verbs = [verb for verb in auxiliaries if tree.form(verb) not in _AUXILIARIES | _VARA]
        if not verbs:
            continue
        joined = [cc for cc in tree.related(last, "cc") if verbs[0] < cc < last]
        moved = [
            child for child in tree.children(last) if child not in verbs and _shared(tree, child, verbs[0], joined)
        ]
        tree.promote(verbs[0], "conj" if joined else "xcomp", moved)
        for verb in verbs[1:]:
            tree.heads[verb], tree.relations[verb] = verbs[0], "conj" if joined else "xcomp"
        for subject in tree.related(verbs[0], "nsubjpass"):
            if "SFO" not in tree.words[verbs[0]].xpos:
                tree.relations[subject] = "nsubj"
        _end_marks_to(tree, verbs[0], last)


def _shared(tree: Tree, child: int, first: int, joined: list[int]) -> bool:
    """Whether a child of the last verb belongs to the first: all before it, its subject, and an object of both."""
    last, relation = tree.heads[child], tree.relations[child]
    if joined:
        return child < joined[0] or (child > last and relation not in _OF_THE_LAST_VERB)
    adverb = relation == "neg" or (relation == "advmod" and tree.form(child) in _FORMS["adverbs"])
    return child < first or (child < last and (adverb or relation in ("nsubj", "nsubjpass", "expl")))


def _end_marks_to(tree: Tree, head: int, old: int) -> None:
    """The marks that end a sentence follow its root."""
    if tree.heads[head] == -1:
        for mark in range(len(tree.words) - 1, max(head, old), -1):
            if tree.relations[mark] != "punct":
                break
            if tree.heads[mark] == old:
                tree.heads[mark] = head


def _clauses_called_auxiliary(tree: Tree) -> None:
    """ "byn där bäcken rinner[aux of byn]": the verb heads the clause to the right of its head."""
    for verb in range(len(tree.words)):
        head = tree.heads[verb]
        if tree.relations[verb] != "aux" or not 0 <= head < verb or tree.form(verb) in _AUXILIARIES:
            continue
        between = [child for child in range(head + 1, verb) if tree.heads[child] in (head, verb)]
        openings = [child for child in between if tree.relations[child] == "mark"] or [
            child for child in between if tree.relations[child] in _SUBJECTS or tree.tag(child) in ("HA", "HP")
        ]
        for child in tree.children(head):
            if openings and child >= openings[0] and tree.relations[child] != "punct":
                tree.attach(child, verb)
        noun = openings[0] - 1 if openings and tree.relations[openings[0]] == "mark" else head
        if tree.tag(noun) == "NN" and noun != head and tree.heads[noun] == head:
            tree.attach(verb, noun, "acl")  # "det finns skäl att vänta[aux of finns]"
        else:
            tree.relations[verb] = ("advcl" if openings else "xcomp") if tree.tag(head) == "VB" else "acl:relcl"


def _predicates_under_vara(tree: Tree) -> None:
    """ "är[root] på remiss": what is said of the subject heads the clause, and "är" is its copula."""
    for verb in range(len(tree.words)):
        if tree.form(verb) not in _VARA or tree.tag(verb) != "VB" or tree.relations[verb] in ("cop", "aux"):
            continue
        if tree.related(verb, "compound:prt") or (said := _predicate(tree, verb)) is None:
            continue
        cleft = tree.relations[said] == "dep"
        tree.promote(said, "cop", tree.children(verb))
        if cleft:
            for clause in tree.related(said, "acl:relcl"):
                if clause > said:
                    tree.relations[clause] = "acl:cleft"
            for subject in tree.related(said, "nsubj"):
                if tree.form(subject) == "det":
                    tree.relations[subject] = "expl"


def _predicate(tree: Tree, verb: int) -> int | None:
    """What the verb says of its subject: the word in a cleft, a complement, or else a phrase, rather to the right."""
    if cleft := tree.related(verb, "dep"):
        return cleft[0]
    for relation in ("xcomp", "dislocated"):
        for child in tree.related(verb, relation):
            if tree.tag(child) != "PN":
                return child
    phrases = [adverb for adverb in tree.related(verb, "advmod") if tree.form(adverb) not in _FORMS["adverbs"]]
    return min(phrases + tree.related(verb, "nmod"), key=lambda phrase: (phrase < verb, phrase), default=None)


def _participles_under_bli(tree: Tree) -> None:
    """ "blev[root] hörda": the participle is the verb of a passive clause."""
    for verb in range(len(tree.words)):
        if tree.form(verb) not in _BLI or tree.relations[verb] == "aux":
            continue
        for said in tree.related(verb, "xcomp"):
            if tree.words[said].xpos.startswith("PC|PRF"):
                tree.promote(said, "aux:pass", tree.children(verb))
                for subject in tree.related(said, "nsubj"):
                    tree.relations[subject] = "nsubj:pass"
                break


def _clauses_under_interjections(tree: Tree) -> None:
    """ "Ja[root], det går": the clause heads the sentence."""
    for word in range(len(tree.words)):
        if tree.heads[word] == -1 and tree.tag(word) == "IN":
            for clause in tree.related(word, "conj")[:1]:
                tree.promote(clause, "discourse", tree.children(word))


def _subjects_of_deponents(tree: Tree) -> None:
    """ "det finns[-s, not passive] skäl": the subject is an ordinary one."""
    for word in range(len(tree.words)):
        head = tree.heads[word]
        if tree.relations[word] == "nsubjpass" and head >= 0 and tree.form(head) in _DEPONENTS:
            tree.relations[word] = "nsubj"
