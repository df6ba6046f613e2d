"""The table of lemmas: only what a treebank has, more than once, otherwise than the grammar."""

import pytest

from nlp_arenden.errors import CorpusError
from nlp_arenden.pipeline.lemma_grammar import read_grammar
from nlp_arenden.training.language.lemmas import RULES, lemma_component, lemma_table
from nlp_arenden.training.language.treebank import Sentence, Token, write_treebank

GRAMMAR = read_grammar(RULES.read_text(encoding="utf8"))
NOTHING = {}.get
SINGULAR, PLURAL = "Definite=Ind|Number=Sing", "Definite=Ind|Number=Plur"


def sentence(*words):
    return Sentence(tuple(Token(form, lemma, upos, "_", feats, 0, "root") for form, lemma, upos, feats in words))


def test_the_table_holds_only_what_the_grammar_gives_otherwise():
    seen = sentence(("Blorpar", "blorpus", "NOUN", PLURAL), ("blorp", "blorp", "NOUN", SINGULAR))
    assert lemma_table([seen, seen], GRAMMAR, NOTHING) == {("blorpar", "NOUN", PLURAL): "blorpus"}


def test_what_was_seen_once_is_taken_for_a_slip():
    assert lemma_table([sentence(("blorpar", "blorpus", "NOUN", PLURAL))], GRAMMAR, NOTHING) == {}


def test_the_commonest_lemma_counts():
    slip, right = (sentence(("blorpar", lemma, "NOUN", PLURAL)) for lemma in ("blarp", "blorpus"))
    assert lemma_table([slip, slip, right, right, right], GRAMMAR, NOTHING)["blorpar", "NOUN", PLURAL] == "blorpus"


def test_names_closed_classes_and_adverbs_in_t_are_left_to_the_grammar():
    words = (
        ("Majors", "Majors", "PROPN", "Case=Gen"),
        ("sig", "jag", "PRON", "PronType=Prs"),
        ("det", "det", "PRON", "PronType=Prs"),
        ("fint", "fint", "ADV", "Degree=Pos"),
    )
    table = lemma_table([sentence(*words)] * 3, GRAMMAR, {"fint": "fin", "fina": "fin"}.get)
    assert table.keys() <= {("sig", "PRON", "PronType=Prs")}


def test_the_component_is_made_from_files(tmp_path):
    pytest.importorskip("simplemma")
    write_treebank(tmp_path / "bank.conllu", [sentence(("blorpar", "blorpus", "NOUN", PLURAL))] * 2)
    lemma_component(tmp_path / "bank.conllu").to_disk(tmp_path / "lemma")
    assert (tmp_path / "lemma" / "regler.toml").read_text(encoding="utf8") == RULES.read_text(encoding="utf8")
    assert (tmp_path / "lemma" / "tabell.tsv").read_text(encoding="utf8") == f"blorpar\tNOUN\t{PLURAL}\tblorpus\n"


def test_missing_rules_are_reported(tmp_path):
    with pytest.raises(CorpusError):
        lemma_component(tmp_path / "bank.conllu", tmp_path / "regler.toml")
