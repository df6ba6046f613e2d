"""`arenden tagga` with a stand-in for the run: what it is asked to do, what is told, exit codes."""

import sys
import types

import pytest

from nlp_arenden.cli import progress
from nlp_arenden.cli.app import run
from nlp_arenden.workflows import tag_register
from nlp_arenden.workflows.tag_register import Failure, Progress, Report

FAILED = Failure("arenden/b.pdf", "skadad_fil", "b.pdf: filen är trasig; spara om den.")


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """What the command asks of the run; set ``report`` to say how it goes."""
    asked = types.SimpleNamespace(report=Report(2, 0, ()))
    stamp = types.SimpleNamespace(sha256="a" * 64)
    monkeypatch.setattr("nlp_arenden.modelpack.open_pack", lambda *_: types.SimpleNamespace(path=tmp_path, stamp=stamp))

    def stand_in(sources, target, load, modell_sha256, **options):
        asked.sources, asked.target, asked.load = [str(source) for source in sources], str(target), load
        asked.__dict__.update(options)
        options["on_progress"](Progress(total=3, done=1, failed=0, skipped=0))
        options["on_progress"](Progress(total=3, done=2, failed=1, skipped=0))
        return asked.report

    monkeypatch.setattr(tag_register, "tag_register", stand_in)
    return asked


def test_all_went_well(asked, capsys):
    assert run(["tagga", "arenden", "mer/*.pdf", "--ut", "kort.jsonl"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "2 kort i kort.jsonl." in err
    assert (asked.sources, asked.target) == (["arenden", "mer/*.pdf"], "kort.jsonl")


def test_options_reach_the_run(asked):
    run(
        [
            "tagga",
            "a",
            "--ut",
            "k.db",
            "--arbetare",
            "7",
            "--om",
            "--max-sekunder",
            "9",
            "--max-mb",
            "3",
            "--ingen-ocr",
        ]
    )
    assert (asked.workers, asked.restart, asked.seconds) == (7, True, 9)
    assert (asked.load.limits.max_bytes, asked.load.limits.seconds, asked.load.ocr) == (3_000_000, 9, False)


def test_some_failed_and_are_listed_with_the_reason(asked, capsys):
    asked.report = Report(2, 1, (FAILED,))
    assert run(["tagga", "a", "--ut", "kort.csv"]) == 1
    err = capsys.readouterr().err
    assert "3 kort i kort.csv (1 var klara sedan tidigare)." in err
    assert "  arenden/b.pdf: filen är trasig; spara om den.\n" in err
    assert "kort.csv.fel.csv" in err


def test_a_long_list_is_cut_and_says_where_the_rest_is(asked, capsys):
    asked.report = Report(1, 0, (FAILED,) * 30)
    run(["tagga", "a", "--ut", "kort.csv"])
    err = capsys.readouterr().err
    assert err.count("filen är trasig") == 20
    assert "De övriga 10 står bara där." in err


def test_none_could_be_read(asked, capsys):
    asked.report = Report(0, 0, (FAILED,))
    assert run(["tagga", "a", "--ut", "kort.csv"]) == 2
    assert "kort i" not in capsys.readouterr().err


def test_a_run_broken_off_by_the_user_has_the_code_of_an_interrupt(asked, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(tag_register, "tag_register", stopped)
    assert run(["tagga", "a", "--ut", "kort.csv"]) == 130


def test_without_a_terminal_progress_is_a_line_now_and_then_and_one_at_the_end(capsys, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with progress.shown_progress() as show:
        for done in range(1, 101):
            now[0] += 0.5
            show(Progress(total=100, done=done, failed=0, skipped=0))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    assert lines[0] == "20 av 100 ärenden, 0 med fel, 2,0 per sekund, ungefär 40 sekunder kvar"
    assert lines[-1].startswith("100 av 100 ärenden")


def test_on_a_terminal_progress_is_a_bar_that_is_taken_away(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress.shown_progress() as show:
        show(Progress(total=2, done=1, failed=0, skipped=0))
        show(Progress(total=2, done=1, failed=1, skipped=0))
    assert capsys.readouterr().out == ""
