"""Vectors for texts, by a transformer that lies in a folder on this machine.

Any checkpoint that transformers reads and that gives a vector for each token will do: the one that ships
(``kodare``), or a downloaded KB-BERT. Nothing is ever fetched, and only safetensors are opened.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from nlp_arenden.errors import ModelError

if TYPE_CHECKING:
    import torch

Vectors = npt.NDArray[np.float32]

WEIGHTS = "model.safetensors"
PART_TOKENS = 128
_BATCH = 16
_CHARACTERS_A_TOKEN = 12  # generous: text beyond this many a token is never read


class Encoder:
    """A loaded checkpoint. Make it once and use it for many texts; it runs on as many threads as torch is told to."""

    def __init__(self, model: Any, tokenizer: Any) -> None:
        self._model, self._tokenizer = model, tokenizer
        self._longest = min(PART_TOKENS, getattr(model.config, "max_position_embeddings", PART_TOKENS))

    @classmethod
    def load(cls, folder: Path) -> "Encoder":
        """The encoder in a folder with ``config.json``, ``model.safetensors`` and a tokenizer.

        Raises:
            ModelError: the folder lacks a file or a part of one, or transformers cannot read it.
        """
        if not (folder / WEIGHTS).is_file():
            raise ModelError(f"{folder} är ingen textkodare: {WEIGHTS} saknas. Ange en mapp med en hämtad modell.")
        import torch
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        try:
            model, told = AutoModel.from_pretrained(
                folder,
                local_files_only=True,
                use_safetensors=True,
                trust_remote_code=False,
                dtype=torch.float32,
                output_loading_info=True,
            )
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        except Exception as fault:  # the libraries below have kinds of their own, without a common root
            raise ModelError(
                f"Textkodaren {folder.name} går inte att läsa ({type(fault).__name__}). Hämta den på nytt."
            ) from fault
        # transformers makes up what a folder lacks: random weights, an empty vocabulary. The pooler is not used.
        lacking = [name for name in told["missing_keys"] if not name.startswith("pooler.")]
        if lacking or not len(tokenizer) <= model.config.vocab_size < 2 * len(tokenizer):
            raise ModelError(f"Textkodaren {folder.name} är inte hel: vikter eller ord saknas. Hämta den på nytt.")
        made = cls(model.eval(), tokenizer)
        try:
            made.vectors(["", "ett ord"])
        except Exception as fault:  # a decoder, or a tokenizer without marks: each fails in a way of its own
            raise ModelError(
                f"Textkodaren {folder.name} ger inga vektorer för text ({type(fault).__name__}). "
                "Ange en modell av BERT-slag."
            ) from fault
        return made

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return int(self._model.config.hidden_size)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One unit vector for each text (texts x width); a long text is read to its 128th token."""
        return self._embed([self._parts(text, 1)[0] for text in texts])

    def documents(self, parted: Sequence[tuple[str, str]], most_parts: int) -> list[Vectors]:
        """For each (title, text) the unit vectors of the title and of up to ``most_parts`` parts of the text."""
        rows: list[list[int]] = []
        ends = []
        for title, text in parted:
            rows += [*self._parts(title, 1), *self._parts(text, most_parts)]
            ends.append(len(rows))
        return np.split(self._embed(rows), ends)[:-1]

    def _parts(self, text: str, most: int) -> list[list[int]]:
        room = (self._longest - 2) * most
        ids = self._tokenizer(
            text[: (room + 2) * _CHARACTERS_A_TOKEN], truncation=True, max_length=room + 2, verbose=False
        )["input_ids"]
        return parts_of_ids(ids, self._longest)

    def _embed(self, rows: Sequence[list[int]]) -> Vectors:
        import torch

        found = np.zeros((len(rows), self.width), np.float32)
        order = sorted(range(len(rows)), key=lambda k: len(rows[k]))
        with torch.inference_mode():
            for start in range(0, len(order), _BATCH):
                some = order[start : start + _BATCH]
                ids, mask = padded([rows[k] for k in some], self._tokenizer.pad_token_id or 0)
                hidden = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
                found[some] = unit_means(hidden, mask).numpy()
        return found


def parts_of_ids(ids: Sequence[int], width: int) -> list[list[int]]:
    """Token ids with marks at both ends, cut into parts of at most ``width`` with the same marks.

    A last part of less than a third of the width is left out: it says little and would weigh as much.
    """
    inner, step = list(ids[1:-1]), width - 2
    parts = [[ids[0], *inner[k : k + step], ids[-1]] for k in range(0, max(1, len(inner)), step)]
    if len(parts) > 1 and len(parts[-1]) < width // 3:
        parts.pop()
    return parts


def padded(rows: Sequence[Sequence[int]], pad: int) -> "tuple[torch.Tensor, torch.Tensor]":
    """Token ids as one tensor (rows x longest), and the mask that is 1 where a token stands."""
    import torch

    longest = max(map(len, rows))
    ids = torch.tensor([[*row, *[pad] * (longest - len(row))] for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return ids, mask


def unit_means(hidden: "torch.Tensor", mask: "torch.Tensor") -> "torch.Tensor":
    """The mean of the tokens' vectors, of length one (rows x width)."""
    import torch

    weight = mask.unsqueeze(-1).to(hidden.dtype)
    return torch.nn.functional.normalize((hidden * weight).sum(1) / weight.sum(1), dim=-1)
