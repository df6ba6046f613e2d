"""Prints how far the cards agree with the gold of a corpus: python -m tests.quality [exempel|prov] [--faults]

``exempel`` was seen while developing. ``prov`` was not: look at its figures, never at its faults, or it is spent.
"""

import argparse
import json
from pathlib import Path

from nlp_arenden.analysis import Analyzer
from nlp_arenden.modelpack import open_pack
from nlp_arenden.reading import Limits, read_arende
from tests.quality.scoring import Score, examples

CORPORA = Path(__file__).parents[2] / "corpora"


def main() -> None:
    """Makes the cards of a corpus and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("corpus", nargs="?", default="exempel", choices=["exempel", "prov"])
    parser.add_argument("--faults", action="store_true", help="list every fault as well")
    chosen = parser.parse_args()
    analyzer, score = Analyzer.load(open_pack()), Score()
    for name, path, gold in examples(CORPORA / chosen.corpus):
        arende = read_arende([path], path.name, Limits(), False)
        score.add(name, gold, json.loads(analyzer.analyse(arende).to_json()))
    print(score.table())
    if chosen.faults:
        print("\n".join(score.faults))


main()
