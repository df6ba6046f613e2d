"""A run killed half-way and started again gives the same bytes as one left in peace.

The analysis is replaced by one that is slow and simple, so that the kill falls in the middle.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

STAND_IN = """
import time
from nlp_arenden.domain.card import ArendeInfo, CaseAnalysis, HandlingInfo, ModelStamp
from nlp_arenden.stores.results import Result

MODEL = "m" * 64

def load():
    return answer

def answer(case):
    time.sleep(0.05)
    text = case.files[0].read_text("utf8")
    if not text.strip():
        return Result(case.nyckel, case.namn, kod="tom_fil", text="tom; spara om den.")
    info = HandlingInfo(id="h1", filnamn=case.files[0].name, sha256="0" * 64, mediatyp="text/plain",
                        tecken=len(text), sprak="sv", ocr=False, dokumenttyp="ovrig")
    stamp = ModelStamp(namn="prov", version="1", sha256=MODEL, regler_sha256=MODEL)
    named = ArendeInfo(titel=text)
    card = CaseAnalysis(handlingar=(info,), modell=stamp, arende=named, kostnadsbild="Inga.")
    return Result(case.nyckel, case.namn, card.to_json())
"""
RUN = """
import sys
from pathlib import Path
import stand_in
from nlp_arenden.workflows.tag_register import tag_register

if __name__ == "__main__":
    target, load, model = Path(sys.argv[1]), stand_in.load, stand_in.MODEL
    report = tag_register([Path("in")], target, load, model, seconds=30, workers=2)
    print(report.done, report.skipped, len(report.failures))
"""
COUNT = 60


@pytest.fixture
def place(tmp_path):
    (tmp_path / "stand_in.py").write_text(STAND_IN, "utf8")
    (tmp_path / "run.py").write_text(RUN, "utf8")
    (tmp_path / "in").mkdir()
    for number in range(COUNT):
        text = "" if number % 20 == 7 else f"Ärende nummer {number}"
        (tmp_path / "in" / f"{number}.txt").write_text(text, "utf8")
    return tmp_path


def start(place, target):
    return subprocess.Popen(
        [sys.executable, "run.py", target],
        cwd=place,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(place), *sys.path))},
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(place, target):
    with start(place, target) as process:
        told = process.stdout.read()
    assert process.returncode == 0
    return [int(number) for number in told.split()]


def ended(journal):
    """How many ärenden the journal says are ended; 0 before it is there."""
    try:
        database = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return 0
    try:
        return database.execute("select count(*) from arende where status != 'pagar'").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    finally:
        database.close()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_run_killed_half_way_gives_the_same_bytes_when_started_again(place):
    assert finish(place, "undisturbed.jsonl") == [COUNT - 3, 0, 3]

    journal = place / "killed.jsonl.pagar.db"
    with start(place, "killed.jsonl") as process:
        deadline = time.monotonic() + 60
        while ended(journal) < COUNT // 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert COUNT // 3 <= ended(journal) < COUNT
    assert not (place / "killed.jsonl").exists()

    done, skipped, failed = finish(place, "killed.jsonl")
    assert done + skipped == COUNT - 3
    assert failed == 3
    assert skipped >= COUNT // 3 - 3
    assert (place / "killed.jsonl").read_bytes() == (place / "undisturbed.jsonl").read_bytes()
    assert (place / "killed.jsonl.fel.csv").read_bytes() == (place / "undisturbed.jsonl.fel.csv").read_bytes()
    assert not list(place.glob("*.pagar.db*"))


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="reads /proc")  # noqa: PTH112
def test_workers_end_when_their_run_is_killed(place):
    with start(place, "killed.jsonl") as process:
        while ended(place / "killed.jsonl.pagar.db") < 2:
            time.sleep(0.02)
        workers = children(process.pid)
        process.send_signal(signal.SIGKILL)
    assert workers
    deadline = time.monotonic() + 10
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:  # noqa: PTH123
        return [int(child) for child in file.read().split()]


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
