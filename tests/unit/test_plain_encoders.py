"""A package may use an encoder that is any folder: it is known by its files, and missed when it moves."""

import json

import pytest

from nlp_arenden.errors import ModelError, NotFound
from nlp_arenden.modelpack import ModelPack, open_encoder, open_pack


@pytest.fixture
def encoder(tmp_path):
    folder = tmp_path / "bert"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(b"vikter")
    (folder / "flax_model.msgpack").write_bytes(b"annat")
    return folder


@pytest.fixture
def pack(tmp_path, encoder):
    folder = tmp_path / "egna-1.0.0"
    folder.mkdir()
    uses = {"encoder": {"pack": str(encoder), "sha256": open_encoder(encoder).digest}}
    (folder / "meta.json").write_text(
        json.dumps({"format": 1, "name": "egna", "version": "1.0.0", "files": {}, "uses": uses})
    )
    return open_pack(folder)


def test_the_folder_serves_as_the_encoder(pack, encoder):
    assert pack.part("encoder").path == encoder
    assert pack.faults() == []
    assert pack.uses("encoder")


def test_only_the_files_that_are_read_count(pack, encoder):
    (encoder / "flax_model.msgpack").unlink()
    assert pack.part("encoder").path == encoder


def test_a_changed_folder_is_refused(pack, encoder):
    (encoder / "model.safetensors").write_bytes(b"andra vikter")
    with pytest.raises(ModelError, match=r"har ändrats sedan modellen egna-1\.0\.0 tränades"):
        pack.part("encoder")


def test_a_moved_folder_is_refused(pack, encoder):
    encoder.rename(encoder.with_name("flyttad"))
    with pytest.raises(ModelError, match=r"bert, som inte finns\. Lägg tillbaka mappen"):
        pack.part("encoder")


def test_an_encoder_that_is_nowhere_is_not_found(tmp_path):
    with pytest.raises(NotFound):
        open_encoder(tmp_path / "borta")


def test_a_model_uses_what_its_base_uses(tmp_path):
    snabb = open_pack("snabb")
    uses = {"base": {"pack": snabb.path.name, "sha256": snabb.digest}}
    pack = ModelPack(tmp_path / "egna-1.0.0", {"files": {}, "uses": uses})
    assert pack.uses("base")
    assert pack.uses("encoder") is snabb.uses("encoder") is False
