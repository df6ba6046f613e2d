"""`arenden sammanfatta` with a stand-in for the analysis: sources, formats, targets, exit codes."""

import io
import json
import sys
import types

import pytest

from nlp_arenden.cli.app import run
from nlp_arenden.domain.card import (
    ArendeInfo,
    CaseAnalysis,
    Evidence,
    HandlingInfo,
    Mening,
    ModelStamp,
)

STAMP = ModelStamp(namn="prov", version="1", sha256="a" * 64, regler_sha256="b" * 64)


class Analyzer:
    """The first line of each handling is the summary."""

    @classmethod
    def load(cls, pack):
        return cls()

    def analyse(self, arende, meningar=4):
        def first_line(handling):
            line = handling.source.splitlines()[0]
            place = Evidence(handling=handling.id, start=0, slut=len(line), citat=line)
            return Mening(text=line, belagg=(place,))

        return CaseAnalysis(
            handlingar=tuple(
                HandlingInfo(
                    id=h.id, filnamn=h.filnamn, sha256=h.sha256, mediatyp=h.mediatyp, tecken=len(h.source),
                    sprak="sv", ocr=h.ocr, dokumenttyp="ovrig",
                )
                for h in arende.handlingar
            ),
            modell=STAMP,
            arende=ArendeInfo(titel=f"Ärendet {arende.namn}"),
            kostnadsbild="Inga kostnader nämns.",
            sammanfattning=tuple(first_line(h) for h in arende.handlingar)[:meningar],
        )  # fmt: skip


@pytest.fixture(autouse=True)
def stand_in(monkeypatch):
    monkeypatch.setitem(sys.modules, "nlp_arenden.analysis", types.SimpleNamespace(Analyzer=Analyzer))
    monkeypatch.setattr("nlp_arenden.modelpack.open_pack", lambda *_: None)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "ärende"
    folder.mkdir()
    for number in (1, 2, 10):
        (folder / f"handling {number}.txt").write_text(f"Handling nummer {number} om bryggan\n", "utf8")
    return folder


def test_json_is_one_document_and_nothing_else(folder, capsys):
    assert run(["sammanfatta", str(folder), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    card = json.loads(out)
    assert card["schema"] == "arendekort/1"
    assert [h["filnamn"] for h in card["handlingar"]] == [
        "handling 1.txt",
        "handling 2.txt",
        "handling 10.txt",
    ]


def test_a_folder_is_one_arende_and_so_are_several_files(folder, capsys):
    run(["sammanfatta", str(folder), "--format", "json"])
    whole = json.loads(capsys.readouterr().out)
    files = [str(folder / handling["filnamn"]) for handling in whole["handlingar"]]
    run(["sammanfatta", *files, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["handlingar"] == whole["handlingar"]


def test_the_number_of_sentences_is_passed_on(folder, capsys):
    run(["sammanfatta", str(folder), "--format", "json", "--meningar", "2"])
    assert len(json.loads(capsys.readouterr().out)["sammanfattning"]) == 2


def test_stdin_is_a_source(monkeypatch, capsys):
    stream = io.TextIOWrapper(io.BytesIO(b"En bro ska byggas i hamnen.\n"), "utf8")
    monkeypatch.setattr("sys.stdin", stream)
    assert run(["sammanfatta", "-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["sammanfattning"][0]["text"] == "En bro ska byggas i hamnen."


@pytest.mark.parametrize(
    ("format", "begins"),
    [("text", "Ärendet ärende\n"), ("md", "# Ärendet ärende\n"), ("html", "<!doctype html>\n")],
)
def test_each_format_goes_to_stdout_or_to_a_file(folder, tmp_path, capsys, monkeypatch, format, begins):
    monkeypatch.delenv("COLUMNS", raising=False)
    target = tmp_path / "kort"
    assert run(["sammanfatta", str(folder), "--format", format]) == 0
    printed = capsys.readouterr().out
    assert run(["sammanfatta", str(folder), "--format", format, "--ut", str(target)]) == 0
    assert capsys.readouterr() == ("", "")
    assert printed.startswith(begins)
    assert target.read_bytes().decode() == printed


def test_a_file_that_cannot_be_read_is_told_and_the_card_is_made_of_the_rest(folder, capsys):
    (folder / "trasig.pdf").write_bytes(b"%PDF-1.4 inget mer")
    assert run(["sammanfatta", str(folder), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)["handlingar"]) == 3
    assert "trasig.pdf" in err


def test_when_nothing_can_be_read_there_is_no_card(tmp_path, capsys):
    (tmp_path / "a.txt").write_bytes(b"")
    assert run(["sammanfatta", str(tmp_path / "a.txt"), "--format", "json"]) == 2
    assert capsys.readouterr().out == ""


def test_a_missing_source_is_not_found(tmp_path, capsys):
    assert run(["sammanfatta", str(tmp_path / "borta.pdf")]) == 3


def test_a_target_in_a_missing_folder_is_a_store_fault(folder, tmp_path, capsys):
    assert run(["sammanfatta", str(folder), "--ut", str(tmp_path / "borta" / "kort.html")]) == 6
    assert "finns inte" in capsys.readouterr().err


def test_piped_text_has_no_colour(folder, capsys):
    run(["sammanfatta", str(folder)])
    assert "\x1b" not in capsys.readouterr().out
