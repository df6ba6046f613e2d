"""A model package is opened, described and checked without being executed."""

import json
import shutil

import pytest

from nlp_arenden.errors import ModelError, NotFound
from nlp_arenden.modelpack import file_hashes, list_packs, open_pack


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


@pytest.mark.parametrize("uses", [["snabb"], {"base": "snabb-1.1.0"}, {"base": {"pack": "snabb-1.1.0"}}])
def test_a_manifest_that_tells_its_parts_in_another_way_is_refused(copy, uses):
    meta = json.loads((copy / "meta.json").read_text("utf8"))
    (copy / "meta.json").write_text(json.dumps({**meta, "uses": uses}))
    with pytest.raises(ModelError, match="saknar uppgifter"):
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


@pytest.fixture
def packs(tmp_path):
    """Writes small packages side by side: ``packs("namn-1.0.0", {file: text}, base=…)`` gives the package."""

    def write(name, files, kind="modell", **uses):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for file, text in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, "utf8")
        meta = {"format": 1, "name": name.rpartition("-")[0], "version": "1.0.0", "kind": kind}
        used = {role: {"pack": part.path.name, "sha256": part.digest} for role, part in uses.items()}
        (folder / "meta.json").write_text(json.dumps({**meta, "files": file_hashes(folder), "uses": used}), "utf8")
        return open_pack(folder)

    return write


@pytest.fixture
def base(packs):
    return packs("bas-1.0.0", {"rules/ord.toml": "ur = 'basen'", "rules/frister.toml": "ur = 'basen'"})


def test_a_file_that_the_own_folder_lacks_is_the_one_of_the_base(packs, base):
    pack = packs("ny-1.0.0", {"taxonomy.toml": ""}, base=base)
    assert pack.rules("frister") == {"ur": "basen"}
    assert pack.file("rules/frister.toml") == base.path / "rules/frister.toml"


def test_an_own_file_goes_before_that_of_the_base(packs, base):
    pack = packs("ny-1.0.0", {"rules/ord.toml": "ur = 'den egna'"}, base=base)
    assert pack.rules("ord") == {"ur": "den egna"} and pack.rules("frister") == {"ur": "basen"}
    assert pack.files == {**base.files, "rules/ord.toml": pack.meta["files"]["rules/ord.toml"]}


def test_a_base_may_stand_on_a_base_and_lend_its_parts(packs, base):
    encoder = packs("kodare-1.0.0", {"config.json": "{}"}, kind="kodare")
    middle = packs("mellan-1.0.0", {}, base=base, encoder=encoder)
    pack = packs("ny-1.0.0", {}, base=middle)
    assert pack.rules("ord") == {"ur": "basen"}
    assert pack.part("encoder").path == encoder.path and pack.part("encoder").kind == "kodare"


def test_a_package_that_stands_alone_has_no_base_and_no_parts(packs):
    pack = packs("ensam-1.0.0", {})
    assert (pack.base, pack.part("encoder"), pack.part("language"), pack.kind) == (None, None, None, "modell")


def test_a_file_that_neither_the_package_nor_its_base_has_is_told(packs, base):
    with pytest.raises(ModelError, match=r"ny-1\.0\.0: rules/saknas\.toml saknas"):
        packs("ny-1.0.0", {}, base=base).rules("saknas")


def test_a_changed_base_is_refused_in_swedish(packs, base):
    pack = packs("ny-1.0.0", {}, base=base)
    packs("bas-1.0.0", {"rules/ord.toml": "ur = 'en ändrad bas'"})
    with pytest.raises(ModelError, match=r"ny-1\.0\.0 är gjord för bas-1\.0\.0 i en annan lydelse"):
        pack.rules("ord")


def test_a_missing_base_is_told_by_name(packs, base):
    pack = packs("ny-1.0.0", {}, base=base)
    shutil.rmtree(base.path)
    with pytest.raises(NotFound, match=r"bas-1\.0\.0"):
        pack.rules("ord")


def test_a_base_that_lies_elsewhere_is_found_among_the_models(packs, base, tmp_path, monkeypatch):
    pack = packs("ny-1.0.0", {}, base=base)
    (tmp_path / "annan").mkdir()
    shutil.move(base.path, tmp_path / "annan" / "bas-1.0.0")
    monkeypatch.setenv("NLP_ARENDEN_MODELS", str(tmp_path / "annan"))
    assert open_pack(pack.path).rules("ord") == {"ur": "basen"}


def test_the_digest_changes_when_the_base_changes(packs, base):
    pack = packs("ny-1.0.0", {"taxonomy.toml": ""}, base=base)
    before, stamp = pack.digest, pack.stamp
    changed = packs("bas-1.0.0", {"rules/ord.toml": "ur = 'en ändrad bas'"})
    after = packs("ny-1.0.0", {"taxonomy.toml": ""}, base=changed)
    assert pack.meta["files"] == after.meta["files"] and before != after.digest
    assert stamp.sha256 == before and stamp.regler_sha256 != after.stamp.regler_sha256


def test_a_changed_encoder_changes_the_digest_but_not_that_of_the_rules(packs, base):
    stamps = []
    for text in ("{}", "{ }"):
        encoder = packs("kodare-1.0.0", {"config.json": text}, kind="kodare")
        stamps.append(packs("ny-1.0.0", {}, base=base, encoder=encoder).stamp)
    first, second = stamps
    assert first.sha256 != second.sha256 and first.regler_sha256 == second.regler_sha256


def test_the_faults_of_a_package_hold_those_of_its_base(packs, base):
    pack = packs("ny-1.0.0", {"taxonomy.toml": ""}, base=base)
    assert pack.faults() == []
    (base.path / "rules" / "ord.toml").write_text("ur = 'någon annan'", "utf8")
    (pack.path / "taxonomy.toml").unlink()
    assert pack.faults() == ["taxonomy.toml: saknas", "bas-1.0.0: rules/ord.toml: har ändrats (fel sha256)"]


def test_a_folder_in_the_working_directory_does_not_hide_a_model_of_that_name(tmp_path, monkeypatch):
    (tmp_path / "snabb").mkdir()
    monkeypatch.chdir(tmp_path)
    assert open_pack("snabb").meta["name"] == "snabb"


def test_a_table_with_a_cut_row_is_refused(copy):
    table = copy / "tables" / "alias.tsv"
    table.write_text(table.read_text("utf8") + "bara ett fält\n", "utf8")
    with pytest.raises(ModelError, match="tabellen alias"):
        open_pack(copy).table("alias")
