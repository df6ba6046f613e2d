"""The encoder is tuned on made-up documents of three subjects, and what it learns is put to disk."""

import json
import random
from collections import Counter

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from transformers import AutoModel, AutoTokenizer

from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.training.encoder.tuning import (
    HEADS,
    Item,
    Tuner,
    batches,
    fit,
    items_of,
    tune,
)
from nlp_arenden.training.themes.policy import ABROAD
from nlp_arenden.training.themes.sources import Example
from tests.tiny_encoder import WORDS, write_encoder

PLAN = {
    "seed": 7,
    "epochs": 3,
    "batch": 16,
    "learning_rate": 5e-3,
    "head_rate": 2e-2,
    "warmup": 0.1,
    "frozen_layers": 1,
    "title_tokens": 8,
    "part_tokens": 16,
    "parts": 3,
    "first_part": 0.5,
    "pairing": 0.3,
    "temperature": 0.05,
}
SUBJECTS = {"Skola": WORDS[:10], "Trafik": WORDS[10:20], "Vård": WORDS[20:30]}


def document(subject, rng):
    """A title and a text in the subject's own words."""
    return " ".join(rng.choices(SUBJECTS[subject], k=3)), " ".join(rng.choices(SUBJECTS[subject], k=60))


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    return write_encoder(tmp_path_factory.mktemp("ursprung"))


@pytest.fixture
def items(origin):
    rng = random.Random(1)
    made = [Example(*document(subject, rng), (), str(n), labels=(subject,)) for n in range(32) for subject in SUBJECTS]
    tokenizer = AutoTokenizer.from_pretrained(origin, local_files_only=True)
    return items_of(made, "subjects", list(SUBJECTS), tokenizer, PLAN)


def tuner(origin, frozen=1):
    torch.manual_seed(3)
    encoder = AutoModel.from_pretrained(origin, local_files_only=True, add_pooling_layer=False)
    return Tuner(encoder, {"subjects": len(SUBJECTS)}, frozen)


