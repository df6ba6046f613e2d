"""A folder with every kind of bad file: the good ones get their cards, each bad one is told with its reason."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

GOOD = """Tjänsteskrivelse
Dnr KS 2031/7
Till kommunstyrelsen

Ny gångbro över Lillån

Förslag till beslut
Kommunstyrelsen föreslås besluta att godkänna förslaget om en ny gångbro.
"""
ENGLISH = (
    "The committee has considered the report on the state of the bridges and recommends that the council should adopt"
    " the plan for the repair of all of them by the end of the year, with the cost to be met from the reserve. "
) * 3


def _pdf(password=None):
    page = io.BytesIO()
    canvas = Canvas(page, encrypt=StandardEncryption(password, canPrint=0) if password else None)
    canvas.drawString(72, 720, "Protokoll om en bro")
    canvas.save()
    return page.getvalue()


def _docx():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<a>" + "Ny gångbro över Lillån. " * 100 + "</a>")
    return packed.getvalue()


def _bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<a>" + b" " * 150_000_000 + b"</a>")
    return packed.getvalue()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("batch")
    folder = place / "in"
    folder.mkdir()
    (folder / "bra.txt").write_text(GOOD, "utf8")
    (folder / "fel kodning.txt").write_bytes(GOOD.encode("cp850"))
    (folder / "engelska.txt").write_text(ENGLISH, "utf8")
    (folder / "tom.txt").write_bytes(b"")
    (folder / "hemlig.pdf").write_bytes(_pdf("nyckel"))
    (folder / "avklippt.pdf").write_bytes(_pdf()[:300])
    (folder / "skadad.docx").write_bytes(_docx()[:500])
    (folder / "bomb.docx").write_bytes(_bomb())
    (folder / "program.txt").write_bytes(b"\x7fELF" + bytes(range(256)) * 20)
    with (folder / "stor.txt").open("wb") as big:
        big.truncate(200 * 1024 * 1024)
    command = [sys.executable, "-m", "nlp_arenden", "tagga", "in", "--ut", "kort.jsonl"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, cwd=place, env=env, capture_output=True, encoding="utf8", check=False)
    return place, done


def _cards(place):
    lines = (place / "kort.jsonl").read_text("utf8").splitlines()
    return {card["handlingar"][0]["filnamn"]: card for card in map(json.loads, lines)}


def test_the_good_files_get_their_cards_and_the_run_says_that_some_failed(place):
    folder, done = place
    assert done.returncode == 1, done.stderr
    assert set(_cards(folder)) == {"bra.txt", "fel kodning.txt", "engelska.txt"}


def test_a_file_in_an_old_encoding_is_read_as_the_one_in_a_new(place):
    cards = _cards(place[0])
    assert cards["fel kodning.txt"]["forslag"][0]["text"] == cards["bra.txt"]["forslag"][0]["text"]


def test_a_text_that_is_not_swedish_is_warned_of(place):
    card = _cards(place[0])["engelska.txt"]
    assert [warning["kod"] for warning in card["varningar"]] == ["ej_svenska"]
    assert card["handlingar"][0]["sprak"] == "en"


@pytest.mark.parametrize(
    ("name", "kod"),
    [
        ("tom.txt", "tom_fil"),
        ("hemlig.pdf", "krypterad_fil"),
        ("avklippt.pdf", "skadad_fil"),
        ("skadad.docx", "skadad_fil"),
        ("bomb.docx", "for_stor"),
        ("program.txt", "okant_format"),
        ("stor.txt", "for_stor"),
    ],
)
def test_each_bad_file_is_listed_with_its_reason(place, name, kod):
    folder, done = place
    with (folder / "kort.jsonl.fel.csv").open(encoding="utf-8-sig", newline="") as listed:
        rows = list(csv.DictReader(listed, delimiter=";"))
    (row,) = [row for row in rows if row["namn"].endswith(name)]
    assert row["kod"] == kod
    assert len(row["text"]) > 30 and name in done.stderr
