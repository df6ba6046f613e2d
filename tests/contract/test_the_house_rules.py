"""The house is clean: types, style and layers are checked as part of the tests."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
CHECKS = {
    "types": [str(BIN / "mypy"), "--no-error-summary"],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "layers": [str(BIN / "lint-imports")],
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_code_passes_the_check(name):
    done = subprocess.run(CHECKS[name], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_fit_in_the_head():
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in (ROOT / "nlp_arenden").rglob("*.py")
        if (lines := len(path.read_text("utf8").splitlines())) > 320
    }
    assert not long


def test_no_module_has_a_name_that_says_nothing():
    names = {path.stem for path in (ROOT / "nlp_arenden").rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
