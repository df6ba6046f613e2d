"""A model package is opened, described and checked without being executed."""

import json
import shutil

import pytest

from nlp_arenden.errors import ModelError, NotFound
from nlp_arenden.modelpack import list_packs, open_pack


@pytest.fixture
def copy(tmp_path):
    target = tmp_path / "kopia-1.0.0"
    shutil.copytree(open_pack().path, target)
    return target


def test_the_shipped_model_agrees_with_its_manifest():
    assert open_pack().faults() == []


def test_the_shipped_model_is_listed():
    assert "snabb" in {pack.meta["name"] for pack in list_packs()}


def test_a_changed_file_is_told(copy):
    rules = copy / "rules" / "ord.toml"
    rules.write_text(rules.read_text("utf8") + "\n", "utf8")
    assert open_pack(copy).faults() == ["rules/ord.toml: har ändrats (fel sha256)"]


def test_a_missing_and_a_foreign_file_are_told(copy):
    (copy / "taxonomy.toml").unlink()
    (copy / "nytt.txt").write_text("x")
    assert open_pack(copy).faults() == ["taxonomy.toml: saknas", "nytt.txt: finns inte i meta.json"]


def test_a_name_that_does_not_exist_says_how_to_list_models():
    with pytest.raises(NotFound, match="arenden modell lista"):
        open_pack("finns-inte")


def test_a_folder_without_manifest_is_no_model(tmp_path):
    with pytest.raises(ModelError, match=r"meta\.json saknas"):
        open_pack(tmp_path)


def test_a_damaged_manifest_is_refused(copy):
    (copy / "meta.json").write_text("{")
    with pytest.raises(ModelError, match="skadad"):
        open_pack(copy)


def test_a_model_of_a_newer_format_is_refused(copy):
    meta = json.loads((copy / "meta.json").read_text("utf8"))
    (copy / "meta.json").write_text(json.dumps({**meta, "format": 99}))
    with pytest.raises(ModelError, match="format 99"):
        open_pack(copy)


def test_the_own_folder_is_searched_first(copy, monkeypatch):
    meta = json.loads((copy / "meta.json").read_text("utf8"))
    (copy / "meta.json").write_text(json.dumps({**meta, "name": "kopia"}))
    monkeypatch.setenv("NLP_ARENDEN_MODELS", str(copy.parent))
    assert open_pack("kopia").path == copy


def test_the_stamp_changes_with_the_rules(copy):
    meta = json.loads((copy / "meta.json").read_text("utf8"))
    before = open_pack(copy).stamp
    files = {**meta["files"], "rules/ord.toml": "0" * 64}
    (copy / "meta.json").write_text(json.dumps({**meta, "files": files}))
    after = open_pack(copy).stamp
    assert before.sha256 != after.sha256 and before.regler_sha256 != after.regler_sha256
