"""Tunes the encoder. ``python -m nlp_arenden.training.encoder.tuning RECIPE DATA ORIGIN FOLDER``.

Two tasks at once, on state documents only: give the subjects that editors have set (categories of the
government's pages, committees of the riksdag's motions), and know which title belongs to which text among
those of a batch (contrastive, InfoNCE). A document's vector is the mean of the vectors of its title and parts.
"""

import json
import random
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from nlp_arenden.pipeline.encoder import padded, parts_of_ids, unit_means
from nlp_arenden.training.command import run
from nlp_arenden.training.themes.policy import subjects_of, training_part, with_joint_label
from nlp_arenden.training.themes.sources import Example, read_source

HEADS = "heads.safetensors"


class Tuner(nn.Module):
    """The encoder with a head for each task."""

    def __init__(self, encoder: Any, heads: Mapping[str, int], frozen: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({name: nn.Linear(encoder.config.hidden_size, size) for name, size in heads.items()})
        encoder.embeddings.requires_grad_(False)
        for layer in encoder.encoder.layer[:frozen]:
            layer.requires_grad_(False)

    def embed(self, rows: Sequence[Sequence[int]]) -> Tensor:
        """Unit vectors, one for each row of token ids."""
        ids, mask = padded(rows, self.encoder.config.pad_token_id)
        return unit_means(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state, mask)

    def logits(self, head: str, document: Tensor) -> Tensor:
        """Scores of a head's labels for document vectors."""
        scores: Tensor = self.heads[head](document * 10.0)
        return scores


@dataclass(frozen=True)
class Item:
    """A document as token ids: title, parts of the text, and which labels of which head it has."""

    title: list[int]
    parts: list[list[int]]
    head: str
    labels: list[int]


def items_of(examples: Sequence[Example], head: str, labels: Sequence[str], tokenizer: Any, plan: Any) -> list[Item]:
    """The examples as token ids, cut by the plan's lengths."""
    width, most = plan["part_tokens"], plan["parts"]
    place = {label: k for k, label in enumerate(labels)}
    items = []
    for start in range(0, len(examples), 500):
        some = examples[start : start + 500]
        titles = tokenizer([e.title for e in some], truncation=True, max_length=plan["title_tokens"])["input_ids"]
        bodies = [body_of(e) for e in some]
        texts = tokenizer(bodies, truncation=True, max_length=(width - 2) * most + 2)["input_ids"]
        for example, title, text in zip(some, titles, texts, strict=True):
            labelled = [place[label] for label in example.labels if label in place]
            items.append(Item(title, parts_of_ids(text, width), head, labelled))
    return items


def body_of(example: Example) -> str:
    """The text without the title that it begins with."""
    return example.text.removeprefix("# ").removeprefix(example.title).strip() or example.text


def batches(items: Sequence[Item], size: int, rng: random.Random) -> Iterator[list[Item]]:
    """Batches of one head each, of items of like length, in random order."""
    found = []
    for head in sorted({item.head for item in items}):
        own = [item for item in items if item.head == head]
        rng.shuffle(own)
        for start in range(0, len(own), size * 20):
            some = sorted(own[start : start + size * 20], key=lambda item: len(item.parts[0]))
            found += [some[k : k + size] for k in range(0, len(some), size)]
    rng.shuffle(found)
    yield from (batch for batch in found if len(batch) > size // 2)


def tune(recipe: Path, data: Path, origin: Path, folder: Path, seconds: float = float("inf")) -> None:
    """Tunes the checkpoint ``origin`` by the recipe and writes it to ``folder``, in half precision.

    Beside it ``heads.safetensors``: a linear layer for each task, with the names of its labels as JSON in the
    metadata (``labels``). The run ends early after ``seconds``.

    Raises:
        CorpusError: a source of the recipe is missing or has the wrong form.
    """
    whole = tomllib.loads(recipe.read_text("utf8"))
    plan = whole["tuning"]
    torch.manual_seed(plan["seed"])
    rng = random.Random(plan["seed"])
    tokenizer = AutoTokenizer.from_pretrained(origin, local_files_only=True)
    sources = {s["kind"]: read_source(s, recipe.parent, data, plan["seed"]) for s in whole["source"]}
    pages = with_joint_label(sources["categories"])
    subjects = subjects_of(sources["categories"])
    learnt = [*subjects.benchmark, *subjects.further]
    pages_to_fit, _ = training_part(pages)
    motions = [e for e in sources["motions"] if e.themes]
    committees = sorted({e.labels[0] for e in motions})
    items = items_of(pages_to_fit, "subjects", learnt, tokenizer, plan)
    items += items_of(motions, "committees", committees, tokenizer, plan)

    encoder = AutoModel.from_pretrained(origin, local_files_only=True, add_pooling_layer=False, dtype=torch.float32)
    labels = {"subjects": learnt, "committees": committees}
    model = Tuner(encoder, {head: len(own) for head, own in labels.items()}, plan["frozen_layers"])
    fit(model, items, plan, rng, seconds)
    encoder.eval().half().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    save_file(model.heads.state_dict(), folder / HEADS, {"labels": json.dumps(labels, ensure_ascii=False)})


def fit(
    model: Tuner, items: Sequence[Item], plan: Any, rng: random.Random, seconds: float = float("inf")
) -> list[float]:
    """Trains the model on the items by the plan, for at most ``seconds``; gives the loss of every step."""
    model.train()
    steps = plan["epochs"] * (len(items) // plan["batch"])
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": plan["learning_rate"]},
            {"params": list(model.heads.parameters()), "lr": plan["head_rate"]},
        ],
        weight_decay=0.01,
    )
    warm = plan["warmup"] * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min((k + 1) / warm, max(0.02, 1 - k / steps)))
    begun, losses = time.monotonic(), list[float]()
    for _ in range(plan["epochs"]):
        for batch in batches(items, plan["batch"], rng):
            loss = _loss(model, batch, plan, rng)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            spent = time.monotonic() - begun
            if len(losses) % 20 == 0:
                sys.stderr.write(f"{len(losses)}/{steps} {spent:.0f} s {np.mean(losses[-20:]):.4f}\n")
            if spent > seconds:
                return losses
    return losses


def _loss(model: Tuner, batch: Sequence[Item], plan: Any, rng: random.Random) -> Tensor:
    drawn = [
        item.parts[0] if rng.random() < plan["first_part"] else item.parts[rng.randrange(len(item.parts))]
        for item in batch
    ]
    titles, texts = model.embed([item.title for item in batch]), model.embed(drawn)
    alike = titles @ texts.T / plan["temperature"]
    own = torch.arange(len(batch))
    pairing = nn.functional.cross_entropy(alike, own) + nn.functional.cross_entropy(alike.T, own)
    scores = model.logits(batch[0].head, (titles + texts) / 2)
    truth = torch.zeros_like(scores)
    for row, item in enumerate(batch):
        truth[row, item.labels] = 1.0
    subject = nn.functional.binary_cross_entropy_with_logits(scores, truth)
    # Summed over labels, the subjects' loss is of the same size as the pairing's.
    loss: Tensor = subject * 10 + plan["pairing"] * pairing / 2
    return loss


if __name__ == "__main__":
    run(tune)
