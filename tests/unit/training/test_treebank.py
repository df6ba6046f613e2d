import lzma

import pytest

from nlp_arenden.errors import CorpusError
from nlp_arenden.training.language.treebank import (
    Sentence,
    Token,
    align,
    read_texts,
    read_treebank,
    spaced,
    write_treebank,
)

CONLLU = """\
# sent_id = a-1
# text = Nämnden (ny) svarade.
1\tNämnden\tnämnd\tNOUN\tNN\tDefinite=Def\t5\tnsubj\t_\t_
2\t(\t(\tPUNCT\tPAD\t_\t3\tpunct\t_\tSpaceAfter=No
3\tny\tny\tADJ\tJJ\t_\t1\tappos\t_\tSpaceAfter=No
4\t)\t)\tPUNCT\tPAD\t_\t3\tpunct\t_\t_
5\tsvarade\tsvara\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\tMAD\t_\t5\tpunct\t_\t_

"""


def words(text, name=""):
    tokens = (Token(form, "_", "X", "X", "_", place, "dep") for place, form in enumerate(text.split()))
    return Sentence(tuple(tokens), name)


def test_a_sentence_keeps_its_words_heads_and_spaces(tmp_path):
    (tmp_path / "a.conllu").write_text(CONLLU, "utf8")
    (sentence,) = read_treebank(tmp_path / "a.conllu")
    assert sentence.name == "a-1"
    assert sentence.tokens[0] == Token("Nämnden", "nämnd", "NOUN", "NN", "Definite=Def", 5, "nsubj")
    assert [token.form for token in sentence.tokens if not token.space] == ["(", "ny", "svarade"]


@pytest.mark.parametrize("name", ["b.conllu", "b.conllu.xz"])
def test_what_is_written_is_read_back(tmp_path, name):
    (tmp_path / "a.conllu").write_text(CONLLU, "utf8")
    sentences = read_treebank(tmp_path / "a.conllu")
    write_treebank(tmp_path / name, sentences)
    assert read_treebank(tmp_path / name) == sentences
    data = (tmp_path / name).read_bytes()
    assert (lzma.decompress(data) if name.endswith("xz") else data).decode() == CONLLU


def test_contracted_and_empty_words_are_left_out(tmp_path):
    rows = ["1-2\tpåt", "1\tpå", "1.1\t_", "2\tdet"]
    rest = "\t_\tX\tX\t_\t0\troot\t_\t_\n"
    (tmp_path / "a.conllu").write_text("".join(row + rest for row in rows), "utf8")
    assert read_treebank(tmp_path / "a.conllu")[0].forms == ("på", "det")


@pytest.mark.parametrize("content", ["1\ttvå\n", "1\tord\t_\tX\tX\t_\tinte ett tal\troot\t_\t_\n"])
def test_a_file_that_is_no_treebank_is_refused(tmp_path, content):
    (tmp_path / "a.conllu").write_text(content, "utf8")
    with pytest.raises(CorpusError, match="trädbank"):
        read_treebank(tmp_path / "a.conllu")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CorpusError):
        read_treebank(tmp_path / "saknas.conllu.xz")
    with pytest.raises(CorpusError):
        read_texts(tmp_path / "saknas.iob2")


def test_sentences_pair_by_their_words_and_repeated_ones_in_order():
    old = [words("Vi ses", "1"), words("Punkt fem", "2"), words("Vi ses", "3"), words("Vi ses", "4")]
    new = [words("Vi ses", "a"), words("Vi ses", "b"), words("Punkt 5", "c")]
    assert [(one.name, other.name) for one, other in align(old, new)] == [("1", "a"), ("3", "b")]


def test_spaces_follow_the_text_even_when_it_was_parted_otherwise(tmp_path):
    (tmp_path / "a.iob2").write_text("# text = Se sid. 4-5!\n1\tSe\tO\n2\tsid\tO\n3\t.\tO\n4\t4-5!\tO\n\n", "utf8")
    sentence = spaced(words("Se sid. 4 - 5 !"), read_texts(tmp_path / "a.iob2"))
    assert sentence.text == "Se sid. 4-5!"
    assert [token.space for token in sentence.tokens] == [True, True, False, False, False, True]


def test_a_word_with_a_space_inside_finds_its_text():
    one = Sentence((Token("t ex", "_", "X", "X", "_", 2, "dep"), Token("nu", "_", "X", "X", "_", 0, "root")))
    assert spaced(one, {"texnu": "t ex nu"}).text == "t ex nu"
    assert [token.space for token in spaced(one, {"texnu": "t exnu"}).tokens] == [False, True]


def test_an_unknown_text_gets_the_usual_spaces():
    assert spaced(words("Nämnden ( ny ) svarade : nej ."), {}).text == "Nämnden (ny) svarade: nej."
