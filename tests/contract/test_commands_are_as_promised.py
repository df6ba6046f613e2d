"""Commands, options and exit codes that scripts rely on: names may be added, never changed."""

import re
import subprocess
import sys

import pytest

from nlp_arenden import errors
from nlp_arenden.cli.app import run

OPTIONS = {
    ("sammanfatta",): {"--format", "--meningar", "--modell", "--ut", "--max-mb", "--max-sidor",
                       "--max-sekunder", "--ingen-ocr"},
    ("tagga",): {"--ut", "--arbetare", "--modell", "--om", "--max-mb", "--max-sidor", "--max-sekunder",
                 "--ingen-ocr"},
    ("trana",): {"--ut", "--modell", "--kodare", "--om", "--max-mb", "--max-sidor", "--max-sekunder",
                 "--ingen-ocr"},
    ("utvardera",): {"--modell", "--data", "--del", "--grupp", "--format", "--fel", "--ut"},
    ("text",): {"--handling", "--max-mb", "--max-sidor", "--max-sekunder", "--ingen-ocr"},
    ("modell", "lista"): set(),
    ("modell", "visa"): set(),
    ("modell", "verifiera"): set(),
}  # fmt: skip
HEAVY = {"spacy", "torch", "sklearn", "transformers", "pydantic", "sqlalchemy", "lxml", "numpy", "rich"}


def help_page(capsys, *command):
    assert run([*command, "--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_the_first_page_names_every_command(capsys):
    page = help_page(capsys)
    assert {command[0] for command in OPTIONS} <= set(re.findall(r"^  (\w+)  ", page, re.MULTILINE))


@pytest.mark.parametrize("command", OPTIONS, ids=" ".join)
def test_every_command_has_its_options(capsys, command):
    assert set(re.findall(r"--[a-z-]+", help_page(capsys, *command))) >= OPTIONS[command]


@pytest.mark.parametrize("command", [(), ("modell",), *OPTIONS], ids=" ".join)
def test_every_help_page_is_swedish(capsys, command):
    page = help_page(capsys, *command)
    assert page.startswith("Användning: arenden")
    assert not re.search(r"\b(Usage|Options?|Arguments|Commands?|Show|exit|required|default|list)\b", page)
    assert not re.search(r"OPTIONS|COMMAND|ARGS", page)


@pytest.mark.parametrize("command", OPTIONS, ids=" ".join)
def test_every_command_shows_an_example_of_itself(capsys, command):
    page = help_page(capsys, *command)
    assert re.search(rf"Exempel:\n +arenden {' '.join(command)}\b", page)


def test_the_formats_of_a_card_are_the_promised_ones(capsys):
    run(["sammanfatta", "x", "--format", "?"])
    assert "text, json, html, md" in capsys.readouterr().err


def test_each_error_has_the_promised_exit_code():
    promised = {
        errors.ArendenError: 70, errors.UsageError: 2, errors.ReadingError: 2, errors.NotFound: 3,
        errors.ModelError: 4, errors.CorpusError: 5, errors.StoreError: 6, errors.MissingExtra: 7,
    }  # fmt: skip
    assert {kind: kind.exit_code for kind in promised} == promised


def modules_after(*args):
    script = (
        "import sys\nfrom nlp_arenden.cli.app import run\n"
        f"assert run({list(args)!r}) == 0\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize("args", [("--help",), ("--version",)])
def test_the_first_help_pages_load_nothing_heavy(args):
    assert not modules_after(*args) & HEAVY


@pytest.mark.parametrize(
    "args", [("sammanfatta", "--help"), ("tagga", "--help"), ("trana", "--help"), ("modell", "--help")]
)
def test_the_help_of_a_command_loads_at_most_what_typer_itself_does(args):
    assert not modules_after(*args) & HEAVY - {"pydantic"}
