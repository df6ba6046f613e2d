"""A checkpoint of a few thousand weights, for tests of what reads and trains encoders."""

import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForMaskedLM, BertModel, PreTrainedTokenizerFast

torch.set_num_threads(1)  # several would only wait for each other on so few weights

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
WORDS = tuple(f"{first}{second}" for first in "bdfgklmnrst" for second in ("a", "e", "i", "o", "å"))


def write_encoder(folder, words=WORDS, masked=False, seed=1):
    """A Bert of two layers, sixteen numbers wide, that knows ``words``, written to ``folder`` for transformers."""
    torch.manual_seed(seed)
    vocabulary = {word: k for k, word in enumerate((*SPECIAL, *words))}
    shape = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=160,
        initializer_range=0.3,  # so that word order and neighbours are seen in the vectors
        pad_token_id=1,
    )
    model = BertForMaskedLM(shape) if masked else BertModel(shape, add_pooling_layer=False)
    model.save_pretrained(folder)
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, cls_token="<s>", pad_token="<pad>", sep_token="</s>", unk_token="<unk>"
    ).save_pretrained(folder)
    return folder
