"""The judge of cost statements is learnt from a corpus, and written where the pipeline finds it."""

import json
from pathlib import Path

import pytest

from nlp_arenden.pipeline.kostnader.judge import JUDGE, Judge
from nlp_arenden.training.findings import costs

RECIPE = 'corpora = ["liten"]\nstrength = 6.0\nkept = 0.1\nkept_amount = 0.2\nfolds = 2\nseed = 3\n'
COST = "Planen kostar 3 mnkr per år."
OTHER = "Huset såldes 1954 för 40 000 kronor till en släkting."
TEXT = f"Tjänsteskrivelse\n\nEkonomiska konsekvenser\n\n{COST}\n\nÄrendet\n\n{OTHER}\n"


@pytest.fixture
def package(four_letters):
    row = {"text": COST, "klass": "kostnad_med_belopp", "belopp_sek": "3000000"}
    return four_letters(costs, JUDGE, RECIPE, TEXT, {"kostnader": [row]})


def test_the_judge_lies_in_the_package_and_its_figures_in_the_manifest(package):
    figures = costs.train_costs(package.parent / "recept.toml", Path("ingen"), package)
    judge = Judge.load(package / JUDGE)
    assert (
        judge is not None
        and judge.kept == 0.1
        and judge.kept_amount == 0.2
        and judge.classes == ("kostnad_med_belopp",)
    )
    assert figures["documents"] == 4 and figures["judge"]["recall"] == 1.0
    assert json.loads((package / "meta.json").read_text("utf8"))["figures"]["kostnader"] == figures


def test_the_same_corpus_gives_the_same_judge(package):
    recipe = package.parent / "recept.toml"
    costs.train_costs(recipe, Path("ingen"), package)
    first = (package / JUDGE).read_bytes()
    costs.train_costs(recipe, Path("ingen"), package)
    assert (package / JUDGE).read_bytes() == first