@pytest.mark.parametrize("counts", [(50, 33), (7, 500), (16, 8), (9, 1)])
def test_the_batches_cover_every_item_once_but_for_too_small_rests(counts):
    size = 8
    rng = random.Random(2)
    made = [
        Item([n], [[0] * rng.randrange(3, 30)], head, [])
        for head, count in zip(("subjects", "committees"), counts, strict=True)
        for n in range(count)
    ]
    found = list(batches(made, size, rng))
    assert all(len({item.head for item in batch}) == 1 and size // 2 < len(batch) <= size for batch in found)
    times = Counter((item.head, item.title[0]) for batch in found for item in batch)
    assert set(times.values()) <= {1}
    for head, count in zip(("subjects", "committees"), counts, strict=True):
        rest = count % size
        assert sum(of == head for of, _ in times) == (count - rest if rest <= size // 2 else count)


def test_the_batches_come_in_another_order_every_epoch():
    made = [Item([n], [[0, 2]], "subjects", []) for n in range(64)]
    rng = random.Random(2)
    first, second = ([item.title[0] for batch in batches(made, 8, rng) for item in batch] for _ in range(2))
    assert first != second and sorted(first) == sorted(second)


def test_an_item_is_a_title_and_parts_without_the_repeated_title(origin):
    tokenizer = AutoTokenizer.from_pretrained(origin, local_files_only=True)
    body = " ".join(WORDS[:20])
    made = Example("ta te", f"# ta te\n\n{body}", (), "", labels=("Trafik", "okänd"))
    (item,) = items_of([made], "subjects", list(SUBJECTS), tokenizer, PLAN)
    known = tokenizer(body)["input_ids"]
    assert item.title == tokenizer("ta te")["input_ids"]
    assert item.parts == [[*known[:15], 2], [0, *known[15:]]]
    assert item.labels == [1]


def test_tuning_lowers_the_loss(origin, items):
    losses = fit(tuner(origin), items, PLAN, random.Random(7))
    assert len(losses) == PLAN["epochs"] * len(items) // PLAN["batch"]
    assert sum(losses[-4:]) < 0.8 * sum(losses[:4])


def test_tuning_twice_gives_the_same_losses(origin, items):
    once, again = (fit(tuner(origin), items, {**PLAN, "epochs": 1}, random.Random(7)) for _ in range(2))
    assert once == again


def test_tuning_ends_when_its_time_is_out(origin, items):
    assert len(fit(tuner(origin), items, PLAN, random.Random(7), seconds=0)) == 1


def test_embeddings_and_frozen_layers_stay_as_they_were(origin, items):
    model = tuner(origin)
    before = {name: tensor.clone() for name, tensor in model.encoder.state_dict().items()}
    fit(model, items, {**PLAN, "epochs": 1}, random.Random(7))
    changed = {name for name, tensor in model.encoder.state_dict().items() if (tensor != before[name]).any()}
    assert changed and all(name.startswith("encoder.layer.1.") for name in changed)


@pytest.fixture(scope="module")
def tuned(tmp_path_factory, origin):
    folder = tmp_path_factory.mktemp("recept")
    rng = random.Random(4)
    pages = [(subject, n, *document(subject, rng)) for n in range(101) for subject in SUBJECTS]
    motions = [(subject, n, *document(subject, rng)) for n in range(20) for subject in ("Skola", "Vård")]
    categories = [
        {"titel": title, "text": text, "kategorier": [subject], "url": f"{subject}{n}", "datum": "2024-01-01"}
        for subject, n, title, text in pages
    ]
    of_committees = [
        {"titel": title, "text": text, "organ": f"{subject}utskottet", "dok_id": f"{subject}{n}"}
        for subject, n, title, text in motions
    ]
    for name, rows in (("sidor", categories), ("motioner", of_committees)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    themes = [*SUBJECTS, "Skolautskottet", "Vårdutskottet"]
    (folder / "tema.tsv").write_text("märke\ttema\n" + "".join(f"{name}\t1\n" for name in themes), "utf8")
    plan = {**PLAN, "epochs": 1}
    (folder / "recept.toml").write_text(
        "[tuning]\n"
        + "".join(f"{name} = {value}\n" for name, value in plan.items())
        + '[[source]]\nkind = "categories"\ndata = "sidor.jsonl"\nmap = "tema.tsv"\n'
        + '[[source]]\nkind = "motions"\ndata = "motioner.jsonl"\nmap = "tema.tsv"\n',
        "utf8",
    )
    tune(folder / "recept.toml", folder, origin, folder / "slipad")
    return folder / "slipad"


def test_the_tuned_encoder_is_written_in_half_precision_and_can_be_used(tuned, origin):
    weights = load_file(tuned / "model.safetensors")
    assert {tensor.dtype for tensor in weights.values()} == {torch.float16}
    texts = [" ".join(SUBJECTS["Skola"]), " ".join(SUBJECTS["Vård"])]
    after, before = Encoder.load(tuned).vectors(texts), Encoder.load(origin).vectors(texts)
    assert abs(after - before).max() > 0.01
    assert after[0] @ after[1] < before[0] @ before[1]


def test_the_heads_lie_beside_with_the_names_of_their_labels(tuned):
    with safe_open(tuned / HEADS, "pt") as file:
        labels = json.loads(file.metadata()["labels"])
        sizes = {name: file.get_slice(name).get_shape() for name in file.keys()}  # noqa: SIM118
    assert labels["committees"] == ["Skolautskottet", "Vårdutskottet"]
    assert labels["subjects"] == ["Skola", "Trafik", "Vård", ABROAD]
    assert sizes == {
        "subjects.weight": [4, 16],
        "subjects.bias": [4],
        "committees.weight": [2, 16],
        "committees.bias": [2],
    }


def test_nothing_that_was_written_is_a_pickle(tuned):
    assert {path.suffix for path in tuned.iterdir()} == {".json", ".safetensors"}
