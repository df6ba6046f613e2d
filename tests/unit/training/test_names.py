"""Two ways of writing marked names are read as one."""

import lzma

import pytest

from nlp_arenden.errors import CorpusError
from nlp_arenden.training.language.names import Tagged, read_names

READ = [
    Tagged(("Rut", "Ek", "bor", "i", "Norra", "Vik", "."), ("B-PER", "I-PER", "O", "O", "B-LOC", "I-LOC", "O")),
    Tagged(("Vik", "växer"), ("B-LOC", "O")),
]
IOB2 = """\
# sent_id = 1
# text = Rut Ek bor i Norra Vik.
1\tRut\tB-PER\t-\tx
2\tEk\tI-PER\t-\tx
3\tbor\tO\t-\tx
4\ti\tO\t-\tx
5\tNorra\tB-LOC\t-\tx
6\tVik\tI-LOC\t-\tx
7\t.\tO\t-\tx

# sent_id = 2
1\tVik\tB-LOC\t-\tx
2\tväxer\tO\t-\tx

"""
IO = """\
Rut\tPER
Ek\tPER
bor\tO
i\tO
Norra\tLOC
Vik\tLOC
.\tO

Vik\tLOC
växer\tO
"""


def read(folder, text):
    with lzma.open(folder / "namn.xz", "wt", encoding="utf8") as file:
        file.write(text)
    return read_names(folder / "namn.xz")


@pytest.mark.parametrize("text", [IOB2, IO], ids=["IOB2", "IO"])
def test_numbered_iob2_and_plain_io_are_read_alike(tmp_path, text):
    assert read(tmp_path, text) == READ


def test_cells_may_stand_apart_by_blanks(tmp_path):
    assert read(tmp_path, IO.replace("\t", "  ")) == READ


def test_soft_hyphens_are_left_out_of_words(tmp_path):
    assert read(tmp_path, "Nor\xadra\tLOC\nVik\tLOC\n") == [Tagged(("Norra", "Vik"), ("B-LOC", "I-LOC"))]


def test_a_row_with_nothing_but_a_soft_hyphen_is_no_word(tmp_path):
    assert read(tmp_path, "Vik\tLOC\n\xad\tO\nväxer\tO\n") == READ[1:]


def test_two_names_side_by_side_are_two_where_the_tags_say_so(tmp_path):
    (sentence,) = read(tmp_path, "1\tRut\tB-PER\n2\tEk\tB-PER\n3\tVik\tI-LOC\n")
    assert sentence.tags == ("B-PER", "B-PER", "B-LOC")


def test_a_kind_that_is_not_sought_is_no_name(tmp_path):
    (sentence,) = read(tmp_path, "Rut\tPER\nmaj\tTME\nEk\tPER\n")
    assert sentence.tags == ("B-PER", "O", "B-PER")


def test_a_numeral_is_a_word_in_plain_columns(tmp_path):
    assert read(tmp_path, "7\tO\nVik\tLOC\n") == [Tagged(("7", "Vik"), ("O", "B-LOC"))]


def test_many_empty_lines_make_no_sentence(tmp_path):
    assert read(tmp_path, "\n\nVik\tLOC\nväxer\tO\n\n\n\n") == READ[1:]


def test_a_file_that_is_cut_off_or_missing_is_told_by_name(tmp_path):
    read(tmp_path, IO * 50)
    whole = (tmp_path / "namn.xz").read_bytes()
    (tmp_path / "namn.xz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CorpusError, match=r"namn\.xz går inte att läsa"):
        read_names(tmp_path / "namn.xz")
    with pytest.raises(CorpusError, match=r"borta\.xz"):
        read_names(tmp_path / "borta.xz")
