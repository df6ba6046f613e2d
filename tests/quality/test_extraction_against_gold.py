"""The cards of our own documents against gold made by reading.

The documents were seen while developing, so the figures guard against getting worse; they promise nothing about others.
``arenden utvardera corpora/exempel --fel`` prints the table and every fault.
"""

from pathlib import Path

import pytest

from nlp_arenden.modelpack import open_pack
from nlp_arenden.workflows.evaluate_model import evaluate_model

CORPUS = Path(__file__).parents[2] / "corpora" / "exempel"
# (kind, lowest precision, lowest recall): a little below what was measured when the floor was set.
FLOORS = [
    ("förslag", 0.94, 0.96),
    ("kostnader", 0.97, 0.97),
    ("remissinstanser", 0.97, 0.97),
    ("frister", 0.97, 0.97),
    ("diarienummer", 1.0, 1.0),
    ("bilagor", 0.97, 0.97),
    ("personer", 0.97, 0.97),
    ("teman", 0.90, 0.78),
    ("varningar", 1.0, 1.0),
]
LOWEST = {
    "förslag.akt": 0.97,
    "förslag.beslutsorgan": 0.97,
    "förslag.fran": 0.96,
    "kostnader.klass": 0.97,
    "kostnader.belopp": 1.0,
    "kostnader.negerad": 1.0,
    "kostnader.modalitet": 0.96,
    "remissinstanser.roll": 0.97,
    "remissinstanser.hallning": 0.97,
    "handling.datum": 1.0,
    "handling.dokumenttyp": 1.0,
    "handling.titel": 1.0,
}


@pytest.fixture(scope="module")
def tally():
    return evaluate_model([CORPUS], open_pack()).groups["alla"]


@pytest.mark.parametrize(("kind", "precision", "recall"), FLOORS)
def test_findings_are_no_worse_than_before(tally, kind, precision, recall):
    figures = tally.found(kind)
    assert figures["precision"].value >= precision, tally.faults
    assert figures["täckning"].value >= recall, tally.faults


@pytest.mark.parametrize("key", LOWEST)
def test_values_are_no_worse_than_before(tally, key):
    assert tally.share(key).value >= LOWEST[key], [fault for fault in tally.faults if key in fault]
