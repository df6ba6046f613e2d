"""How good a tagger for a new theme is after 8, 16, 32 and 64 examples.

    python -m tests.benchmarks.learning_curve DATA [--modell noggrann] [--cache FILE] [--json FILE]

DATA holds g0vse/markta.jsonl.xz. The themes are subjects of the government's pages that the encoder's tuning never
saw (``subjects_of(...).held_out``), with at least 64 documents in the training part and 15 in the test part, which is
the newest fifth. Examples are drawn from the training part, the smaller draws being parts of the larger. Against them
stands the model's background (municipal documents) and, with --others N, N further documents of the training part
without the theme: the counter-examples that a user is asked for. Figures are of the test part: F1 at the threshold
that the examples gave, and average precision; the mean over themes, with a 95 % bootstrap interval over themes.

- tfidf: the words and character sequences of the examples, without the theme's name.
- snabb: the same, and the name as one more example, as ``arenden trana`` reads them.
- kodare: the document's vector and the name; noggrann: all of it.

A document takes half a second of CPU to encode: --cache keeps the vectors, --sample N takes every Nth test document
that has none of the themes (which makes the themes more common, and the figures higher).
"""

import argparse
import hashlib
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.metrics import average_precision_score, f1_score

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.features import subject_matter
from nlp_arenden.pipeline.teman.linear import Floats, load_linear
from nlp_arenden.pipeline.teman.meaning import document_vectors
from nlp_arenden.pipeline.teman.own import centred
from nlp_arenden.pipeline.teman.themes import LINEAR
from nlp_arenden.training.background import BACKGROUND, Background, read_background, terms_of
from nlp_arenden.training.encoder.tuning import subjects_of
from nlp_arenden.training.own.fitting import Compact, fit_theme
from nlp_arenden.training.own.plan import PLAN
from nlp_arenden.training.own.themes import joined_numbers
from nlp_arenden.training.themes.sources import Example, read_source

RECIPE = Path(__file__).parents[2] / "nlp_arenden" / "training" / "configs" / "temasnabb.toml"
LEAST_TRAIN, LEAST_TEST = 64, 15
SYSTEMS = ("tfidf", "snabb", "kodare", "noggrann")


@dataclass(frozen=True)
class Part:
    """Documents with their TF-IDF values and, where there is an encoder, vectors."""

    examples: Sequence[Example]
    terms: Any
    vectors: Floats | None

    def __add__(self, other: "Part") -> "Part":
        both = None
        if self.vectors is not None and other.vectors is not None:
            both = np.vstack([self.vectors, other.vectors])
        return Part([*self.examples, *other.examples], vstack([self.terms, other.terms]).tocsr(), both)

    def rows(self, chosen: Sequence[int]) -> "Part":
        """Some of them."""
        vectors = None if self.vectors is None else self.vectors[chosen]
        return Part([self.examples[k] for k in chosen], self.terms[chosen], vectors)


