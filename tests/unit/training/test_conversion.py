"""Each rule of the conversion on a sentence of its own: v1 in, the heads (and relations) of v2 out.

A sentence is written as ``word tag head relation`` with slashes between; heads are counted from 1.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp_arenden.training.language.conversion import Conversion, agreement, cross_validated
from nlp_arenden.training.language.rebuilding import rebuild
from nlp_arenden.training.language.treebank import Sentence, Token

UPOS = {"VB": "VERB", "NN": "NOUN", "PN": "PRON", "PP": "ADP", "JJ": "ADJ", "KN": "CONJ", "AB": "ADV", "MID": "PUNCT"}


def sentence(text):
    tokens = []
    for word in text.split(" / "):
        form, xpos, head, relation = word.split()
        tag = xpos.partition("|")[0]
        tokens.append(Token(form, "_", UPOS.get(tag, "X"), xpos, "_", int(head), relation))
    return Sentence(tuple(tokens))


def arcs(text, *places):
    """The rebuilt arcs of the words at these places (from 1), as ``head:relation``."""
    tree = rebuild(sentence(text))
    return [f"{tree.heads[place - 1] + 1}:{tree.relations[place - 1]}" for place in places]


def test_a_conjunction_and_a_comma_belong_to_the_conjunct_that_follows():
    text = "hus NN 0 root / , MID 1 punct / vägar NN 1 conj / och KN 1 cc / broar NN 1 conj"
    assert arcs(text, 2, 3, 4, 5) == ["3:punct", "1:conj", "5:cc", "1:conj"]


def test_two_objects_around_a_conjunction_are_conjuncts():
    text = "Vi PN 2 nsubj / bygger VB 0 root / hus NN 2 dobj / och KN 2 cc / broar NN 2 dobj"
    assert arcs(text, 3, 4, 5) == ["2:dobj", "5:cc", "3:conj"]


def test_two_subjects_before_the_verb_are_conjuncts():
    text = "Kommunen NN 4 nsubj / och KN 4 cc / regionen NN 4 nsubj / betalar VB 0 root"
    assert arcs(text, 1, 2, 3) == ["4:nsubj", "3:cc", "1:conj"]


def test_adjectives_with_a_comma_between_are_conjuncts():
    text = "en DT 5 det / bred JJ 5 amod / , MID 5 punct / säker JJ 5 amod / väg NN 0 root"
    assert arcs(text, 2, 3, 4) == ["5:amod", "4:punct", "2:conj"]


def test_a_clause_without_conjunction_keeps_its_comma_to_the_left():
    text = "Hon PN 2 nsubj / kom VB 0 root / , MID 2 punct / han PN 5 nsubj / gick VB 2 conj"
    assert arcs(text, 3) == ["2:punct"]


def test_the_first_of_two_verbs_heads_the_pair_and_takes_the_object():
    text = "att IE 4 mark / sköta VB 4 aux / och KN 4 cc / rusta VB 0 root / parken NN 4 dobj / . MAD 4 punct"
    assert arcs(text, 1, 2, 3, 4, 5, 6) == ["2:mark", "0:root", "4:cc", "2:conj", "2:dobj", "2:punct"]


def test_a_main_verb_before_an_infinitive_heads_the_clause():
    text = "Vi PN 3 nsubj / behöver VB 3 aux / spara VB 0 root / . MAD 3 punct"
    assert arcs(text, 1, 2, 3, 4) == ["2:nsubj", "0:root", "2:xcomp", "2:punct"]


def test_a_true_auxiliary_stays_one():
    text = "Vi PN 3 nsubj / måste VB 3 aux / spara VB 0 root"
    assert arcs(text, 1, 2, 3) == ["3:nsubj", "3:aux", "0:root"]


def test_vara_before_a_subordinate_clause_is_a_copula():
    text = "Tanken NN 5 nsubj / är VB 5 aux / att SN 5 mark / alla PN 5 nsubj / vinner VB 0 root"
    assert arcs(text, 2) == ["5:cop"]


def test_a_verb_called_auxiliary_of_a_noun_to_the_left_heads_its_clause():
    text = "byn NN 0 root / där HA 1 advmod / bäcken NN 1 nsubj / rinner VB 1 aux / fram AB 1 advmod"
    assert arcs(text, 1, 2, 3, 4, 5) == ["0:root", "4:advmod", "4:nsubj", "1:acl:relcl", "4:advmod"]


def test_a_verb_called_auxiliary_after_a_noun_with_att_is_the_modifier_of_the_noun():
    text = "Det PN 2 expl / finns VB 0 root / skäl NN 2 nsubj / att IE 2 mark / vänta VB 2 aux / länge AB 2 advmod"
    assert arcs(text, 3, 4, 5, 6) == ["2:nsubj", "5:mark", "3:acl", "5:advmod"]


def test_the_subject_and_the_negation_go_with_the_finite_verb():
    text = "Nu AB 5 advmod / behöver VB|PRS|AKT 5 aux / lån NN 5 nsubjpass / inte AB 5 neg / tas VB|INF|SFO 0 root"
    assert arcs(text, 1, 3, 4, 5) == ["2:advmod", "2:nsubj", "2:neg", "2:xcomp"]


def test_a_phrase_after_vara_heads_the_clause():
    text = "Förslaget NN 2 nsubj / är VB 0 root / inte AB 2 neg / på PP 5 case / remiss NN 2 nmod / . MAD 2 punct"
    assert arcs(text, 1, 2, 3, 5, 6) == ["5:nsubj", "5:cop", "5:neg", "0:root", "5:punct"]


def test_a_sentence_adverb_after_vara_does_not_head_the_clause():
    assert arcs("Det PN 2 nsubj / är VB 0 root / också AB 2 advmod", 2, 3) == ["0:root", "2:advmod"]


def test_a_cleft_has_its_own_relation_and_an_empty_subject():
    text = "Det PN 2 nsubj / är VB 0 root / rektorn NN 2 dep / som HP 5 nsubj / avgör VB 3 acl:relcl"
    assert arcs(text, 1, 2, 3, 5) == ["3:expl", "3:cop", "0:root", "3:acl:cleft"]


def test_a_perfect_participle_after_bli_is_a_passive_verb():
    text = "Vi PN 2 nsubj / blev VB 0 root / hörda PC|PRF|UTR/NEU 2 xcomp"
    assert arcs(text, 1, 2, 3) == ["3:nsubj:pass", "3:aux:pass", "0:root"]


def test_an_adjective_after_bli_stays_a_complement():
    assert arcs("Vi PN 2 nsubj / blev VB 0 root / glada JJ 2 xcomp", 2, 3) == ["0:root", "2:xcomp"]


def test_a_clause_heads_its_interjection():
    text = "Ja IN 0 root / , MID 1 punct / det PN 4 nsubj / går VB 1 conj"
    assert arcs(text, 1, 2, 4) == ["4:discourse", "4:punct", "0:root"]


def test_the_subject_of_a_deponent_is_not_passive():
    assert arcs("Här AB 2 advmod / finns VB|PRS|SFO 0 root / plats NN 2 nsubjpass", 3) == ["2:nsubj"]
    assert arcs("Här AB 2 advmod / byggs VB|PRS|SFO 0 root / skolor NN 2 nsubjpass", 3) == ["2:nsubjpass"]


def test_an_adverb_before_a_phrase_belongs_to_the_phrase():
    text = "avgifter NN 0 root / , MID 1 punct / t.ex. AB 1 appos / för PP 5 case / bygglov NN 3 nmod"
    assert arcs(text, 3, 5) == ["5:advmod", "1:appos"]


def test_sa_after_a_subordinate_clause_belongs_to_the_main_verb():
    text = "Om SN 3 mark / du PN 3 nsubj / vill VB 5 advcl / så AB 3 dislocated / går VB 0 root / det PN 5 nsubj"
    assert arcs(text, 4) == ["5:advmod"]


def test_an_adverb_before_a_preposition_belongs_to_the_noun():
    text = "vägen NN 0 root / fram AB 3 advmod / till PP 4 case / skolan NN 1 nmod"
    assert arcs(text, 2) == ["4:advmod"]


def test_a_stranded_preposition_belongs_to_the_relative():
    text = "planen NN 0 root / som HP 4 dobj / vi PN 4 nsubj / talar VB 1 acl:relcl / om PP 4 case"
    assert arcs(text, 5) == ["2:case"]


def test_a_preposition_before_a_clause_belongs_to_the_clause():
    text = "Det PN 2 nsubj / beror VB 0 root / på PP 2 case / när HA 5 advmod / snön NN 2 advcl"
    assert arcs(text, 3) == ["5:case"]


def test_for_and_sedan_are_one_preposition():
    text = "Det PN 2 nsubj / hände VB 0 root / för PP 5 case / två RG 5 nummod / år NN 2 nmod / sedan AB 5 case"
    assert arcs(text, 3, 6) == ["5:case", "3:fixed"]


def test_only_determiners_are_determiners():
    text = "Den DT 4 det / första RO 4 det / gruppen NN 4 det / barn NN 0 root"
    assert arcs(text, 1, 2, 3) == ["4:det", "4:amod", "4:nmod"]


def test_a_bracket_never_heads_a_sentence():
    assert arcs("( PAD 0 root / Paus NN 1 nmod / ) PAD 1 punct", 1, 2, 3) == ["2:punct", "0:root", "2:punct"]


def test_a_second_root_hangs_on_the_first():
    assert arcs("Paus NN 0 root / . MAD 0 root", 1, 2) == ["0:root", "1:punct"]


def test_a_noun_in_a_fixed_expression_governs_what_follows():
    text = "stängt JJ 0 root / på PP 5 case / grund NN 2 mwe / av PP 2 mwe / regn NN 1 nmod"
    assert arcs(text, 2, 3, 4, 5) == ["3:case", "1:nmod", "5:case", "3:nmod"]


def test_the_clause_under_a_fixed_expression_is_its_modifier():
    text = "stängt JJ 0 root / på PP 7 case / grund NN 2 mwe / av PP 2 mwe / att SN 7 mark / det PN 7 nsubj / regnar VB 1 advcl"
    assert arcs(text, 3, 4, 7) == ["1:nmod", "7:mark", "3:acl"]


def test_a_predicate_is_governed_together_with_its_copula():
    text = "Det PN 6 nsubj / är VB 6 cop / på PP 6 case / grund NN 3 mwe / av PP 3 mwe / regnet NN 0 root"
    assert arcs(text, 1, 2, 4, 6) == ["4:nsubj", "4:cop", "0:root", "4:nmod"]


def test_when_it_comes_to_is_a_clause():
    text = "När HA 4 case / det PN 1 mwe / gäller VB 1 mwe / skolan NN 6 nmod / är VB 6 cop / alla PN 0 root"
    assert arcs(text, 1, 2, 3, 4) == ["3:mark", "3:nsubj", "6:advcl", "3:dobj"]


def test_a_participle_before_its_preposition_governs():
    text = "oberoende PC 3 case / av PP 1 mwe / väder NN 4 nmod / åker VB 0 root"
    assert arcs(text, 1, 2, 3) == ["4:advcl", "3:case", "1:nmod"]


def test_a_phrase_that_was_an_adverb_is_a_phrase():
    text = "Vi PN 2 nsubj / väntar VB 0 root / i PP 2 advmod / första RO 3 mwe / hand NN 3 mwe"
    assert arcs(text, 3, 4, 5) == ["5:case", "5:amod", "2:nmod"]


@pytest.mark.parametrize("words", ["för PP 3 mark / att SN 1 mwe", "så AB 3 mark / att SN 1 mwe"])
def test_two_subjunctions_stand_side_by_side(words):
    assert arcs(words + " / växa VB 0 root", 1, 2) == ["3:mark", "3:mark"]


def test_an_adverb_before_a_subjunction_stays_an_adverb():
    assert arcs("även AB 3 mark / om SN 1 mwe / växa VB 0 root", 1, 2) == ["3:advmod", "3:mark"]


def test_some_expressions_stay_fixed():
    assert arcs("till PP 4 advmod / och KN 1 mwe / med PP 1 mwe / barnen NN 0 root", 1, 2, 3) == [
        "4:advmod",
        "1:fixed",
        "1:fixed",
    ]


def test_words_joined_in_an_expression_are_conjuncts():
    text = "mer AB 4 advmod / och KN 1 mwe / mer AB 1 mwe / sliten JJ 0 root"
    assert arcs(text, 1, 2, 3) == ["4:advmod", "3:cc", "1:conj"]


def test_a_repeated_noun_keeps_its_head():
    text = "år NN 0 root / för PP 1 mwe / år NN 1 mwe"
    assert arcs(text, 1, 2, 3) == ["0:root", "3:case", "1:nmod"]


def test_two_adverbs_hang_on_the_last_or_on_the_one_before_here():
    assert arcs("allt AB 3 advmod / mer AB 1 mwe / sliten JJ 0 root", 1, 2) == ["2:advmod", "3:advmod"]
    assert arcs("så AB 3 advmod / här AB 1 mwe / sliten JJ 0 root", 1, 2) == ["3:advmod", "1:advmod"]


def test_both_parts_of_savalsom_are_conjunctions():
    text = "sjö NN 0 root / såväl KN 1 cc / som KN 2 mwe / land NN 1 conj"
    assert arcs(text, 2, 3) == ["4:cc", "4:cc"]


def test_a_name_that_begins_with_an_adjective_is_headed_by_its_noun():
    assert arcs("Norra JJ 0 root / Torget NN 1 name", 1, 2) == ["2:amod", "0:root"]


OLD = sentence("Vi PN 2 nsubj / ser VB 0 root / hus NN 2 dobj / i PP 5 case / byn NN 2 nmod")
NEW = Sentence(
    (
        Token("Vi", "vi", "PRON", "PN", "PronType=Prs", 2, "nsubj"),
        Token("ser", "se", "VERB", "VB", "Mood=Ind", 0, "root"),
        Token("hus", "hus", "NOUN", "NN", "_", 2, "obj"),
        Token("i", "i", "ADP", "PP", "_", 5, "case"),
        Token("byn", "by", "NOUN", "NN", "_", 2, "obl"),
    )
)


def test_names_and_features_are_learnt_from_pairs():
    conversion = Conversion.learn([(OLD, NEW)] * 3)
    text = "Ni PN 2 nsubj / fann VB 0 root / guld NN 2 dobj / i PP 5 case / ån NN 2 nmod"
    converted = conversion.convert(sentence(text))
    assert [token.deprel for token in converted.tokens] == ["nsubj", "root", "obj", "case", "obl"]
    assert converted.tokens[0].feats == "PronType=Prs"
    assert {token.lemma for token in converted.tokens} == {"_"}


def test_a_learnt_root_never_names_a_word_under_another():
    conversion = Conversion.learn(
        [(sentence("Paus NN 0 root"), Sentence((Token("Paus", "_", "NOUN", "NN", "_", 0, "root"),)))]
    )
    converted = conversion.convert(OLD)
    assert [token.deprel for token in converted.tokens] == ["dep", "root", "dep", "dep", "dep"]


def test_an_abbreviation_gets_back_its_printed_spaces():
    conversion = Conversion.learn([(OLD, NEW)])
    assert conversion.convert(sentence("t_ex AB 2 advmod / nu AB 0 root / _ MID 2 punct")).forms == ("t ex", "nu", "_")


def test_agreement_counts_words_and_asks_for_the_head_before_the_relation():
    assert agreement([NEW], [NEW]) == {"upos": 1, "feats": 1, "uas": 1, "las": 1}
    assert agreement([OLD], [NEW]) == pytest.approx({"upos": 1, "feats": 0.6, "uas": 1, "las": 0.6})
    assert agreement([], [])["las"] == 0


def test_cross_validation_converts_every_sentence_once():
    converted = cross_validated([(OLD, NEW)] * 4, folds=2)
    assert agreement(converted, [NEW] * 4)["las"] == 1


FORMS = ["och", ",", "är", "bli", "så", "för", "sedan", "som", "till", "på", "grund", "av", "sköta", "det", "(", "barn"]
TAGS = ["NN", "VB", "VB|INF", "PP", "AB", "KN", "SN", "JJ", "PC|PRF", "PN", "MID", "MAD", "IN", "RO", "DT", "HA", "PM"]
KINDS = "mwe mwe mwe aux aux cc conj case nsubj dobj nmod advmod aux cop cc conj punct mwe name case mark dep xcomp det amod appos dislocated acl:relcl"
RELATIONS = KINDS.split()


@st.composite
def trees(draw):
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(1, size + 1)))
    heads = {order[0]: 0} | {order[n]: order[draw(st.integers(0, n - 1))] for n in range(1, size)}
    tokens = []
    for place in range(1, size + 1):
        relation = draw(st.sampled_from(RELATIONS)) if heads[place] else "root"
        form, xpos = draw(st.sampled_from(FORMS)), draw(st.sampled_from(TAGS))
        tokens.append(Token(form, "_", "X", xpos, "_", heads[place], relation))
    return Sentence(tuple(tokens))


@settings(max_examples=1000)
@given(trees())
def test_a_tree_stays_a_tree(old):
    heads = rebuild(old).heads
    assert heads.count(-1) == 1
    for place in range(len(heads)):
        seen = set()
        while place >= 0:
            assert place not in seen
            seen.add(place)
            place = heads[place]


@given(trees())
def test_a_converted_tree_names_its_one_root(old):
    converted = Conversion.learn([(OLD, NEW)]).convert(old)
    assert converted.forms == old.forms
    assert [token.head == 0 for token in converted.tokens] == [token.deprel == "root" for token in converted.tokens]
