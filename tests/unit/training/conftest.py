"""A corpus small enough to see through, and a package that has not yet learnt from it."""

import json
import shutil

import pytest

from nlp_arenden.modelpack import open_pack

EMPTY = {"dokumenttyp": "tjansteskrivelse", "datum": None, "organ": None, "titel": None, "diarienummer": [],
         "forslag": [], "kostnader": [], "remissinstanser": [], "frister": [], "bilagor": [], "fakta": [], "delar": [],
         "inte_forslag": [], "inte_kostnader": []}  # fmt: skip


@pytest.fixture
def four_letters(tmp_path, monkeypatch):
    """Makes a corpus "liten" of four letters with the same gold, and a copy of the shipped package without one file.

    The module that trains is pointed to the corpus; the recipe lies as ``recept.toml`` beside the package.
    """

    def make(trains, without, recipe, text, gold):
        folder = tmp_path / "snabb-9.9.9"
        shutil.copytree(open_pack("snabb").path, folder)
        (folder / without).unlink()
        corpus = tmp_path / "corpora" / "liten"
        (corpus / "gold").mkdir(parents=True)
        (corpus / "handlingar").mkdir()
        for k in range(4):
            (corpus / "handlingar" / f"d{k}.txt").write_text(f"{text}\nHandling {k}.\n", "utf8")
            read = {**EMPTY, **gold, "handling": f"d{k}.txt"}
            (corpus / "gold" / f"d{k}.json").write_text(json.dumps(read), "utf8")
        monkeypatch.setattr(trains, "CORPORA", corpus.parent)
        (tmp_path / "recept.toml").write_text(recipe, "utf8")
        return folder

    return make
