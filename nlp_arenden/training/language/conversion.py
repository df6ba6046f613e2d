"""From Universal Dependencies v1 to v2: ``python -m nlp_arenden.training.language.conversion DATA OUT.conllu``.

The training part of Swedish Talbanken at hand is annotated by version 1 of the guidelines; its development and test
parts exist in both versions. Rules rebuild the trees (``rebuilding``); what the rules leave over is learnt from the
development part: the relation, the part of speech and the features of each word, from clues about its place.

Source: https://universaldependencies.org/v2/summary.html.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlp_arenden.training.command import run
from nlp_arenden.training.language.clues import Namer, word_clues
from nlp_arenden.training.language.rebuilding import rebuild
from nlp_arenden.training.language.treebank import Sentence, align, read_texts, read_treebank, spaced, write_treebank

Pair = tuple[Sentence, Sentence]
_STRENGTH = 0.3  # of the machines: smaller is smoother


@dataclass(frozen=True)
class Conversion:
    """Converts v1 sentences after having seen pairs of the same sentence in v1 and v2."""

    relations: Namer
    tags: Namer
    features: Namer

    @classmethod
    def learn(cls, pairs: Sequence[Pair]) -> "Conversion":
        """Learns what the rules leave open from pairs of (v1, v2) with the same words."""
        clues = [row for old, _ in pairs for row in word_clues(rebuild(old))]
        tokens = [both for old, new in pairs for both in zip(old.tokens, new.tokens, strict=True)]
        return cls(
            Namer(clues, [new.deprel for _, new in tokens], _STRENGTH),
            Namer(clues, [new.upos for _, new in tokens], _STRENGTH),
            Namer(clues, [_change(old.feats, new.feats) for old, new in tokens], _STRENGTH),
        )

    def convert(self, sentence: Sentence) -> Sentence:
        """The sentence in v2, without lemmas; a tree with one root, if the given one is a tree."""
        tree = rebuild(sentence)
        clues = word_clues(tree)
        named = zip(self.relations.name(clues), self.tags.name(clues), self.features.name(clues), strict=True)
        tokens = []
        for token, head, (relation, upos, change) in zip(sentence.tokens, tree.heads, named, strict=True):
            if (head < 0) != (relation == "root"):
                relation = "root" if head < 0 else "dep"
            feats = _changed(token.feats, change)
            form = token.form.replace("_", " ").strip() or token.form  # v1 writes "t_ex", v2 as printed: "t ex"
            tokens.append(replace(token, form=form, lemma="_", upos=upos, feats=feats, head=head + 1, deprel=relation))
        return replace(sentence, tokens=tuple(tokens))


def _change(old: str, new: str) -> str:
    """What was taken away and what was added, as one name."""
    before, after = set(old.split("|")), set(new.split("|"))
    return "|".join([f"-{one}" for one in sorted(before - after)] + [f"+{one}" for one in sorted(after - before)])


def _changed(old: str, change: str) -> str:
    features = set(old.split("|"))
    for one in filter(None, change.split("|")):
        if one[0] == "-":
            features.discard(one[1:])
        else:
            features.add(one[1:])
    features.discard("_")
    return "|".join(sorted(features, key=str.lower)) or "_"


def agreement(converted: Iterable[Sentence], gold: Iterable[Sentence]) -> dict[str, float]:
    """The share (0–1) of words that agree in UPOS, features, head (UAS), and head with relation (LAS)."""
    counts: Counter[str] = Counter()
    for mine, theirs in zip(converted, gold, strict=True):
        for a, b in zip(mine.tokens, theirs.tokens, strict=True):
            counts["words"] += 1
            counts["upos"] += a.upos == b.upos
            counts["feats"] += a.feats == b.feats
            counts["uas"] += a.head == b.head
            counts["las"] += (a.head, a.deprel) == (b.head, b.deprel)
    return {name: counts[name] / max(counts["words"], 1) for name in ("upos", "feats", "uas", "las")}


def cross_validated(pairs: Sequence[Pair], folds: int = 5) -> list[Sentence]:
    """Each sentence as converted by what was learnt from the other folds."""
    converted = list[Sentence](old for old, _ in pairs)
    for fold in range(folds):
        conversion = Conversion.learn([pair for number, pair in enumerate(pairs) if number % folds != fold])
        for number in range(fold, len(pairs), folds):
            converted[number] = conversion.convert(pairs[number][0])
    return converted


def convert_treebank(data: Path, out: Path, test: bool = False) -> None:
    """Writes the converted training part and prints how far the conversion agrees with v2, as one line of figures.

    Agreement is measured on the development part by cross-validation, or on the test part with ``test``.

    Raises:
        CorpusError: a treebank is missing or damaged, or the result cannot be written.
    """

    def pairs(part: str) -> list[Pair]:
        old = read_treebank(data / "ud" / f"talbanken-v1-{part}.conll.xz")
        return align(old, read_treebank(data / "ud" / f"talbanken-{part}.conllu.xz"))

    seen = pairs("dev")
    conversion = Conversion.learn(seen)
    texts = read_texts(data / "ner" / "uner-talbanken-train.iob2.xz")
    olds = read_treebank(data / "ud" / "talbanken-v1-train.conll.xz")
    write_treebank(
        out,
        (
            replace(spaced(conversion.convert(old), texts), name=f"talbanken-train-{number}")
            for number, old in enumerate(olds, 1)
        ),
    )
    measured = pairs("test") if test else seen
    converted = [conversion.convert(old) for old, _ in measured] if test else cross_validated(seen)
    figures = agreement(converted, [new for _, new in measured])
    shown = " ".join(f"{name} {share:.3f}" for name, share in figures.items())
    sys.stdout.write(f"{'test' if test else 'dev, 5 delar'}: {shown}\n")


if __name__ == "__main__":
    run(convert_treebank)
