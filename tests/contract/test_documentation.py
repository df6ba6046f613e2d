"""What the documentation says is so: its commands run, and it names what there is."""

import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from nlp_arenden.cli.app import app
from nlp_arenden.modelpack import ENVIRONMENT
from nlp_arenden.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf8")
BIN = Path(sys.executable).parent


def _lines(pattern):
    return [line for line in README.splitlines() if re.match(pattern, line)]


def test_the_first_line_of_the_readme_shows_a_card():
    line = next(line for line in _lines("python3 -m venv") if "sammanfatta" in line)
    arguments = shlex.split(line.rpartition("&&")[2])[1:]
    done = subprocess.run(
        [sys.executable, "-m", "nlp_arenden", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "FÖRSLAG" in done.stdout and "tecken" in done.stdout


def test_the_test_line_of_the_readme_is_the_one_that_ci_runs():
    found = re.search(r"<!-- the test line -->\n```sh\n(python3 .+)\n```", README)
    assert found and "pytest" in found[1]
    assert "<!-- the test line -->" in (ROOT / ".ci" / "run").read_text("utf8")


def test_every_command_is_named_in_the_readme():
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    names |= {group.name for group in app.registered_groups}
    assert names and all(f"arenden {name}" in README for name in names)


def test_every_setting_is_named_in_the_readme():
    names = [PREFIX + field.name.upper() for field in fields(Settings)] + [ENVIRONMENT]
    assert all(f"`{name}`" in README for name in names)


def test_every_link_in_the_documentation_leads_somewhere():
    for page in (ROOT / "README.md", ROOT / "nlp_arenden/README.md", ROOT / "corpora/README.md"):
        for target in re.findall(r"\]\((?!https?:|#)([^)]+)\)", page.read_text("utf8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_room_of_the_house_is_in_the_architecture_page():
    page = (ROOT / "nlp_arenden/README.md").read_text("utf8")
    rooms = [path.name for path in (ROOT / "nlp_arenden").iterdir() if (path / "__init__.py").exists()]
    assert rooms and all(f"`{room}/`" in page for room in rooms)
