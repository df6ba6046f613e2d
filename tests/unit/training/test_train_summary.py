"""The teller of summaries is learnt from the facts of a corpus, and written where the analyzer finds it."""

import json
from pathlib import Path

import pytest

from nlp_arenden.analysis.summary.teller import TELLER, Teller
from nlp_arenden.errors import CorpusError
from nlp_arenden.training.findings import summary

RECIPE = 'corpora = ["liten"]\nstrength = 1.0\nsentences = 2\nfolds = 2\nseed = 1\n'
TEXT = (
    "Tjänsteskrivelse\n\nSammanfattning\n\nFörslaget innebär att en bro byggs över ån. Vädret var vackert i maj.\n\n"
    "Ärendet\n\nHuset intill såldes till en släkting.\n"
)


@pytest.fixture
def package(four_letters):
    fact = {"text": "En bro byggs.", "nycklar": [["bro"], ["bygg", "byggs"]]}
    return four_letters(summary, TELLER, RECIPE, TEXT, {"fakta": [fact]})


def test_the_teller_lies_in_the_package_and_its_figures_in_the_manifest(package):
    figures = summary.train_summary(package.parent / "recept.toml", Path("ingen"), package)
    assert Teller.load(package / TELLER).weights["avsnitt=sammanfattning"] > 0
    assert figures == {"documents": 4, "facts": 4, "told": 1.0}
    assert json.loads((package / "meta.json").read_text("utf8"))["figures"]["sammanfattning"] == figures


def test_the_same_corpus_gives_the_same_teller(package):
    recipe = package.parent / "recept.toml"
    summary.train_summary(recipe, Path("ingen"), package)
    first = (package / TELLER).read_bytes()
    summary.train_summary(recipe, Path("ingen"), package)
    assert (package / TELLER).read_bytes() == first


def test_facts_that_no_sentence_tells_teach_nothing(package):
    for path in (package.parent / "corpora" / "liten" / "gold").glob("*.json"):
        gold = json.loads(path.read_text("utf8")) | {"fakta": [{"text": "En tunnel.", "nycklar": [["tunnel"]]}]}
        path.write_text(json.dumps(gold), "utf8")
    with pytest.raises(CorpusError, match="Ingen mening"):
        summary.train_summary(package.parent / "recept.toml", Path("ingen"), package)
