"""Texts become vectors by a checkpoint in a folder, and by nothing else."""

import json
import pickle
import socket
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file
from transformers import BertForMaskedLM

from nlp_arenden.errors import ModelError
from nlp_arenden.pipeline.encoder import PART_TOKENS, Encoder, padded, parts_of_ids, unit_means
from tests.tiny_encoder import WORDS, write_encoder

TEXTS = [" ".join(WORDS[k : k + n]) for k, n in ((0, 3), (5, 1), (9, 40), (2, 17), (30, 2))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_encoder(tmp_path_factory.mktemp("kodare"))


@pytest.fixture(scope="module")
def encoder(folder):
    return Encoder.load(folder)


@pytest.fixture
def copy(tmp_path):
    return write_encoder(tmp_path / "kopia")


def change_config(folder, **changes):
    config = json.loads((folder / "config.json").read_text("utf8"))
    (folder / "config.json").write_text(json.dumps({**config, **changes}), "utf8")


class Trap:
    """What leaves a file behind when it is unpickled."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return Path.touch, (self.mark,)


def words(count):
    return " ".join(WORDS[k % len(WORDS)] for k in range(count))


def test_every_text_gets_a_vector_of_length_one(encoder):
    vectors = encoder.vectors([*TEXTS, "", "inget känt ord"])
    assert vectors.shape == (7, encoder.width) == (7, 16) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(7), abs=1e-5)


def test_no_texts_give_no_vectors(encoder):
    assert encoder.vectors([]).shape == (0, 16)
    assert encoder.documents([], 3) == []


def test_different_texts_get_different_vectors(encoder):
    alike = np.array(encoder.vectors(TEXTS) @ encoder.vectors(TEXTS).T)
    assert (alike[~np.eye(len(TEXTS), dtype=bool)] < 0.999).all()


def test_the_texts_beside_never_change_a_vector(encoder):
    alone = np.concatenate([encoder.vectors([text]) for text in TEXTS])
    many = TEXTS * 9  # more than a batch, sorted by length inside
    assert encoder.vectors(many) == pytest.approx(np.tile(alone, (9, 1)), abs=1e-5)
    assert encoder.vectors(many[::-1]) == pytest.approx(np.tile(alone[::-1], (9, 1)), abs=1e-5)


def test_padding_and_mean_leave_out_what_is_no_token():
    ids, mask = padded([[5, 6, 7], [8]], 1)
    assert ids.tolist() == [[5, 6, 7], [8, 1, 1]] and mask.tolist() == [[1, 1, 1], [1, 0, 0]]
    hidden = torch.tensor([[[3.0, 0.0], [0.0, 4.0], [0.0, 0.0]], [[0.0, 2.0], [9.0, 9.0], [9.0, 9.0]]])
    assert unit_means(hidden, mask).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0.0, 1.0]]


def test_a_long_text_is_read_to_its_128th_token(encoder):
    inner = PART_TOKENS - 2  # a mark at each end
    whole = encoder.vectors([words(inner)])
    assert encoder.vectors([words(inner) + " ba ba ba"]) == pytest.approx(whole, abs=1e-6)
    assert np.abs(encoder.vectors([words(inner - 1) + " ba"]) - whole).max() > 1e-4


def test_a_document_is_its_title_and_the_parts_of_its_text(encoder):
    inner = PART_TOKENS - 2
    text = words(3 * inner).split()
    parts = [" ".join(text[k : k + inner]) for k in range(0, len(text), inner)]
    (found, other) = encoder.documents([("ba be", " ".join(text)), ("bi", "bo")], 3)
    assert found == pytest.approx(encoder.vectors(["ba be", *parts]), abs=1e-5)
    assert other == pytest.approx(encoder.vectors(["bi", "bo"]), abs=1e-5)


def test_a_document_has_no_more_parts_than_asked_for(encoder):
    ((title, *parts),) = encoder.documents([("ba", words(1000))], 4)
    assert len(parts) == 4 and title == pytest.approx(encoder.vectors(["ba"])[0], abs=1e-5)


def test_a_checkpoint_in_half_precision_gives_nearly_the_same_vectors(encoder, copy):
    weights = load_file(copy / "model.safetensors")
    save_file({name: w.half() for name, w in weights.items()}, copy / "model.safetensors", {"format": "pt"})
    found = Encoder.load(copy).vectors(TEXTS)
    assert found.dtype == np.float32
    assert (found * encoder.vectors(TEXTS)).sum(axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)


def test_a_checkpoint_with_a_layer_for_guessing_words_is_read_too(tmp_path):
    folder = write_encoder(tmp_path / "hel", masked=True)
    inside = BertForMaskedLM.from_pretrained(folder).bert.eval()
    with torch.inference_mode():
        ids, mask = padded([[0, 4, 5, 6, 2]], 1)
        expected = unit_means(inside(input_ids=ids, attention_mask=mask).last_hidden_state, mask)
    assert Encoder.load(folder).vectors([" ".join(WORDS[:3])]) == pytest.approx(expected.numpy(), abs=1e-6)


def test_a_folder_without_safetensors_is_refused_in_swedish(tmp_path):
    with pytest.raises(ModelError, match=r"är ingen textkodare: model\.safetensors saknas"):
        Encoder.load(tmp_path)


def test_pickled_weights_are_never_opened(copy):
    (copy / "model.safetensors").unlink()
    opened = copy / "oppnad"
    (copy / "pytorch_model.bin").write_bytes(pickle.dumps(Trap(opened)))
    with pytest.raises(ModelError, match=r"model\.safetensors saknas"):
        Encoder.load(copy)
    assert not opened.exists()


def test_code_in_the_folder_is_never_run(copy):
    ran = copy / "kord"
    (copy / "egen.py").write_text(f"open({str(ran)!r}, 'w')\n", "utf8")
    change_config(copy, model_type="egen", auto_map={"AutoConfig": "egen.Config", "AutoModel": "egen.Model"})
    with pytest.raises(ModelError, match="går inte att läsa"):
        Encoder.load(copy)
    assert not ran.exists()


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_damaged_file_is_told_in_swedish(copy, name):
    (copy / name).write_bytes((copy / name).read_bytes()[:-40])
    with pytest.raises(ModelError, match="Textkodaren kopia går inte att läsa"):
        Encoder.load(copy)


def test_a_missing_vocabulary_is_not_made_up(copy):
    (copy / "tokenizer.json").unlink()
    (copy / "tokenizer_config.json").unlink()
    with pytest.raises(ModelError, match="Textkodaren kopia är inte hel"):
        Encoder.load(copy)


def test_missing_weights_are_not_made_up(copy):
    change_config(copy, num_hidden_layers=3)
    with pytest.raises(ModelError, match="Textkodaren kopia är inte hel"):
        Encoder.load(copy)


def test_a_tokenizer_without_marks_at_the_ends_is_refused_before_any_work(copy):
    told = json.loads((copy / "tokenizer.json").read_text("utf8"))
    (copy / "tokenizer.json").write_text(json.dumps({**told, "post_processor": None}), "utf8")
    with pytest.raises(ModelError, match="ger inga vektorer"):
        Encoder.load(copy)


def test_nothing_is_fetched(folder, monkeypatch):
    asked = []

    def refuse(*address, **_):
        asked.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    Encoder.load(folder).vectors(TEXTS)
    with pytest.raises(ModelError):
        Encoder.load(folder.parent / "KB" / "bert-base-swedish-cased")
    assert asked == []


@given(st.integers(0, 700), st.integers(3, 160))
def test_the_parts_hold_every_token_in_order_but_those_of_a_short_tail(count, width):
    inner = list(range(10, 10 + count))
    parts = parts_of_ids([0, *inner, 2], width)
    read = [token for part in parts for token in part[1:-1]]
    assert read == inner[: len(read)]
    left_out = len(inner) - len(read)
    assert left_out == 0 or (left_out + 2 < width // 3 and len(parts[-1]) == width)


@given(st.integers(0, 700), st.integers(3, 160))
def test_every_part_has_the_marks_and_is_full_but_the_last(count, width):
    parts = parts_of_ids([0, *range(10, 10 + count), 2], width)
    assert parts and all((part[0], part[-1]) == (0, 2) for part in parts)
    assert all(len(part) == width for part in parts[:-1]) and len(parts[-1]) <= width
    assert len(parts) == 1 or len(parts[-1]) >= width // 3
