"""The judge of cost statements is learnt from a corpus, and written where the pipeline finds it."""

import json
import shutil
from pathlib import Path

import pytest

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.kostnader.judge import JUDGE, Judge
from nlp_arenden.training.findings import costs

RECIPE = 'corpora = ["liten"]\nstrength = 6.0\nkept = 0.1\nfolds = 2\nseed = 3\n'
GOLD = {"dokumenttyp": "tjansteskrivelse", "datum": None, "organ": None, "titel": None, "diarienummer": [], "forslag": [],
        "remissinstanser": [], "frister": [], "bilagor": [], "fakta": [], "delar": [], "inte_forslag": [],
        "inte_kostnader": []}  # fmt: skip
COST = "Planen kostar 3 mnkr per år."
OTHER = "Huset såldes 1954 för 40 000 kronor till en släkting."


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of the shipped package without its judge, and a corpus of four letters with a cost in each."""
    folder = tmp_path / "snabb-9.9.9"
    shutil.copytree(open_pack("snabb").path, folder)
    (folder / JUDGE).unlink()
    corpus = tmp_path / "corpora" / "liten"
    (corpus / "gold").mkdir(parents=True)
    (corpus / "handlingar").mkdir()
    for k in range(4):
        body = f"Tjänsteskrivelse\n\nEkonomiska konsekvenser\n\n{COST}\n\nÄrendet\n\n{OTHER}\n\nHandling {k}.\n"
        (corpus / "handlingar" / f"d{k}.txt").write_text(body, "utf8")
        row = {"text": COST, "klass": "kostnad_med_belopp", "belopp_sek": "3000000"}
        gold = {**GOLD, "handling": f"d{k}.txt", "kostnader": [row]}
        (corpus / "gold" / f"d{k}.json").write_text(json.dumps(gold), "utf8")
    monkeypatch.setattr(costs, "CORPORA", corpus.parent)
    (tmp_path / "kostnader.toml").write_text(RECIPE, "utf8")
    return folder


def test_the_judge_lies_in_the_package_and_its_figures_in_the_manifest(package):
    figures = costs.train_costs(package.parent / "kostnader.toml", Path("ingen"), package)
    judge = Judge.load(package / JUDGE)
    assert judge is not None and judge.kept == 0.1 and judge.classes == ("kostnad_med_belopp",)
    assert figures["documents"] == 4 and figures["judge"]["recall"] == 1.0
    assert json.loads((package / "meta.json").read_text("utf8"))["figures"]["kostnader"] == figures


def test_the_same_corpus_gives_the_same_judge(package):
    recipe = package.parent / "kostnader.toml"
    costs.train_costs(recipe, Path("ingen"), package)
    first = (package / JUDGE).read_bytes()
    costs.train_costs(recipe, Path("ingen"), package)
    assert (package / JUDGE).read_bytes() == first
