"""Running text marked by teachers: names, and parts of speech with features, as spaCy Docs to learn from.

The recipe ``configs/larare.toml`` says how the teachers are taught and which text they mark.
"""

import random
import tomllib
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.training.language.name_docs import tagged_docs
from nlp_arenden.training.language.names import TAGS, Tagged
from nlp_arenden.training.language.teacher import Teacher
from nlp_arenden.training.language.treebank import read_treebank
from nlp_arenden.training.running_text import paragraphs

_BETWEEN = "\t"  # the parts of a tag: UPOS, XPOS, features
_SEED = 11
_TOGETHER = 10  # sentences in a document


def read_plan(recipe: Path) -> dict[str, Any]:
    """The recipe."""
    return tomllib.loads(recipe.read_text("utf8"))


def running_sentences(
    plan: dict[str, Any], data: Path, nlp: Language, without: Container[str] = ()
) -> list[tuple[str, ...]]:
    """Sentences as words, drawn from the recipe's texts; none with one of the words ``without``, in small letters."""
    silver = plan["silver"]
    found = []
    for paragraph in paragraphs(plan["text"], data):
        for span in find_sentences(paragraph):
            words = tuple(token.text for token in nlp.make_doc(span.of(paragraph)) if not token.is_space)
            fits = silver["shortest"] <= len(words) <= silver["longest"]
            if fits and not any(word.lower() in without for word in words):
                found.append(words)
    random.Random(_SEED).shuffle(found)
    return found[: silver["sentences"]]


def name_silver(
    plan: dict[str, Any],
    origin: Path,
    gold: Sequence[Tagged],
    data: Path,
    out: Path,
    without: Container[str] = (),
) -> None:
    """Teaches a teacher the names of ``gold``, and writes the running sentences that it is sure of, as a DocBin."""
    nlp = spacy.blank("sv")
    marked = _marked(
        plan, "names", Teacher(origin, TAGS, plan["names"]["layers"]), gold, running_sentences(plan, data, nlp, without)
    )
    DocBin(docs=tagged_docs(nlp, marked)).to_disk(out)


def tag_silver(plan: dict[str, Any], origin: Path, treebanks: Iterable[Path], data: Path, out: Path) -> None:
    """The same with the parts of speech and features of treebanks; the Docs have no heads and no sentence borders."""
    gold = [
        Tagged(sentence.forms, tuple(_BETWEEN.join((t.upos, t.xpos, t.feats)) for t in sentence.tokens))
        for path in treebanks
        for sentence in read_treebank(path)
    ]
    nlp = spacy.blank("sv")
    tags = sorted({tag for sentence in gold for tag in sentence.tags})
    marked = _marked(
        plan, "tags", Teacher(origin, tags, plan["tags"]["layers"]), gold, running_sentences(plan, data, nlp)
    )
    DocBin(docs=_tagged(nlp, marked)).to_disk(out)


def _marked(
    plan: dict[str, Any], kind: str, teacher: Teacher, gold: Sequence[Tagged], sentences: Sequence[tuple[str, ...]]
) -> list[Tagged]:
    how = plan[kind]
    teacher.learn(gold, how["epochs"], how["rate"], how["seed"], how["batch"], how["lead"])
    return [found for found, sure in teacher.mark(sentences) if sure >= plan["silver"][f"{kind}_least_sure"]]


def _tagged(nlp: Language, sentences: Sequence[Tagged]) -> Iterator[Doc]:
    """Docs of ten sentences each, with tags, parts of speech and features."""
    remaining = iter(sentences)
    while some := list(islice(remaining, _TOGETHER)):
        (plain,) = tagged_docs(nlp, [Tagged(s.words, ("O",) * len(s.words)) for s in some], together=_TOGETHER)
        upos, xpos, features = zip(*(tag.split(_BETWEEN) for s in some for tag in s.tags), strict=True)
        yield Doc(
            nlp.vocab,
            words=[token.text for token in plain],
            spaces=[bool(token.whitespace_) for token in plain],
            pos=[*upos],
            tags=[*xpos],
            morphs=["" if one == "_" else one for one in features],
        )
