"""Own themes as they are read from a package: probabilities, evidence, storage."""

from dataclasses import replace

import numpy as np
import pytest

from nlp_arenden.errors import ModelError
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.linear import linear_text
from nlp_arenden.pipeline.teman.own import OWN, Meaning, OwnThemes, centred
from nlp_arenden.text.spans import TextSpan
from tests.own_documents import small_linear
from tests.tiny_encoder import write_encoder

CAMERA = "Kamerorna ska täcka entréer."
FILLING = "Förslaget ryms inom beslutad ram."


@pytest.fixture(scope="module")
def linear():
    return small_linear()


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return Encoder.load(write_encoder(tmp_path_factory.mktemp("kodare")))


@pytest.fixture
def own(linear):
    weights = np.zeros((len(linear.weights), 1), np.float32)
    weights[linear.vocabulary.words.index("kamerorna")] = 4.0
    terms = replace(linear, weights=weights, intercept=np.array([-1.0]))
    return OwnThemes(["kameror"], ["Kameror"], terms, np.array([0.4]), np.array([0.9]))


def with_meaning(own, encoder, seed=3):
    width = 2 * encoder.width
    rng = np.random.default_rng(seed)
    meaning = Meaning(encoder, rng.normal(size=width) / width, rng.normal(size=(width, 1)))
    silent = replace(own.terms, weights=np.zeros_like(own.terms.weights))
    return replace(own, terms=silent, meaning=meaning)


def sentences_of(text):
    found, start = [], 0
    for part in text.split(". "):
        found.append((TextSpan(start, start + len(part)), part))
        start += len(part) + 2
    return found


def pack_at(folder, **uses):
    return ModelPack(folder, {"files": {}, "uses": uses})


def test_the_words_of_a_theme_make_it_probable(own, linear):
    about, other = (own.probabilities(*linear.terms(linear_text("", text)))[0] for text in (CAMERA, FILLING))
    assert about > 0.5 > other


def test_the_vector_adds_to_the_words(own, encoder, linear):
    own = with_meaning(own, encoder)
    rows, values = linear.terms(linear_text("", FILLING))
    vector = np.random.default_rng(1).normal(size=2 * encoder.width)
    with_vector = own.probabilities(rows, values, vector)[0]
    assert with_vector == pytest.approx(1 / (1 + np.exp(1.0 - own.meaning.scores(vector)[0])))
    assert own.probabilities(rows, values)[0] == pytest.approx(1 / (1 + np.exp(1.0)))


def test_the_sentence_with_the_words_is_the_evidence(own):
    text = f"{FILLING} {CAMERA} Beslutet följs upp. Nämnden behandlade frågan"
    found = own.evidence(0, text, sentences_of(text))
    assert [span.of(text) for span in found] == [CAMERA.removesuffix(".")]


def test_a_repeated_sentence_is_evidence_once_and_at_most_four_are_given(own):
    text = ". ".join([CAMERA.removesuffix(".")] * 2 + [f"Kamerorna {k}" for k in "abcdef"])
    found = own.evidence(0, text, sentences_of(text))
    assert len(found) == 4
    assert list(found) == sorted(found)
    assert len({span.of(text) for span in found}) == 4


def test_without_words_or_encoder_there_is_no_evidence(own):
    assert own.evidence(0, FILLING, sentences_of(FILLING)) == ()
    assert own.evidence(0, "", []) == ()


def test_where_no_words_tell_the_vectors_of_sentences_do(own, encoder):
    own = with_meaning(own, encoder)
    text = "ba be bi. ko ka ke. ta te ti to"
    sentences = sentences_of(text)
    scores = own.meaning.sentence_scores([sentence for _, sentence in sentences])[:, 0]
    assert scores.max() > 0
    assert sentences[int(scores.argmax())][0] in own.evidence(0, text, sentences)


def test_what_was_saved_is_read_again_and_only_rows_that_weigh_are_kept(own, linear, tmp_path):
    own.save(tmp_path / OWN)
    again = OwnThemes.load(pack_at(tmp_path), linear, None)
    assert (again.ids, again.labels) == (own.ids, own.labels)
    np.testing.assert_array_equal(again.terms.weights, own.terms.weights)
    np.testing.assert_array_equal(again.thresholds, own.thresholds)
    with np.load(tmp_path / OWN, allow_pickle=False) as file:
        assert file["rows"].tolist() == [linear.vocabulary.words.index("kamerorna")]


def test_the_encoder_of_the_base_serves_and_another_is_loaded_from_its_own_folder(own, encoder, linear, tmp_path):
    own = with_meaning(own, encoder)
    own.save(tmp_path / OWN)
    assert OwnThemes.load(pack_at(tmp_path), linear, encoder).meaning.encoder is encoder
    with pytest.raises(ModelError, match="textkodare"):
        OwnThemes.load(pack_at(tmp_path), linear, None)


def test_a_damaged_file_and_another_vocabulary_are_refused(own, linear, tmp_path):
    own.save(tmp_path / OWN)
    fewer = replace(linear, weights=linear.weights[:-1])
    with pytest.raises(ModelError, match="annan modell"):
        OwnThemes.load(pack_at(tmp_path), fewer, None)
    (tmp_path / OWN).write_bytes(b"PK\x03\x04 trasig")
    with pytest.raises(ModelError, match="skadad"):
        OwnThemes.load(pack_at(tmp_path), linear, None)


def test_centred_vectors_have_length_one_and_the_centre_itself_none():
    centre = np.array([1.0, 1.0])
    moved = centred(np.array([[4.0, 5.0], [1.0, 1.0]]), centre)
    np.testing.assert_allclose(moved, [[0.6, 0.8], [0.0, 0.0]])
