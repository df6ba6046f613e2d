"""The whole card of each example document, kept as a file: a change shows which findings were gained and lost.

UPDATE_GOLDEN=1 writes the files anew; read the diff before committing it.
"""

import json
import os
from pathlib import Path

import pytest

from nlp_arenden.analysis import Analyzer
from nlp_arenden.modelpack import open_pack
from nlp_arenden.reading import Limits, read_arende

HERE = Path(__file__).parent
DOCUMENTS = sorted((HERE.parents[1] / "corpora" / "exempel" / "handlingar").glob("*.txt"))


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer.load(open_pack())


def _said(card):
    """The card without the model's stamp and without quotes, which other tests hold true to the source."""
    said = json.loads(card.to_json())
    said.pop("modell")
    return _without_quotes(said)


def _without_quotes(value):
    if isinstance(value, dict):
        if {"handling", "start", "slut"} <= value.keys():
            return f"{value['start']}-{value['slut']}"
        return {key: _without_quotes(item) for key, item in value.items() if item not in (None, [], False)}
    return [_without_quotes(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_card_is_as_it_was(analyzer, path):
    arende = read_arende([path], path.name, Limits(), False)
    said = _said(analyzer.analyse(arende))
    kept = HERE / "kort" / f"{path.stem}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf8")
    assert said == json.loads(kept.read_text("utf8"))
