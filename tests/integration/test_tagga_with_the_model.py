"""The whole command with the model that is shipped: files in, cards out."""

import csv
import json
import os
import subprocess
import sys

import pytest

TEXT = """Tjänsteskrivelse
Diarienummer KS 2031/{number}
Till kommunstyrelsen

Ny gångbro över Lillån {number}

Förslag till beslut
Kommunstyrelsen föreslås besluta att godkänna förslaget om en ny gångbro.

Ekonomiska konsekvenser
Kostnaden beräknas till {number} miljoner kronor. Finansiering saknas i budgeten.
"""
COUNT = 5


def arenden(*args, cwd):
    command = [sys.executable, "-m", "nlp_arenden", *args]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf8", check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Five good files and an empty one, tagged with one worker and with two."""
    place = tmp_path_factory.mktemp("tagga")
    (place / "in").mkdir()
    for number in range(1, COUNT + 1):
        (place / "in" / f"bro {number}.txt").write_text(TEXT.format(number=number), "utf8")
    (place / "in" / "tom.txt").write_bytes(b"")
    for workers in ("1", "2"):
        done = arenden("tagga", "in", "--ut", f"{workers}.jsonl", "--arbetare", workers, cwd=place)
        assert done.returncode == 1, done.stderr
        assert done.stdout == ""
        assert "in/tom.txt" in done.stderr.replace("\\", "/")
    return place


def test_one_worker_and_two_give_the_same_bytes(place):
    assert (place / "1.jsonl").read_bytes() == (place / "2.jsonl").read_bytes()
    assert (place / "1.jsonl.fel.csv").read_bytes() == (place / "2.jsonl.fel.csv").read_bytes()


def test_each_line_is_the_card_that_sammanfatta_gives(place):
    lines = (place / "1.jsonl").read_text("utf8").splitlines()
    assert len(lines) == COUNT
    single = arenden("sammanfatta", "in/bro 3.txt", "--format", "json", cwd=place)
    assert single.returncode == 0, single.stderr
    assert single.stderr == ""
    assert json.loads(lines[2]) == json.loads(single.stdout)


def test_every_quote_stands_in_the_text_that_the_command_prints(place):
    source = arenden("text", "in/bro 3.txt", cwd=place).stdout
    card = json.loads((place / "1.jsonl").read_text("utf8").splitlines()[2])
    findings = [*card["forslag"], *card["kostnader"], *card["sammanfattning"]]
    places = [belagg for finding in findings for belagg in finding["belagg"]]
    assert card["forslag"]
    assert card["kostnader"]
    assert all(source[place["start"] : place["slut"]] == place["citat"] for place in places)


def test_a_table_has_one_row_for_each_card(place):
    arenden("tagga", "in", "--ut", "kort.csv", cwd=place)
    with (place / "kort.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["diarienummer"] for row in rows] == [f"KS 2031/{n}" for n in range(1, COUNT + 1)]
    assert {row["ofinansierad"] for row in rows} == {"ja"}
    assert [row["storsta_belopp_sek"] for row in rows] == [f"{n}000000" for n in range(1, COUNT + 1)]
