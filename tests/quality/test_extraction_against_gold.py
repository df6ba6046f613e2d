"""The cards of our own documents against gold made by reading.

The documents were seen while developing, so the figures guard against getting worse; they promise nothing about others.
Run with -s to see the table, and with -s -v -k faults to see every fault.
"""

import json
from pathlib import Path

import pytest
from scoring import Score, examples

from nlp_arenden.analysis import Analyzer
from nlp_arenden.modelpack import open_pack
from nlp_arenden.reading import Limits, read_arende

CORPUS = Path(__file__).parents[2] / "corpora" / "exempel"
# (kind, lowest precision, lowest recall): a little below what was measured when the floor was set.
FLOORS = [
    ("forslag", 0.92, 0.92),
    ("kostnader", 0.92, 0.88),
    ("remissinstanser", 0.90, 0.88),
    ("frister", 0.90, 0.88),
    ("teman", 0.90, 0.70),
    ("varningar", 1.0, 1.0),
]
LOWEST = {
    "forslag.akt": 0.92,
    "forslag.beslutsorgan": 0.92,
    "kostnader.klass": 0.90,
    "kostnader.belopp_sek": 0.98,
    "kostnader.negerad": 0.98,
    "remissinstanser.roll": 0.95,
    "remissinstanser.hallning": 0.88,
    "handling.diarienummer": 0.90,
    "handling.datum": 0.90,
    "handling.dokumenttyp": 0.90,
}


@pytest.fixture(scope="module")
def score():
    analyzer = Analyzer.load(open_pack())
    total = Score()
    for name, path, gold in examples(CORPUS):
        arende = read_arende([path], path.name, Limits(), False)
        total.add(name, gold, json.loads(analyzer.analyse(arende).to_json()))
    print("\n" + total.table())
    return total


@pytest.mark.parametrize(("kind", "precision", "recall"), FLOORS)
def test_findings_are_no_worse_than_before(score, kind, precision, recall):
    assert score.precision(kind) >= precision, score.faults
    assert score.recall(kind) >= recall, score.faults


@pytest.mark.parametrize("key", LOWEST)
def test_attributes_are_no_worse_than_before(score, key):
    assert score.accuracy(key) >= LOWEST[key], [fault for fault in score.faults if key in fault]


def test_faults_can_be_listed(score):
    print("\n" + "\n".join(score.faults))
    assert sum(score.found.values()) > 300
