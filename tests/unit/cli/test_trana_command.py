"""`arenden trana` with a stand-in for the training: what is passed on, told and handed over."""

from pathlib import Path

import pytest

from nlp_arenden.cli.app import run
from nlp_arenden.domain.handling import Unread
from nlp_arenden.workflows import train_own
from nlp_arenden.workflows.train_own import Taught, Trained


@pytest.fixture
def passed_on(monkeypatch):
    """What the command passes on; ``answer`` is what it gets back."""
    seen = {"answer": Trained(Path("egna-1.0.0"), (Taught("Bron", 12, 20, 0.812, (0.6, 0.95), 0.7),), (), ())}

    def stand_in(source, target, pack, encoder, **options):
        seen.update(source=source, target=target, pack=pack, encoder=encoder, **options)
        options["on_step"]("Läser …")
        return seen["answer"]

    monkeypatch.setattr(train_own, "train_own", stand_in)
    monkeypatch.setattr("nlp_arenden.modelpack.open_pack", lambda name: name)
    return seen


def test_the_table_is_the_result_and_the_rest_is_told(passed_on, capsys):
    assert run(["trana", "exempel", "--ut", "egna"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "tema  exempel  medelprecision (95 %)  F1",
        "Bron  12       0,81 (0,60–0,95)       0,70",
    ]
    assert err.splitlines()[0] == "Läser …"
    assert err.splitlines()[-1] == "  arenden sammanfatta HANDLING --modell 'egna-1.0.0'"


def test_the_options_are_passed_on(passed_on):
    run(["trana", "exempel", "--ut", "egna", "--modell", "noggrann", "--kodare", "bert", "--om", "--max-sidor", "7"])
    assert (passed_on["source"], passed_on["target"]) == (Path("exempel"), Path("egna"))
    assert (passed_on["pack"], passed_on["encoder"], passed_on["again"]) == ("noggrann", "bert", True)
    assert passed_on["limits"].max_pages == 7


def test_unread_files_and_warnings_are_told_and_give_exit_code_1(passed_on, capsys):
    unread = Unread("a.pdf", "skadad_fil", "a.pdf: är skadad.")
    passed_on["answer"] = Trained(Path("e-1.0.0"), passed_on["answer"].themes, ("Bara 5 exempel.",), (unread,))
    assert run(["trana", "exempel", "--ut", "egna"]) == 1
    err = capsys.readouterr().err
    assert "Kunde inte läsas: a.pdf: är skadad." in err
    assert "Obs: Bara 5 exempel." in err


def test_a_target_is_needed(capsys):
    assert run(["trana", "exempel"]) == 2
    assert "--ut saknas" in capsys.readouterr().err
