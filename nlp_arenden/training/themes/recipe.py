"""Trains the theme model by a recipe (``configs/temasnabb.toml``), and writes it with its figures."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from nlp_arenden.errors import CorpusError, ModelError
from nlp_arenden.modelpack import ModelPack, open_pack
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.linear import LinearThemes, load_linear, save_linear
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.pipeline.teman.themes import LINEAR, WEIGHING, ThemeModel
from nlp_arenden.training.background import BACKGROUND, write_background
from nlp_arenden.training.pack import write_manifest
from nlp_arenden.training.themes.fit import Vectored, fit_themes
from nlp_arenden.training.themes.report import measure
from nlp_arenden.training.themes.sources import read_source

_PARTS = {
    "linear": {"words", "characters", "min_documents", "C"},
    "weighing": {"C", "folds", "shrinkage", "error_rate", "plain_terms", "plain_density"},
}


def train_themes(recipe: Path, data: Path, model: Path) -> dict[str, Any]:
    """Trains by the recipe, writes the theme files and the manifest of the folder, and gives its figures.

    ``model`` must hold ``taxonomy.toml``, or stand on a base that does; ``data`` holds the texts. Without an
    encoder the same files give the same bytes and figures.

    Raises:
        CorpusError: a source or the recipe cannot be used.
        ModelError: the taxonomy, the base or the encoder is missing or faulty.
    """
    plan = read_plan(recipe)
    pack = open_pack(model) if "meaning" in plan else ModelPack(model, {"files": {}})
    taxonomy = Taxonomy.from_toml(pack.toml("taxonomy.toml"))
    sources = [(s, read_source(s, recipe.parent, data, plan["seed"])) for s in plan["source"]]
    state = [e for s, found in sources if s["stage"] == "state" for e in found if e.split == "train"]
    learn, more = (
        [e for s, found in sources if s["stage"] == stage for e in found if e.split != "test"]
        for stage in ("municipal", "words")
    )
    if not learn:
        raise CorpusError(f"Receptet {recipe.name} har inga kommunala dokument att träna på. Lägg till en källa.")

    encoder = pack.part("encoder") if "meaning" in plan else None
    if "meaning" in plan and encoder is None:
        raise ModelError(f"{model} använder ingen textkodare. Ange den: training.pack {model} encoder=MAPP.")
    write_manifest(model, figures={"teman": {}})  # old figures say nothing of the files that follow
    meaning = Vectored.of(Encoder.load(encoder.path), [*learn, *more]) if encoder else None
    trained = fit_themes(state, learn, taxonomy, plan, meaning, more)
    if meaning is None:
        save_linear(model / LINEAR, trained.linear)
    elif not _same(trained.linear, load_linear(pack.file(LINEAR))):
        raise ModelError(f"{pack.file(LINEAR)} är inte tränad av samma källor. Träna om den modellen först.")
    trained.weighing.save(model / WEIGHING, plan["trained"])
    write_background(model / BACKGROUND, trained.linear, learn, meaning.vectors[: len(learn)] if meaning else None)
    write_manifest(model)
    found = {"teman": measure(ThemeModel.load(open_pack(model)), sources, plan)}
    used = {s["name"]: {k: v for k, v in s.items() if k in ("data", "labels", "map")} for s, _ in sources}
    write_manifest(model, figures=found, sources={"teman": used}, config={"teman": recipe.name})
    return found


def _same(one: LinearThemes, other: LinearThemes) -> bool:
    """Whether two linear models give the same scores, to what their weights are rounded to."""
    same_terms = (one.vocabulary.words, one.vocabulary.characters) == (
        other.vocabulary.words,
        other.vocabulary.characters,
    )
    return same_terms and bool(np.allclose(one.weights, other.weights, atol=1e-2))


def read_plan(recipe: Path) -> dict[str, Any]:
    """The recipe, laid over the one that it says it ``extends``."""
    try:
        plan = tomllib.loads(recipe.read_text("utf8"))
        if "extends" in plan:
            plan = tomllib.loads((recipe.parent / plan["extends"]).read_text("utf8")) | plan
    except (OSError, ValueError) as fault:
        raise CorpusError(f"Receptet {recipe} går inte att läsa. Ange en TOML-fil.") from fault
    missing = {"seed", "trained", "source", *_PARTS} - plan.keys()
    missing |= {f"{part}.{key}" for part, keys in _PARTS.items() for key in keys - plan.get(part, {}).keys()}
    missing |= {"meaning.C"} - {f"meaning.{key}" for key in plan.get("meaning", {"C": 0})}
    missing |= {
        f"source.{key}" for source in plan.get("source", []) for key in {"name", "kind", "stage"} - source.keys()
    }
    if missing:
        raise CorpusError(f"Receptet {recipe.name} saknar {', '.join(sorted(missing))}. Lägg till det.")
    return plan
