"""What a theme model is worth on documents of another kind than it learnt from.

    python -m nlp_arenden.training.themes.shift RECIPE DATA MODEL

Models are trained on parts of the recipe's sources, by the recipe, and measured on the test parts of all municipal
ones. MODEL gives the taxonomy, and the encoder if the recipe has one. Nothing is written but a table.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.linear import Floats, linear_text
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.training.command import run
from nlp_arenden.training.themes import figures
from nlp_arenden.training.themes.fit import Vectored, fit_themes
from nlp_arenden.training.themes.linear import as_linear, count_terms, fit_machines, truth_of
from nlp_arenden.training.themes.policy import best_cuts
from nlp_arenden.training.themes.recipe import read_plan
from nlp_arenden.training.themes.sources import Example, read_source

_TUNED = 0.2  # of the state's documents, the part that the cuts are chosen on


def measure_shift(recipe: Path, data: Path, model: Path) -> None:
    """Prints micro-F1 with its interval for each part learnt from and each test part."""
    plan, pack = read_plan(recipe), open_pack(model)
    taxonomy = Taxonomy.from_toml(pack.toml("taxonomy.toml"))
    sources = [(s, read_source(s, recipe.parent, data, plan["seed"])) for s in plan["source"]]
    state = [e for s, found in sources if s["stage"] == "state" for e in found if e.split == "train"]
    more = [e for s, found in sources if s["stage"] == "words" for e in found]
    municipal = {s["name"]: found for s, found in sources if s["stage"] == "municipal"}
    tests = {name: [e for e in found if e.split == "test"] for name, found in municipal.items()}
    encoder = pack.part("encoder") if "meaning" in plan else None
    loaded = Encoder.load(encoder.path) if encoder else None

    if loaded is None:
        _row("staten", tests, _state_answers(state, tests, taxonomy, plan), taxonomy)
    for name, found in municipal.items():
        learn = [e for e in found if e.split != "test"]
        # Minutes are of the city whose reports are labelled: they belong with those.
        some = more if "references" in {s["kind"] for s, _ in sources if s["name"] == name} else []
        vectored = Vectored.of(loaded, [*learn, *some]) if loaded else None
        fitted = fit_themes(state, learn, taxonomy, plan, vectored, some)
        answers = {
            name: np.array([fitted.probabilities(e.title, e.text, e.proposals) for e in test])
            >= fitted.weighing.thresholds
            for name, test in tests.items()
        }
        _row(name, tests, answers, taxonomy)


def _state_answers(
    state: Sequence[Example], tests: dict[str, list[Example]], taxonomy: Taxonomy, plan: dict[str, Any]
) -> dict[str, figures.Truth]:
    """The first stage, fitted on the state's documents alone, with cuts that are best on others of them."""
    order = np.random.default_rng(plan["seed"]).permutation(len(state))
    cut = int(_TUNED * len(order))
    tune, fit = ([state[k] for k in part] for part in (order[:cut], order[cut:]))
    counted = count_terms(fit, plan["linear"])
    linear = as_linear(counted, *fit_machines(counted.matrix, truth_of(fit, taxonomy), plan))

    def scores(examples: Sequence[Example]) -> Floats:
        return np.array([linear.scores(linear_text(e.title, e.text)) for e in examples])

    cuts = best_cuts(truth_of(tune, taxonomy), scores(tune))
    return {name: scores(test) >= cuts for name, test in tests.items()}


def _row(learnt: str, tests: dict[str, list[Example]], answers: dict[str, figures.Truth], taxonomy: Taxonomy) -> None:
    for name, test in tests.items():
        truth = truth_of(test, taxonomy)
        low, high = figures.interval(truth, answers[name], 1)
        f1 = figures.micro_f1(truth, answers[name])
        print(f"{learnt:<30} {name:<30} {len(test):>4} {f1:.3f} ({low:.3f}–{high:.3f})", flush=True)  # noqa: T201


if __name__ == "__main__":
    run(measure_shift)
