"""`arenden utvardera`: the figures of a corpus as a table or JSON, its faults, and what is wrong with a corpus."""

import json
from pathlib import Path

from nlp_arenden.cli.app import run

CORPUS = str(Path(__file__).parents[3] / "corpora" / "prov")


def test_the_table_has_the_figures_with_their_intervals(capsys):
    assert run(["utvardera", CORPUS, "--grupp", "alla"]) == 0
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head == "| | alla (8 handlingar) |"
    assert any(row.startswith("| kostnader: precision | 0,") for row in rows)


def test_json_is_one_document_and_faults_can_be_listed(capsys, tmp_path):
    assert run(["utvardera", CORPUS, "--format", "json", "--ut", str(tmp_path / "mått.json")]) == 0
    figures = json.loads((tmp_path / "mått.json").read_text("utf8"))
    assert figures["alla"]["dokument"] == 8
    assert capsys.readouterr().out == ""


def test_a_folder_that_is_no_corpus_and_texts_that_are_missing_are_told(capsys, tmp_path):
    assert run(["utvardera", str(tmp_path)]) == 3
    assert "ingen korpus" in capsys.readouterr().err
    assert run(["utvardera", str(Path(CORPUS).parent / "goteborg-fynd")]) == 5
    assert "--data" in capsys.readouterr().err
