"""Each sentence knows where it stands, and the Doc knows where sentences begin."""

import subprocess
import sys

import pytest

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.annotations import MENINGAR
from nlp_arenden.pipeline.language import build_pipeline


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline(open_pack())


def test_a_sentence_knows_the_kind_of_its_section(nlp):
    doc = nlp("Bakgrund\u2029Bron är gammal.\u2029Ekonomiska konsekvenser\u2029Bron kostar 2 mnkr. Pengarna finns.")
    kinds = [(span.of(doc.text), place.kind) for span, place in MENINGAR.read(doc)]
    assert kinds == [
        ("Bron är gammal.", "bakgrund"),
        ("Bron kostar 2 mnkr.", "ekonomi"),
        ("Pengarna finns.", "ekonomi"),
    ]


def test_the_sentences_of_the_doc_begin_there(nlp):
    doc = nlp("Bron är gammal. Den rivs.\u2029Bron kostar 2 mnkr.")
    assert [sentence.text.strip() for sentence in doc.sents] == ["Bron är gammal.", "Den rivs.", "Bron kostar 2 mnkr."]


@pytest.mark.parametrize("text", ["", " ", "\u2029", "–", "1"])
def test_a_text_of_nothing_is_no_fault(nlp, text):
    assert nlp(text).text == text


def test_torch_stays_out_of_a_process_that_has_no_use_for_it():
    code = (
        "from nlp_arenden.pipeline.torchless import block_torch; block_torch();"
        "import spacy, sys; spacy.blank('sv')('Bron rivs.'); print(sys.modules['torch'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "None"


def test_a_heading_in_one_line_with_its_text_is_no_part_of_the_sentence(nlp):
    doc = nlp("Bakgrund\u2029Behov av bryggan Vid ån finns två lägen. Ett är billigt.")
    assert [span.of(doc.text) for span, _ in MENINGAR.read(doc)] == ["Vid ån finns två lägen.", "Ett är billigt."]
