"""The command line with the work behind it replaced: words, streams and exit codes."""

import subprocess
import sys

import pytest

from nlp_arenden import __version__
from nlp_arenden.cli.app import run
from nlp_arenden.errors import (
    ArendenError,
    CorpusError,
    EncryptedFile,
    MissingExtra,
    ModelError,
    NotFound,
    StoreError,
    UsageError,
)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    monkeypatch.delenv("NLP_ARENDEN_FELSOK", raising=False)


def failing_with(monkeypatch, fault):
    def open_pack(*_):
        raise fault

    monkeypatch.setattr("nlp_arenden.modelpack.open_pack", open_pack)


@pytest.mark.parametrize(
    ("kind", "code"),
    [(UsageError, 2), (EncryptedFile, 2), (NotFound, 3), (ModelError, 4), (CorpusError, 5), (StoreError, 6),
     (MissingExtra, 7), (ArendenError, 70)],
)  # fmt: skip
def test_each_error_has_its_exit_code_and_its_words_on_stderr(monkeypatch, capsys, kind, code):
    failing_with(monkeypatch, kind("Så är det."))
    assert run(["modell", "visa"]) == code
    assert capsys.readouterr() == ("", "Fel: Så är det.\n")


def test_a_bug_is_told_without_a_word_of_the_document(monkeypatch, capsys):
    failing_with(monkeypatch, KeyError("hemlig mening ur handlingen"))
    assert run(["modell", "visa"]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert "KeyError" in err
    assert "hemlig" not in err
    assert "Traceback" not in err


def test_the_trace_of_a_bug_is_shown_only_when_asked_for(monkeypatch, capsys):
    monkeypatch.setenv("NLP_ARENDEN_FELSOK", "1")
    failing_with(monkeypatch, KeyError("x"))
    assert run(["modell", "visa"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_bug_is_told_even_when_the_environment_is_wrong_too(monkeypatch, capsys):
    monkeypatch.setenv("NLP_ARENDEN_FELSOK", "kanske")
    failing_with(monkeypatch, KeyError("x"))
    assert run(["modell", "lista", "--help"]) == 0
    capsys.readouterr()
    assert run(["modell", "visa"]) == 2
    assert "NLP_ARENDEN_FELSOK" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["sammanfatta"], "KÄLLA saknas."),
        (["sammanfatta", "x", "--formt", "json"], "Väljaren --formt finns inte. Menade du --format?"),
        (["sammanfatta", "x", "--format", "pdf"], "--format har ett värde som inte går att använda."),
        (["sammanfatta", "x", "--format"], "--format saknar ett värde"),
        (["sammanfatta", "x", "--meningar", "0"], "--meningar har ett värde som inte går att använda."),
        (["sammanfatta", "x", "--meningar", "många"], "--meningar har ett värde som inte går att använda."),
        (["tagga", "x"], "--ut saknas."),
        (["text", "x", "y"], "Det står för mycket på kommandoraden: y."),
        (["sammanfata"], "Kommandot sammanfata finns inte."),
        (["sammanfatta", "-", "x"], "kan inte blandas"),
        (["tagga", "register.csv", "--ut", "ut.jsonl"], "är ett register"),
        (["tagga", "x", "--ut", "postgresql://a/b"], "stöds inte ännu"),
        (["tagga", "x", "--ut", "ut.parquet"], "Ange .jsonl, .csv eller .db."),
    ],
)
def test_wrong_use_is_told_in_swedish_with_exit_code_2(capsys, args, said):
    assert run(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert not any(english in err for english in ("Error", "Usage", "Missing", "No such", "Invalid", "Try"))


def test_allowed_values_are_listed(capsys):
    run(["sammanfatta", "x", "--format", "pdf"])
    assert "Välj mellan text, json, html, md." in capsys.readouterr().err


def test_no_command_shows_the_help_on_stderr(capsys):
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Användning: arenden")


def test_the_version_is_a_result(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr() == (f"arenden {__version__}\n", "")


def test_a_missing_file_is_not_found(capsys, tmp_path):
    assert run(["text", str(tmp_path / "borta.txt")]) == 3
    assert "finns inte" in capsys.readouterr().err


def test_the_source_text_is_printed_to_the_character(capsysbinary, tmp_path):
    (tmp_path / "a.txt").write_bytes("Rad ett\r\n  åäö – slut utan radslut".encode())
    assert run(["text", str(tmp_path / "a.txt")]) == 0
    assert capsysbinary.readouterr().out == "Rad ett\r\n  åäö – slut utan radslut".encode()


def test_a_handling_that_is_not_there_is_told_with_those_that_are(capsys, tmp_path):
    (tmp_path / "a.txt").write_text("Text om ett ärende.", "utf8")
    assert run(["text", str(tmp_path / "a.txt"), "--handling", "h9"]) == 3
    assert "Den har h1." in capsys.readouterr().err


def test_an_empty_file_is_unreadable(capsys, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    assert run(["text", str(tmp_path / "a.txt")]) == 2
    assert "tom" in capsys.readouterr().err


def test_a_limit_on_the_command_line_holds(capsys, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"ord " * 300_000)
    assert run(["text", str(tmp_path / "a.txt"), "--max-mb", "1"]) == 2
    assert "1,2 MB" in capsys.readouterr().err


def test_a_reader_that_has_had_enough_is_no_fault(tmp_path):
    (tmp_path / "a.txt").write_text("En rad om ett ärende i nämnden.\n" * 20_000, "utf8")
    command = [sys.executable, "-m", "nlp_arenden", "text", str(tmp_path / "a.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
        process.stderr.close()
    assert told == b""
    assert process.returncode == 0


def test_the_output_is_utf8_whatever_the_console_is_set_to(tmp_path):
    (tmp_path / "a.txt").write_text("Ärendet – 5 €", "utf8")
    done = subprocess.run(
        [sys.executable, "-m", "nlp_arenden", "text", str(tmp_path / "a.txt")],
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == "Ärendet – 5 €"
