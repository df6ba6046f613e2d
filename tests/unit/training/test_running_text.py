"""Running text: every paragraph once, and the same documents every time."""

import json
import lzma

import pytest

from nlp_arenden.errors import CorpusError
from nlp_arenden.training.running_text import documents, paragraphs

MALL = "Underlaget har tagits fram av förvaltningen i samråd med bolaget."
ENA = "Lekplatsen vid ån får nya gungor och en ramp till sommaren."
ANDRA = "Badhuset håller stängt medan taket läggs om och målas."


def write(folder, name, texts):
    with lzma.open(folder / name, "wt", encoding="utf8") as file:
        file.writelines(json.dumps({"text": text}) + "\n" for text in texts)
    return {"file": name}


def test_a_document_is_given_as_it_was_written(tmp_path):
    source = write(tmp_path, "a.jsonl.xz", [f"{ENA}\n\n{MALL}", ANDRA])
    assert list(documents(source, tmp_path)) == [f"{ENA}\n\n{MALL}", ANDRA]


def test_a_repeated_paragraph_is_given_once_whatever_file_it_stands_in(tmp_path):
    first = write(tmp_path, "a.jsonl.xz", [f"{ENA}\n\n{MALL}", f"{MALL}\n\n{ENA}"])
    second = write(tmp_path, "b.jsonl.xz", [f"{MALL}\n\n{ANDRA}"])
    assert list(paragraphs([first, second], tmp_path)) == [ENA, MALL, ANDRA]


def test_a_short_paragraph_is_left_out(tmp_path):
    source = write(tmp_path, "a.jsonl.xz", [f"Beslut\n\n{ENA}"])
    assert list(paragraphs([source], tmp_path)) == [ENA]
    assert list(paragraphs([source], tmp_path, shortest=5)) == ["Beslut", ENA]


def test_a_share_is_the_same_documents_every_time(tmp_path):
    source = write(tmp_path, "a.jsonl.xz", [f"Dokument {n}" for n in range(400)]) | {"share": 0.25}
    chosen = list(documents(source, tmp_path))
    assert chosen == list(documents(source, tmp_path))
    assert 60 < len(chosen) < 140 and len(set(chosen)) == len(chosen)


def test_a_greater_share_holds_the_documents_of_a_smaller(tmp_path):
    source = write(tmp_path, "a.jsonl.xz", [f"Dokument {n}" for n in range(200)])
    some, more = (list(documents(source | {"share": share}, tmp_path)) for share in (0.2, 0.6))
    assert set(some) < set(more)


def test_a_file_that_was_cut_off_is_told_by_name(tmp_path):
    source = write(tmp_path, "a.jsonl.xz", [f"{n} {ENA}" for n in range(50)])
    whole = (tmp_path / "a.jsonl.xz").read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:20] + b"\xff" * 30 + whole[50:], b"ingen xz"):
        (tmp_path / "a.jsonl.xz").write_bytes(damaged)
        with pytest.raises(CorpusError, match=r"a\.jsonl\.xz går inte att läsa"):
            list(documents(source, tmp_path))


@pytest.mark.parametrize("line", ["{", '{"titel": "x"}', '["text"]', "3"])
def test_a_line_that_is_no_document_is_told_by_file(tmp_path, line):
    with lzma.open(tmp_path / "a.jsonl.xz", "wt", encoding="utf8") as file:
        file.write(line + "\n")
    with pytest.raises(CorpusError, match=r"a\.jsonl\.xz går inte att läsa"):
        list(paragraphs([{"file": "a.jsonl.xz"}], tmp_path))


def test_a_missing_file_is_told_by_name(tmp_path):
    with pytest.raises(CorpusError, match=r"borta\.jsonl\.xz"):
        list(documents({"file": "borta.jsonl.xz"}, tmp_path))