def main() -> None:
    """Prints the curve."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.learning_curve",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("data", type=Path, help="folder of the shared texts")
    parser.add_argument("--modell", default="snabb", help="name or folder of the model; must have a background")
    parser.add_argument("--counts", type=int, nargs="+", default=[8, 16, 32, 64])
    parser.add_argument("--others", type=int, default=0, metavar="N", help="counter-examples beside the background")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--themes", type=int, metavar="N", help="only the first N themes")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every Nth test document of no theme")
    parser.add_argument("--cache", type=Path, metavar="FILE", help="keep vectors here (.npz)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    chosen = parser.parse_args()
    plan = tomllib.loads(RECIPE.read_text("utf8"))
    source = next(s for s in plan["source"] if s["kind"] == "categories")
    pages = read_source(source, RECIPE.parent, chosen.data, plan["seed"])
    themes = themes_of(pages)[: chosen.themes]
    train = [e for e in pages if e.split == "train"]
    draws = {
        (theme, seed): _draw(train, theme, max(chosen.counts), chosen.others, seed)
        for theme in themes
        for seed in range(chosen.seeds)
    }
    used = sorted({k for draw in draws.values() for part in draw for k in part})
    place = {k: row for row, k in enumerate(used)}
    test = _sampled([e for e in pages if e.split == "test"], themes, chosen.sample)

    pack = open_pack(chosen.modell)
    linear, background = load_linear(pack.file(LINEAR)), read_background(pack.file(BACKGROUND))
    encoder = pack.part("encoder")
    vectors = _Vectors(Encoder.load(encoder.path), encoder.digest, chosen.cache) if encoder else None
    learn_part, test_part = (
        Part(some, terms_of(some, linear), vectors.of(some) if vectors else None)
        for some in ([train[k] for k in used], test)
    )
    names = [Example(theme, theme, (), theme) for theme in themes]
    named = Part(names, terms_of(names, linear), vectors.of(names) if vectors else None)
    rows = {}
    for system in SYSTEMS[: 4 if vectors else 2]:
        for (theme, seed), (positive, others) in draws.items():
            part = learn_part.rows([place[k] for k in (*positive, *others)])
            name = named.rows([themes.index(theme)])
            task = (name, part, test_part, background)
            for count, found in curve(task, len(positive), chosen.counts, system).items():
                rows.setdefault((system, count), {}).setdefault(theme, []).append(found)
            print(f"{system} {theme} {seed}", file=sys.stderr)
    figures = {f"{system} {count}": summary(found) for (system, count), found in rows.items()}
    print(f"{len(themes)} teman, {chosen.seeds} dragningar, {len(test)} testdokument, {chosen.others} motexempel")
    for name, one in figures.items():
        told = "  ".join(f"{k} {v:.3f} ({low:.3f}–{high:.3f})" for k, (v, low, high) in one.items())
        print(f"{name:<12} {told}")
    if chosen.json:
        said = {**vars(chosen), "data": "", "cache": "", "json": "", "teman": themes, "test": len(test)}
        chosen.json.write_text(json.dumps({**said, "figures": figures}, indent=1, ensure_ascii=False) + "\n", "utf8")


def themes_of(pages: Sequence[Example]) -> list[str]:
    """The subjects kept for new themes that have documents enough."""
    count = {
        split: Counter(label for e in pages if e.split == split for label in e.labels) for split in ("train", "test")
    }
    return [
        label
        for label in subjects_of(pages).held_out
        if count["train"][label] >= LEAST_TRAIN and count["test"][label] >= LEAST_TEST
    ]


def curve(
    task: tuple[Part, Part, Part, Background], most: int, counts: Sequence[int], system: str
) -> dict[int, tuple[float, float]]:
    """Average precision and F1 on the test part after each count of the first ``most`` documents; the rest are others.

    ``task`` holds the theme's name, what to learn from, what to test on, and the background.
    """
    name, learn, test, background = task
    (theme,) = (e.title for e in name.examples)
    numbers, seen = _numbers(name + learn, test, background, system)
    compact, whole = Compact.of(numbers), numbers.shape[0]
    truth = np.array([theme in e.labels for e in test.examples])
    found = {}
    for count in counts:
        rows = np.array([*range(1, 1 + count), *range(1 + most, whole)])
        named = None if system == "tfidf" else compact.documents[0]
        learnt = fit_theme(compact.rows(rows), rows <= count, rows, rows > len(learn.examples), named, PLAN)
        chances = 1 / (1 + np.exp(-(seen @ learnt.weights + learnt.intercept)))
        given = chances >= learnt.threshold
        found[count] = (
            float(average_precision_score(truth, chances)),
            float(f1_score(truth, given, zero_division=0)),
        )
    return found


def summary(by_theme: dict[str, list[tuple[float, float]]]) -> dict[str, tuple[float, float, float]]:
    """The mean over themes of the mean over draws, with its interval."""
    means = np.array([np.mean(found, axis=0) for found in by_theme.values()])
    rng = np.random.default_rng(1)
    drawn = np.array([means[rng.integers(0, len(means), len(means))].mean(axis=0) for _ in range(2000)])
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    return {
        name: (round(float(means[:, k].mean()), 3), round(float(low[k]), 3), round(float(high[k]), 3))
        for k, name in enumerate(("AP", "F1"))
    }


def _draw(train: Sequence[Example], theme: str, most: int, others: int, seed: int) -> tuple[list[int], list[int]]:
    rng = np.random.default_rng(seed)
    having = [k for k, e in enumerate(train) if theme in e.labels]
    lacking = [k for k, e in enumerate(train) if theme not in e.labels]
    return rng.permutation(having)[:most].tolist(), rng.permutation(lacking)[:others].tolist()


def _sampled(test: Sequence[Example], themes: Sequence[str], every: int) -> list[Example]:
    having = [e for e in test if set(e.labels) & set(themes)]
    return having + [e for e in test if not set(e.labels) & set(themes)][::every]


def _numbers(learn: Part, test: Part, background: Background, system: str) -> tuple[Any, Any]:
    """What a system sees of the documents to learn from (the background last) and of those to test on."""
    if system in ("tfidf", "snabb"):
        return joined_numbers(learn.terms, None, background.without_vectors(), None), test.terms
    assert background.vectors is not None and learn.vectors is not None and test.vectors is not None
    centre = background.vectors.mean(axis=0)
    if system == "noggrann":
        whole = joined_numbers(learn.terms, learn.vectors, background, centre)
        return whole, joined_numbers(test.terms, test.vectors, None, centre)
    known = np.vstack([learn.vectors, background.vectors])
    return tuple(csr_matrix(centred(some, centre) * PLAN.vector_factor) for some in (known, test.vectors))


class _Vectors:
    """Document vectors, kept in a file between runs."""

    def __init__(self, encoder: Encoder, digest: str, cache: Path | None) -> None:
        self._encoder, self._digest, self._cache = encoder, digest, cache
        self._known: dict[str, Floats] = {}
        if cache is not None and cache.exists():
            with np.load(cache) as file:
                self._known = dict(zip(file["keys"].tolist(), file["vectors"].astype(np.float64), strict=True))

    def of(self, examples: Sequence[Example]) -> Floats:
        keys = [hashlib.sha256(f"{self._digest}\n{e.title}\n{e.text}".encode()).hexdigest() for e in examples]
        lacking = [k for k, key in enumerate(keys) if key not in self._known]
        for start in range(0, len(lacking), 64):
            some = lacking[start : start + 64]
            documents = [(examples[k].title, subject_matter(examples[k].text)) for k in some]
            self._known |= zip((keys[k] for k in some), document_vectors(self._encoder, documents), strict=True)
            self._save()
            print(f"{start + len(some)} av {len(lacking)} vektorer", file=sys.stderr)
        return np.array([self._known[key] for key in keys])

    def _save(self) -> None:
        if self._cache is not None:
            vectors = np.array([*self._known.values()], np.float16)
            np.savez(self._cache, keys=np.array([*self._known]), vectors=vectors)


if __name__ == "__main__":
    main()
