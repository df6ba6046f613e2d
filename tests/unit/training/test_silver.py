"""Running text is drawn as sentences, and marked by teachers into documents that spaCy learns from."""

import json
import lzma

import pytest
import spacy
from spacy.tokens import DocBin

from nlp_arenden.training.language.names import Tagged
from nlp_arenden.training.language.silver import name_silver, read_plan, running_sentences, tag_silver
from nlp_arenden.training.language.treebank import Sentence, Token, write_treebank
from tests.tiny_encoder import write_encoder

PARAGRAPH = "rut bor i vik nu och ej i ås. Där bor ej rut i vik nu. Kort nu."
TEACHING = "layers = 1\nepochs = 30\nrate = 1e-2\nbatch = 4\nlead = 1.0\nseed = 1\n"
RECIPE = f"""
[names]
{TEACHING}
[tags]
{TEACHING}
[silver]
sentences = 10
shortest = 5
longest = 20
names_least_sure = 0.0
tags_least_sure = 0.0
[[text]]
file = "text.jsonl.xz"
"""
WORDS = {
    "rut": ("PROPN", "PM", "_"),
    "bor": ("VERB", "VB", "Mood=Ind"),
    "i": ("ADP", "PP", "_"),
    "vik": ("NOUN", "NN", "Number=Sing"),
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    return write_encoder(tmp_path_factory.mktemp("kodare"), words=("rut", "bor", "i", "vik", "nu", "ej"))


@pytest.fixture
def plan(tmp_path):
    with lzma.open(tmp_path / "text.jsonl.xz", "wt", encoding="utf8") as file:
        file.write(json.dumps({"text": PARAGRAPH}) + "\n")
    (tmp_path / "recept.toml").write_text(RECIPE, "utf8")
    return read_plan(tmp_path / "recept.toml")


def test_sentences_of_fitting_length_are_drawn_and_none_with_a_word_to_avoid(plan, tmp_path):
    nlp = spacy.blank("sv")
    drawn = running_sentences(plan, tmp_path, nlp)
    assert {words[0] for words in drawn} == {"rut", "Där"}
    assert [words[0] for words in running_sentences(plan, tmp_path, nlp, without={"där"})] == ["rut"]


def test_a_teacher_marks_the_names_of_running_text(plan, tmp_path, origin):
    gold = [Tagged(("rut", "bor", "i", "vik"), ("B-PER", "O", "O", "B-LOC")), Tagged(("nu", "ej"), ("O", "O"))] * 4
    name_silver(plan, origin, gold, tmp_path, tmp_path / "ut.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "ut.spacy").get_docs(spacy.blank("sv").vocab)
    assert {(name.text, name.label_) for name in doc.ents} >= {("rut", "PER"), ("vik", "LOC")}


def test_a_teacher_marks_parts_of_speech_and_features_but_no_heads(plan, tmp_path, origin):
    tokens = tuple(Token(form, form, *tags, 0, "root") for form, tags in WORDS.items())
    write_treebank(tmp_path / "bank.conllu", [Sentence(tokens)] * 8)
    tag_silver(plan, origin, [tmp_path / "bank.conllu"], tmp_path, tmp_path / "ut.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "ut.spacy").get_docs(spacy.blank("sv").vocab)
    assert {(t.text, t.pos_, t.tag_, str(t.morph)) for t in doc} >= {
        ("bor", "VERB", "VB", "Mood=Ind"),
        ("i", "ADP", "PP", ""),
    }
    assert not doc.has_annotation("DEP")
    assert not doc.has_annotation("SENT_START")
