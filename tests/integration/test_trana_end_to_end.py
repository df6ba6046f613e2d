"""Own themes from examples to a card: the command, the package it makes, and the card that it gives."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.teman.linear import load_linear
from nlp_arenden.pipeline.teman.themes import LINEAR
from nlp_arenden.training.background import BACKGROUND, write_background
from nlp_arenden.training.pack import write_manifest
from tests.own_documents import LABEL, THEME, about_other_things, about_the_theme, examples_of, write_folder
from tests.tiny_encoder import write_encoder


def arenden(*args, cwd):
    command = [sys.executable, "-m", "nlp_arenden", *map(str, args)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "NLP_ARENDEN_MODELS": str(cwd / "modeller")}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf8", check=False)


def card(place, document, model):
    title, text = document
    (place / "handling.txt").write_text(f"{title}\n\n{text}\n", "utf8")
    done = arenden("sammanfatta", "handling.txt", "--modell", model, "--format", "json", cwd=place)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A base with a background of made-up documents, examples, and the model that is made of them."""
    place = tmp_path_factory.mktemp("trana")
    base = place / "modeller" / open_pack("snabb").path.name
    shutil.copytree(open_pack("snabb").path, base)
    others = examples_of(about_other_things(40, 5))
    write_background(base / BACKGROUND, load_linear(base / LINEAR), others)
    write_manifest(base)
    write_folder(place / "exempel", theme=10, others=14)
    (place / "exempel" / LABEL / "trasig.pdf").write_bytes(b"%PDF-1.4 inget mer")
    return place


@pytest.fixture(scope="module")
def trained(place):
    return arenden("trana", "exempel", "--ut", "modeller/egna", cwd=place)


def test_the_command_tells_what_it_did_and_what_it_could_not_read(trained):
    assert trained.returncode == 1, trained.stderr
    assert trained.stdout.startswith("tema")
    assert f"\n{LABEL}  10 " in trained.stdout
    assert "trasig.pdf" in trained.stderr
    assert "arenden sammanfatta HANDLING --modell" in trained.stderr


def test_a_document_about_the_theme_gets_it_with_evidence(place, trained):
    found = card(place, about_the_theme(1, 99)[0], "egna")
    theme = next(one for one in found["teman"] if one["id"] == THEME)
    assert theme["etikett"] == LABEL
    assert theme["osaker"] is True  # on ten examples nothing is sure
    assert any("kamer" in one["citat"].lower() for one in theme["belagg"])
    assert [one["sannolikhet"] for one in found["teman"]] == sorted(
        (one["sannolikhet"] for one in found["teman"]), reverse=True
    )
    assert [one["primart"] for one in found["teman"]] == [True] + [False] * (len(found["teman"]) - 1)
    assert found["modell"]["namn"] == "egna"


def test_other_documents_keep_the_themes_that_the_base_gives_them(place, trained):
    document = about_other_things(1, 99)[0]
    assert card(place, document, "egna")["teman"] == card(place, document, "snabb")["teman"]


def test_the_package_is_whole_until_it_is_changed(place, trained):
    assert arenden("modell", "verifiera", "egna", cwd=place).returncode == 0
    assert LABEL in arenden("modell", "visa", "egna", cwd=place).stdout


def test_the_same_examples_give_the_same_package(place, trained):
    first = open_pack(place / "modeller" / "egna-1.0.0").digest
    again = arenden("trana", "exempel", "--ut", "modeller/egna", cwd=place)
    assert again.returncode == 2 and "--om" in again.stderr
    assert arenden("trana", "exempel", "--ut", "modeller/egna", "--om", cwd=place).returncode == 1
    assert open_pack(place / "modeller" / "egna-1.0.0").digest == first


def test_own_themes_do_not_stand_on_own_themes(place, trained):
    done = arenden("trana", "exempel", "--ut", "fler", "--modell", "egna", cwd=place)
    assert done.returncode == 2
    assert "--modell snabb-" in done.stderr


def test_any_encoder_on_the_machine_serves_and_its_model_runs_with_torch(place):
    write_encoder(place / "bert")
    done = arenden("trana", "exempel", "--ut", "med-kodare", "--kodare", "bert", cwd=place)
    assert done.returncode == 1, done.stderr
    model = place / "med-kodare-1.0.0"
    assert open_pack(model).meta["uses"]["encoder"]["pack"] == str((place / "bert").resolve())
    found = card(place, about_the_theme(1, 99)[0], model)
    assert THEME in [one["id"] for one in found["teman"]]
    tagged = arenden("tagga", "handling.txt", "--ut", "kort.jsonl", "--modell", model, cwd=place)
    assert tagged.returncode == 0, tagged.stderr
    assert json.loads((place / "kort.jsonl").read_text("utf8"))["teman"] == found["teman"]
    (place / "bert").rename(place / "flyttad")
    gone = arenden("sammanfatta", "handling.txt", "--modell", model, cwd=place)
    assert gone.returncode == 4
    assert "träna om modellen" in gone.stderr


def test_too_few_examples_and_no_examples_have_their_exit_codes(place):
    write_folder(place / "få", theme=3, others=9)
    few = arenden("trana", "få", "--ut", "x", cwd=place)
    assert few.returncode == 5
    assert "minst 4" in few.stderr
    assert arenden("trana", "borta", "--ut", "x", cwd=place).returncode == 3
    assert not (place / "x-1.0.0").exists()


def test_without_counterexamples_the_warning_says_what_to_do(place):
    write_folder(place / "ensamt", theme=5, others=1)
    shutil.rmtree(place / "ensamt" / "övrigt")
    done = arenden("trana", "ensamt", "--ut", "ensam", cwd=place)
    assert done.returncode == 0, done.stderr
    assert "har bara 5 exempel" in done.stderr
    assert "Lägg 20–50 vanliga handlingar" in done.stderr
