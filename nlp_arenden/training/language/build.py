"""Builds the language pipeline: ``python -m nlp_arenden.training.language.build DATA WORK ORIGIN MODEL [--test]``.

Steps, each left out when its result lies in WORK already: vectors; the treebank's converted train part; running text
marked by teachers (``silver``); tagger, morphologizer and parser; names; the pipeline put together in MODEL; figures
on the dev parts, or with ``--test`` on the test parts, which are not to be looked at while developing.
ORIGIN is the encoder that the teachers start from, as ``training.encoder.origin … --all-layers`` makes it.
"""

import lzma
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.train import train
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.training.converters.conllu_to_docs import conllu_to_docs

from nlp_arenden.pipeline import lemmas  # noqa: F401  the component's factory
from nlp_arenden.training.command import run
from nlp_arenden.training.language import conversion
from nlp_arenden.training.language.lemmas import lemma_component
from nlp_arenden.training.language.name_docs import ORGAN, municipal_docs, tagged_docs
from nlp_arenden.training.language.names import Tagged, read_names
from nlp_arenden.training.language.silver import name_silver, read_plan, tag_silver
from nlp_arenden.training.language.vectors import train_vectors
from nlp_arenden.training.pack import write_manifest

CONFIGS = Path(__file__).parent.parent / "configs"
CORPUS = Path(__file__).parents[3] / "corpora" / "kommunala-namn"
PIPELINE = "pipeline"  # the folder of the spaCy pipeline in the package
_TOGETHER = 10  # sentences in a document, so that sentence borders are learnt from running text
_GOLD_TIMES = 2  # what people have marked is given twice beside what a teacher has


def build(data: Path, work: Path, origin: Path, model: Path, test: bool = False) -> dict[str, Any]:
    """Runs the steps that remain, writes the package and gives its figures.

    Raises:
        CorpusError: a source is missing or damaged.
    """
    work.mkdir(parents=True, exist_ok=True)
    plan = read_plan(CONFIGS / "larare.toml")
    pud, converted = data / "ud" / "pud-test.conllu.xz", work / "train.conllu"
    _once(work / "vectors", lambda out: train_vectors(CONFIGS / "vektorer.toml", data, out))
    _once(converted, lambda out: conversion.convert_treebank(data, out))
    _once(work / "train" / "talbanken.spacy", lambda out: _as_docs(converted, out, _GOLD_TIMES))
    _once(work / "train" / "pud.spacy", lambda out: _as_docs(pud, out, _GOLD_TIMES))
    _once(work / "train" / "silver.spacy", lambda out: tag_silver(plan, origin, [converted, pud], data, out))
    _once(work / "dev.spacy", lambda out: _as_docs(data / "ud" / "talbanken-dev.conllu.xz", out))
    _once(work / "names" / "train" / "gold.spacy", lambda out: _name_docs(data, out, work / "names" / "hold.spacy"))
    _once(work / "names" / "train" / "silver.spacy", lambda out: _name_silver(plan, origin, data, out))
    nlp = _trained(work / "syntax", "sv_arenden.cfg", work / "vectors", work / "train", work / "dev.spacy")
    names = _trained(
        work / "names" / "model",
        "sv_namn.cfg",
        work / "vectors",
        work / "names" / "train",
        work / "names" / "hold.spacy",
    )
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=names, first=True)  # after the parser it would let no name cross a border set wrongly
    nlp.add_pipe("arenden_lemma", after="morphologizer").from_bytes(lemma_component(pud).to_bytes())  # type: ignore[attr-defined]
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # folders of the machine that trained it
    nlp.to_disk(model / PIPELINE)
    part = "test" if test else "dev"
    uner = tagged_docs(nlp, read_names(data / "ner" / f"uner-talbanken-{part}.iob2.xz"))
    own = municipal_docs(nlp, CORPUS / f"{part}.jsonl", data)
    figures = {
        f"talbanken_{part}": measure(nlp, data / "ud" / f"talbanken-{part}.conllu.xz"),
        f"uner_{part}": measure_names(nlp, list(uner)),
        f"kommunala_namn_{part}": measure_names(nlp, own),
    }
    configs = {"sprak": "sv_arenden.cfg", "namn": "sv_namn.cfg", "larare": "larare.toml"}
    write_manifest(model, figures=figures, kind="sprak", config=configs)
    return figures


def measure(nlp: Language, treebank: Path) -> dict[str, float]:
    """Agreement with a treebank's analysis of its raw text, and words a second on one core.

    The first reading decides the lemma of each new word; the second and third, without and with names, know them.
    """
    gold = list(_docs(treebank, nlp))
    texts = [doc.text for doc in gold]
    list(nlp.pipe(texts[:2]))
    with nlp.select_pipes(disable=["ner"]):
        read, seconds = _timed(nlp, texts)
        _, again = _timed(nlp, texts)
    _, with_names = _timed(nlp, texts)
    pairs = [Example(doc, right) for doc, right in zip(read, gold, strict=True)]
    found = Scorer(nlp).score(pairs) | Scorer.score_token_attr(pairs, "lemma")
    names = {"upos": "pos_acc", "xpos": "tag_acc", "morph": "morph_acc", "lemma": "lemma_acc", "uas": "dep_uas"}
    names |= {"las": "dep_las", "sentence_f": "sents_f"}
    return {
        "words": sum(len(doc) for doc in gold),
        **{name: round(float(found[key]), 4) for name, key in names.items()},
        "words_a_second_first": round(sum(map(len, read)) / seconds),
        "words_a_second": round(sum(map(len, read)) / again),
        "words_a_second_with_names": round(sum(map(len, read)) / with_names),
    }


