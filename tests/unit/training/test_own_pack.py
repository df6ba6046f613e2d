"""A package of own themes is written whole, and over nothing but its like."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp_arenden.errors import StoreError, UsageError
from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.teman.own import OwnThemes
from nlp_arenden.training.own.pack import check_target, package_path, write_own
from tests.own_documents import small_linear
from tests.tiny_encoder import write_encoder

FIGURES = {
    "bron": {
        "examples": 8, "counter_examples": 3, "background": 60, "average_precision": 0.8, "average_precision_95": [0.5, 0.9],
        "f1": 0.7, "f1_95": [0.4, 0.8], "threshold": 0.3,
    }
}  # fmt: skip


@pytest.fixture(scope="module")
def own():
    linear = small_linear()
    terms = replace(linear, weights=np.ones((len(linear.weights), 1), np.float32))
    return OwnThemes(["bron"], ['Bron "Nya"'], terms, np.array([0.3]), np.array([1.0]))


def write(path, own, encoder=None):
    write_own(path, own, FIGURES, open_pack("snabb"), encoder)
    return open_pack(path)


def test_a_name_without_a_version_gets_the_first(tmp_path):
    assert package_path(tmp_path / "egna").name == "egna-1.0.0"
    assert package_path(tmp_path / "egna-2.1.0").name == "egna-2.1.0"
    assert package_path(tmp_path / "min-modell").name == "min-modell-1.0.0"


def test_the_package_is_whole_and_stands_on_its_base(own, tmp_path):
    pack = write(tmp_path / "egna-1.0.0", own)
    assert pack.faults() == []
    assert (pack.stamp.namn, pack.stamp.version, pack.kind) == ("egna", "1.0.0", "modell")
    assert pack.base.path == open_pack("snabb").path
    assert pack.meta["uses"]["base"]["pack"] == open_pack("snabb").path.name
    assert pack.toml("own.toml")["theme"] == [{"id": "bron", "label": 'Bron "Nya"', **FIGURES["bron"]}]
    assert [path.name for path in tmp_path.iterdir()] == ["egna-1.0.0"]


def test_the_card_tells_counts_figures_and_weaknesses(own, tmp_path):
    card = write(tmp_path / "egna-1.0.0", own).text("README.md")
    assert '| Bron "Nya" | `bron` | 8 | 3 | 0,80 (0,50–0,90) | 0,70 (0,40–0,80) |' in card
    assert "60 handlingar i modellens bakgrund" in card
    assert "färre än 8 egna motexempel" in card
    assert "{" not in card


def test_an_encoder_elsewhere_is_named_by_its_whole_path(own, tmp_path):
    from nlp_arenden.modelpack import open_encoder

    encoder = open_encoder(write_encoder(tmp_path / "kodare"))
    pack = write(tmp_path / "egna-1.0.0", own, encoder)
    assert pack.meta["uses"]["encoder"]["pack"] == str(tmp_path / "kodare")
    assert pack.part("encoder").path == tmp_path / "kodare"
    assert "`kodare`" in pack.text("README.md")


def test_an_earlier_package_is_replaced_only_when_asked(own, tmp_path):
    path = tmp_path / "egna-1.0.0"
    write(path, own)
    (path / "gammalt.txt").write_text("x")
    with pytest.raises(UsageError, match="--om"):
        check_target(path, again=False)
    check_target(path, again=True)
    assert write(path, own).faults() == []
    assert not (path / "gammalt.txt").exists()


def test_anything_else_is_never_replaced(tmp_path):
    (tmp_path / "bilder-1.0.0").mkdir()
    with pytest.raises(UsageError, match="inte gjord av"):
        check_target(tmp_path / "bilder-1.0.0", again=True)
    with pytest.raises(StoreError, match="finns inte"):
        check_target(tmp_path / "borta" / "egna-1.0.0", again=False)
    check_target(tmp_path / "egna-1.0.0", again=False)


def test_a_write_that_is_refused_leaves_nothing(own, tmp_path, monkeypatch):
    monkeypatch.setattr(OwnThemes, "save", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(StoreError, match="No space left"):
        write_own(tmp_path / "egna-1.0.0", own, FIGURES, open_pack("snabb"), None)
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_package_comes_back_when_the_new_one_cannot_be_moved_there(tmp_path, own, monkeypatch):
    path = tmp_path / "egna-1.0.0"
    write(path, own)
    before = (path / "meta.json").read_bytes()
    real = Path.rename

    def refuse(self, target):
        if self.name == path.name and self.parent != path.parent:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(StoreError, match="plats på disken"):
        write(path, own)
    assert (path / "meta.json").read_bytes() == before
