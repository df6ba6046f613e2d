import json

import pytest

from nlp_arenden.errors import ModelError, UsageError
from nlp_arenden.modelpack import ModelPack, open_pack
from nlp_arenden.training.pack import write_manifest


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "liten-0.1.0"
    (path / "rules").mkdir(parents=True)
    (path / "taxonomy.toml").write_text('version = "1"\n', "utf8")
    (path / "rules" / "kostnad.toml").write_text("", "utf8")
    return path


def test_name_and_version_come_from_the_folder_name(folder):
    meta = write_manifest(folder)
    assert (meta["name"], meta["version"]) == ("liten", "0.1.0")


def test_the_sealed_folder_opens_whole(folder):
    write_manifest(folder)
    pack = open_pack(folder)
    assert isinstance(pack, ModelPack)
    assert pack.faults() == []
    assert pack.stamp.namn == "liten"


def test_a_changed_rule_file_changes_only_the_hashes(folder):
    before = write_manifest(folder, figures={"teman": {"micro_f1": 0.5}}, sources={"a": {"licence": "CC0"}})
    (folder / "rules" / "kostnad.toml").write_text("# ny\n", "utf8")
    after = write_manifest(folder)
    assert after["files"] != before["files"]
    assert {k: v for k, v in after.items() if k != "files"} == {k: v for k, v in before.items() if k != "files"}


def test_each_recipe_replaces_only_its_own_figures(folder):
    write_manifest(folder, figures={"teman": {"micro_f1": 0.5}, "sprak": {"las": 0.8}})
    meta = write_manifest(folder, figures={"teman": {"micro_f1": 0.6}})
    assert meta["figures"] == {"teman": {"micro_f1": 0.6}, "sprak": {"las": 0.8}}


def test_sealing_twice_gives_the_same_bytes(folder):
    write_manifest(folder, figures={"b": 1, "a": 2})
    first = (folder / "meta.json").read_bytes()
    write_manifest(folder)
    assert (folder / "meta.json").read_bytes() == first
    assert json.loads(first)["format"] == 1


def test_a_folder_that_is_not_there_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="finns inte"):
        write_manifest(tmp_path / "borta-1.0.0")


def test_a_folder_without_a_version_is_a_usage_error(tmp_path):
    (tmp_path / "modell").mkdir()
    with pytest.raises(UsageError, match="namn-version"):
        write_manifest(tmp_path / "modell")


def test_a_damaged_manifest_is_not_overwritten(folder):
    (folder / "meta.json").write_text("{", "utf8")
    with pytest.raises(ModelError, match="skadad"):
        write_manifest(folder)
    assert (folder / "meta.json").read_text("utf8") == "{"