def _timed(nlp: Language, texts: Sequence[str]) -> tuple[list[Doc], float]:
    """The texts read, and the CPU seconds that it took."""
    start = time.process_time()
    return list(nlp.pipe(texts)), time.process_time() - start


def measure_names(nlp: Language, docs: Sequence[Doc]) -> dict[str, Any]:
    """F1 of names by kind and in all, on Docs with gold names; ``ORGAN`` and ``ORG`` count as one kind."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for gold, read in zip(docs, nlp.pipe([doc.text for doc in docs]), strict=True):
        known, found = _places(gold), _places(read)
        for counter, places in ((right, known & found), (said, found), (there, known)):
            counter.update(kind for _, _, kind in places)
            counter["alla"] += len(places)
    return {
        kind: {"names": there[kind], "f1": round(2 * right[kind] / max(1, said[kind] + there[kind]), 3)}
        for kind in sorted(there)
    }


def _places(doc: Doc) -> set[tuple[int, int, str]]:
    return {(e.start_char, e.end_char, "ORG" if e.label_ == ORGAN else e.label_) for e in doc.ents}


def _name_docs(data: Path, fit: Path, hold: Path) -> None:
    """Names to learn from, and to choose by."""
    nlp = spacy.blank("sv")
    kept, held = _treebank_names(data)
    own, own_held = (municipal_docs(nlp, CORPUS / f"{part}.jsonl", data) for part in ("train", "dev"))
    news = tagged_docs(nlp, read_names(data / "ner" / "klintan-train.txt.xz"))
    held += read_names(data / "ner" / "uner-talbanken-dev.iob2.xz")
    DocBin(docs=[*tagged_docs(nlp, held), *own_held]).to_disk(hold)
    DocBin(docs=[*tagged_docs(nlp, kept * _GOLD_TIMES), *news, *own * _GOLD_TIMES]).to_disk(fit)


def _name_silver(plan: dict[str, Any], origin: Path, data: Path, out: Path) -> None:
    """Running text marked by a teacher of the treebank's and the news' names.

    The teacher knows nothing of municipal bodies: sentences with a word that names one are left out.
    """
    gold = [*_treebank_names(data)[0] * _GOLD_TIMES, *read_names(data / "ner" / "klintan-train.txt.xz")]
    own = municipal_docs(spacy.blank("sv"), CORPUS / "train.jsonl", data)
    bodies = {token.lower_ for doc in own for name in doc.ents if name.label_ == ORGAN for token in name}
    name_silver(plan, origin, gold, data, out, without=bodies)


def _treebank_names(data: Path) -> tuple[list[Tagged], list[Tagged]]:
    """The treebank's sentences to learn from, and every eighth twenty of them to choose by."""
    treebank = read_names(data / "ner" / "uner-talbanken-train.iob2.xz")
    twenties = [treebank[k : k + 20] for k in range(0, len(treebank), 20)]
    kept = [s for k, some in enumerate(twenties) if k % 8 for s in some]
    return kept, [s for k, some in enumerate(twenties) if k % 8 == 0 for s in some]


def _trained(out: Path, config: str, vectors: Path, learn: Path, choose: Path) -> Language:
    """The best pipeline that a config file gives, trained unless it lies there."""
    paths = {"paths.vectors": str(vectors), "paths.train": str(learn), "paths.dev": str(choose)}
    _once(out, lambda made: train(CONFIGS / config, made, overrides=paths))
    return spacy.load(out / "model-best")


def _once(out: Path, make: Callable[[Path], Any]) -> None:
    """Makes a file or folder unless it is there: beside its place, so that what an interruption leaves is not taken."""
    if out.exists():
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    half = out.with_name(f"halv-{out.name}")
    if half.is_dir():
        shutil.rmtree(half)
    make(half)
    half.rename(out)


def _as_docs(treebank: Path, out: Path, times: int = 1) -> None:
    DocBin(docs=list(_docs(treebank, spacy.blank("sv"))) * times).to_disk(out)


def _docs(treebank: Path, nlp: Language) -> Iterator[Doc]:
    """The treebank's sentences, ten in a Doc of one running text."""
    packed = treebank.suffix == ".xz"
    with lzma.open(treebank, "rt", encoding="utf8") if packed else treebank.open(encoding="utf8") as file:
        for doc in conllu_to_docs(file.read(), n_sents=_TOGETHER, no_print=True):  # type: ignore[no-untyped-call]
            yield Doc(nlp.vocab).from_bytes(doc.to_bytes())


if __name__ == "__main__":
    run(build)
