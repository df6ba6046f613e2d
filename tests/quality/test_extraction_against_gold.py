"""The cards of our own documents against gold made by reading.

The documents were seen while developing, so the figures guard against getting worse; they promise nothing about others.
``python -m tests.quality --faults`` prints the table and every fault.
"""

import json
from pathlib import Path

import pytest

from nlp_arenden.analysis import Analyzer
from nlp_arenden.modelpack import open_pack
from nlp_arenden.reading import Limits, read_arende
from tests.quality.scoring import Score, examples

CORPUS = Path(__file__).parents[2] / "corpora" / "exempel"
# (kind, lowest precision, lowest recall): a little below what was measured when the floor was set.
FLOORS = [
    ("forslag", 0.94, 0.96),
    ("kostnader", 0.97, 0.97),
    ("remissinstanser", 0.97, 0.97),
    ("frister", 0.97, 0.97),
    ("bilagor", 0.97, 0.97),
    ("personer", 0.97, 0.97),
    ("teman", 0.90, 0.78),
    ("varningar", 1.0, 1.0),
]
LOWEST = {
    "forslag.akt": 0.97,
    "forslag.beslutsorgan": 0.97,
    "forslag.fran": 0.96,
    "kostnader.klass": 0.97,
    "kostnader.belopp_sek": 1.0,
    "kostnader.negerad": 1.0,
    "kostnader.modalitet": 0.96,
    "remissinstanser.roll": 0.97,
    "remissinstanser.hallning": 0.97,
    "handling.diarienummer": 1.0,
    "handling.datum": 1.0,
    "handling.dokumenttyp": 1.0,
    "handling.titel": 1.0,
}


@pytest.fixture(scope="module")
def score():
    analyzer = Analyzer.load(open_pack())
    total = Score()
    for name, path, gold in examples(CORPUS):
        arende = read_arende([path], path.name, Limits(), False)
        total.add(name, gold, json.loads(analyzer.analyse(arende).to_json()))
    return total


@pytest.mark.parametrize(("kind", "precision", "recall"), FLOORS)
def test_findings_are_no_worse_than_before(score, kind, precision, recall):
    assert score.precision(kind) >= precision, score.faults
    assert score.recall(kind) >= recall, score.faults


@pytest.mark.parametrize("key", LOWEST)
def test_attributes_are_no_worse_than_before(score, key):
    assert score.accuracy(key) >= LOWEST[key], [fault for fault in score.faults if key in fault]
