"""A slow, good reader of tags (names, parts of speech), which marks running text for a fast one to learn from.

The encoder with a layer on top gives every word a tag. Trained on the few sentences with gold, it marks
thousands without; the convolutional reader of the pipeline is trained on both (distillation).
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from nlp_arenden.errors import CorpusError
from nlp_arenden.pipeline.encoder import padded
from nlp_arenden.training.language.names import TAGS, Tagged

_LONGEST = 160  # tokens of a sentence
_IGNORED = -100


class Teacher(nn.Module):
    """The encoder of a folder with a layer that gives each word one of ``tags``.

    With ``layers`` only so many of the encoder's first ones are used: the last ones know more of what a text is about
    than of its grammar.
    """

    def __init__(self, folder: Path, tags: Sequence[str] = TAGS, layers: int | None = None) -> None:
        super().__init__()
        self.tags = tuple(tags)
        self.tokenizer: Any = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.encoder: Any = AutoModel.from_pretrained(
            folder, local_files_only=True, add_pooling_layer=False, dtype=torch.float32
        )
        if layers is not None and layers > len(self.encoder.encoder.layer):
            raise CorpusError(f"{folder} har färre än {layers} lager. Gör om ursprunget med --all-layers.")
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.encoder.embeddings.requires_grad_(False)
        self.tagger = nn.Linear(self.encoder.config.hidden_size, len(self.tags))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Scores of the tags (sentences x tokens x tags)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        scores: Tensor = self.tagger(nn.functional.dropout(hidden, 0.1, self.training))
        return scores

    def tokens(self, words: Sequence[str]) -> tuple[list[int], dict[int, int]]:
        """Token ids of a sentence, and by word the place of its first token; a word cut off or empty has none."""
        found = self.tokenizer(list(words), is_split_into_words=True, truncation=True, max_length=_LONGEST)
        first: dict[int, int] = {}
        for place, word in enumerate(found.word_ids()):
            if word is not None:
                first.setdefault(word, place)
        return found["input_ids"], first

    def learn(
        self, sentences: Sequence[Tagged], epochs: int, rate: float, seed: int, batch: int = 32, lead: float = 1.0
    ) -> None:
        """Trains on sentences with tags; the layer on top, which knows nothing at first, ``lead`` times as fast."""
        torch.manual_seed(seed)
        rng = random.Random(seed)
        number = {tag: k for k, tag in enumerate(self.tags)}
        rows = [(*self.tokens(s.words), [number[t] for t in s.tags]) for s in sentences]
        steps = epochs * -(-len(rows) // batch)
        groups: list[dict[str, Any]] = [
            {"params": [p for p in self.encoder.parameters() if p.requires_grad]},
            {"params": self.tagger.parameters(), "lr": lead * rate},
        ]
        optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda k: min((k + 1) / (0.1 * steps), max(0.0, 1 - k / steps))
        )
        self.train()
        for _ in range(epochs):
            rng.shuffle(rows)
            pools = [sorted(rows[k : k + batch * 20], key=lambda r: len(r[0])) for k in range(0, len(rows), batch * 20)]
            batches = [pool[k : k + batch] for pool in pools for k in range(0, len(pool), batch)]
            rng.shuffle(batches)
            for some in batches:
                ids, mask = padded([row[0] for row in some], self.tokenizer.pad_token_id)
                truth = torch.full(ids.shape, _IGNORED)
                for k, (_, places, tags) in enumerate(some):
                    truth[k, list(places.values())] = torch.tensor([tags[word] for word in places], dtype=torch.long)
                loss = nn.functional.cross_entropy(
                    self(ids, mask).flatten(0, 1), truth.flatten(), ignore_index=_IGNORED
                )
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(self.parameters(), 1.0)
                optimizer.step()
                schedule.step()
            sys.stderr.write(f"{loss.item():.4f}\n")

    def mark(self, sentences: Sequence[Sequence[str]], batch: int = 64) -> list[tuple[Tagged, float]]:
        """The sentences with tags, each with the probability of its least certain word.

        A word beyond the longest sentence gets the first tag.
        """
        self.eval()
        order = sorted(range(len(sentences)), key=lambda k: len(sentences[k]))
        found: dict[int, tuple[Tagged, float]] = {}
        with torch.inference_mode():
            for start in range(0, len(order), batch):
                some = order[start : start + batch]
                tokens = [self.tokens(sentences[k]) for k in some]
                ids, mask = padded([row[0] for row in tokens], self.tokenizer.pad_token_id)
                chances = self(ids, mask).softmax(-1)
                for row, k in enumerate(some):
                    places = tokens[row][1]
                    sure, best = chances[row, list(places.values())].max(-1)
                    tags = [self.tags[0]] * len(sentences[k])
                    for word, tag in zip(places, best, strict=True):
                        tags[word] = self.tags[int(tag)]
                    found[k] = Tagged(tuple(sentences[k]), _mended(tags)), float(sure.min()) if places else 0.0
        return [found[k] for k in range(len(sentences))]


def _mended(tags: Sequence[str]) -> tuple[str, ...]:
    """The tags with every inside tag that follows on nothing of its kind made a beginning."""
    mended: list[str] = []
    for tag in tags:
        before = mended[-1] if mended else "O"
        mended.append(f"B-{tag[2:]}" if tag.startswith("I-") and before[2:] != tag[2:] else tag)
    return tuple(mended)
