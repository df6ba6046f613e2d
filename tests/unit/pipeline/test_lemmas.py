"""Lemmas: the rules' own examples, and what decides when rules, word list and compounds disagree."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from nlp_arenden.errors import ModelError
from nlp_arenden.pipeline.lemma_grammar import read_features, read_grammar
from nlp_arenden.pipeline.lemmas import NAME, LemmaComponent, Lemmatizer, read_table, write_table
from nlp_arenden.pipeline.word_list import WordList, write_words
from nlp_arenden.training.language.lemmas import RULES, swedish_words

TEXT = RULES.read_text(encoding="utf8")
GRAMMAR = read_grammar(TEXT)


@pytest.fixture(scope="module")
def lemma():
    pytest.importorskip("simplemma")
    return Lemmatizer(GRAMMAR, {}, WordList(swedish_words()).lemma).lemma


@pytest.mark.parametrize("rule", GRAMMAR.rules, ids=lambda rule: rule.id)
def test_a_rule_makes_what_its_examples_say_and_not_what_they_forbid(rule):
    for form, lemma in rule.match:
        assert lemma in list(rule.results(form)), f"{rule.id}: {form} should give {lemma}"
    for form, lemma in rule.unlike:
        assert lemma not in list(rule.results(form)), f"{rule.id}: {form} should not give {lemma}"


@pytest.mark.parametrize("rule", GRAMMAR.rules, ids=lambda rule: rule.id)
def test_a_rule_has_examples_of_both_kinds(rule):
    assert rule.match and rule.unlike


def test_rule_ids_are_unique():
    ids = [rule.id for rule in GRAMMAR.rules]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("form", "upos", "feats", "expected"),
    [
        ("Avseende", "NOUN", "Case=Nom|Definite=Ind|Gender=Neut|Number=Sing", "avseende"),
        ("nämndernas", "NOUN", "Case=Gen|Definite=Def|Gender=Com|Number=Plur", "nämnd"),
        ("ledamöterna", "NOUN", "Case=Nom|Definite=Def|Gender=Com|Number=Plur", "ledamot"),
        ("bygglovet", "NOUN", "Case=Nom|Definite=Def|Gender=Neut|Number=Sing", "bygglov"),
        ("barn", "NOUN", "Case=Nom|Definite=Ind|Gender=Neut|Number=Plur", "barn"),
        ("fördelar", "NOUN", "Case=Nom|Definite=Ind|Gender=Com|Number=Plur", "fördel"),
        ("fördelar", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act", "fördela"),
        ("bifölls", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Pass", "bifalla"),
        ("tillstyrks", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass", "tillstyrka"),
        ("satts", "VERB", "VerbForm=Sup|Voice=Pass", "sätta"),
        ("satt", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act", "sitta"),
        ("lyckades", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", "lyckas"),
        ("medgiva", "VERB", "VerbForm=Inf|Voice=Act", "medge"),
        ("skall", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act", "skola"),
        ("upprustade", "ADJ", "Case=Nom|Definite=Def|Degree=Pos|Tense=Past|VerbForm=Part", "upprustad"),
        ("antaget", "ADJ", "Definite=Ind|Degree=Pos|Gender=Neut|Number=Sing|Tense=Past|VerbForm=Part", "antagen"),
        ("bristande", "ADJ", "Case=Nom|Degree=Pos|Tense=Pres|VerbForm=Part", "bristande"),
        ("tillgängligare", "ADJ", "Case=Nom|Degree=Cmp", "tillgänglig"),
        ("bättre", "ADJ", "Case=Nom|Degree=Cmp", "bra"),
        ("snabbt", "ADV", "Degree=Pos", "snabb"),
        ("särskilt", "ADV", "_", "särskilt"),
        ("t.ex.", "ADV", "Abbr=Yes", "till_exempel"),
        ("Majorstads", "PROPN", "Case=Gen", "Majorstad"),
        ("EU-stödet", "NOUN", "Case=Nom|Definite=Def|Gender=Neut|Number=Sing", "EU-stöd"),
        ("NÄMNDEN", "NOUN", "Case=Nom|Definite=Def|Gender=Com|Number=Sing", "nämnd"),
        ("§", "SYM", "_", "§"),
    ],
)
def test_part_of_speech_and_features_decide_the_lemma(lemma, form, upos, feats, expected):
    assert lemma(form, upos, feats) == expected


def test_an_unknown_compound_is_inflected_as_its_last_member(lemma):
    plural = "Case=Nom|Definite=Def|Gender=Com|Number=Plur"
    assert lemma("snöröjningsförmännen", "NOUN", plural) == "snöröjningsförman"
    assert lemma("lekplatsbänkarna", "NOUN", plural) == "lekplatsbänk"


def test_a_word_that_nothing_knows_follows_the_first_rule_that_fits():
    nothing = Lemmatizer(GRAMMAR, {}, {}.get)
    assert nothing.lemma("blorparna", "NOUN", "Case=Nom|Definite=Def|Gender=Com|Number=Plur") == "blorp"
    assert nothing.lemma("blorp", "X", "_") == "blorp"


def test_the_word_list_chooses_among_the_lemmas_that_the_rules_allow():
    forms = {"blorpar": "blorpe", "blorpen": "blorpe"}
    plural = "Case=Nom|Definite=Ind|Gender=Com|Number=Plur"
    assert Lemmatizer(GRAMMAR, {}, forms.get).lemma("blorpar", "NOUN", plural) == "blorpe"
    assert Lemmatizer(GRAMMAR, {}, {"blorpar": "blorpa"}.get).lemma("blorpar", "NOUN", plural) == "blorp"


def test_the_table_overrules_the_rules():
    table = {("blorpar", "NOUN", "Number=Plur"): "blorpus"}
    assert Lemmatizer(GRAMMAR, table, {}.get).lemma("Blorpar", "NOUN", "Number=Plur") == "blorpus"


def test_features_are_read_as_ud_writes_them():
    assert read_features("Case=Nom|Number=Sing") == {"Case": "Nom", "Number": "Sing"}
    assert read_features("_") == read_features("") == {}


def test_faulty_rules_are_reported():
    with pytest.raises(ModelError):
        read_grammar('[[rule]]\nid = "x"\nupos = "NOUN"\nendings = ["en"]\nmatch = []\nnot = []')
    with pytest.raises(ModelError):
        read_grammar("[[rule")


def test_a_table_is_read_as_it_was_written_and_a_damaged_one_reported():
    table = {("blorpar", "NOUN", "_"): "blorp", ("av", "ADP", "_"): "av"}
    assert read_table(write_table(table)) == table
    with pytest.raises(ModelError):
        read_table("blorpar\tNOUN\n")


def tagged(nlp):
    return Doc(nlp.vocab, words=["Nämnden", "beviljar"], pos=["NOUN", "VERB"],
               morphs=["Definite=Def|Gender=Com|Number=Sing", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act"])  # fmt: skip


def test_a_pipeline_keeps_its_rules_table_and_words_on_disk_and_in_bytes(tmp_path: Path):
    nlp = spacy.blank("sv")
    words = write_words({"nämnd": "nämnd", "nämnden": "nämnd", "nämnder": "nämnd", "nämndens": "nämnd"})
    nlp.add_pipe(NAME).use(TEXT, "beviljar\tVERB\tMood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act\tmedge\n", words)
    nlp.to_disk(tmp_path / "modell")
    for again in (spacy.load(tmp_path / "modell"), spacy.blank("sv", config=nlp.config).from_bytes(nlp.to_bytes())):
        component = again.get_pipe(NAME) if again.has_pipe(NAME) else pytest.fail("the component is gone")
        assert [token.lemma_ for token in component(tagged(again))] == ["nämnd", "medge"]


def test_a_component_without_rules_says_so(tmp_path: Path):
    with pytest.raises(ModelError):
        LemmaComponent()(tagged(spacy.blank("sv")))
    with pytest.raises(ModelError):
        LemmaComponent().from_disk(tmp_path / "saknas")


@given(st.dictionaries(st.text("abåö-", min_size=1, max_size=5), st.text("abåö-", max_size=7), max_size=300))
def test_a_word_list_gives_each_form_its_lemma_and_no_other_form_any(lemmas):
    words = WordList(write_words(lemmas))
    assert {form: words.lemma(form) for form in lemmas} == lemmas
    others = {form + "a" for form in lemmas} | {form[:-1] for form in lemmas} | {"", "ö"}
    assert all(words.lemma(form) is None for form in others - lemmas.keys())


def test_a_form_unlike_its_lemma_is_left_out():
    assert WordList(write_words({"abcdefghijklm": "x", "a": "b"})).lemma("abcdefghijklm") is None
