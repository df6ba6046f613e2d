"""Compares our first theme stage with Annif on the same documents in one run.

Annif wants other versions of what we use, so it lives in an environment of its own:

    python -m venv ANNIF && ANNIF/bin/pip install "annif[omikuji]==1.4.3"
    python -m tests.benchmarks.annif DATA --annif ANNIF/bin/python --json FILE

DATA holds g0vse/markta.jsonl.xz. Documents, labels, time split and thresholds are those of
``themes.report.policy_figures``. Every system learns from files, saves its model and suggests in a new process, with
one thread. Texts, models and a stub for NLTK (whose punkt_tab Annif else fetches from the net; it divides sentences,
which decides where full stops go and no more) lie in a temporary folder and are removed.

- linear: the first stage, trained through scikit-learn, read in numpy.
- omikuji: Bonsai with the settings of Finto AI for Swedish (NatLibFi/FintoAI-data-YSO, projects.toml).
- svc: the settings of Annif's manual. It learns one label of each document and drops the others.
- svc-copies: the same, with each document given once for each of its labels, so that nothing is dropped.

A further system is a function from ``Parts`` to ``Scored`` (tests.benchmarks.comparison): --also MODULE:FUNCTION.
"""

import argparse
import importlib
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from nlp_arenden.training.themes.policy import Parts, policy_parts
from nlp_arenden.training.themes.sources import Example, read_source
from tests.benchmarks.comparison import Scored, System, measure, table

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "nlp_arenden" / "training" / "configs" / "temasnabb.toml"
ANNIF_PROCESS = Path(__file__).with_name("annif_process.py")

_COMMON = {"language": "sv", "vocab": "teman", "analyzer": "snowball(swedish)", "limit": 100}
_BONSAI = {"cluster_balanced": False, "cluster_k": 100, "max_depth": 3, "min_df": 2, "ngram": 2}
PROJECTS: dict[str, dict[str, Any]] = {
    "omikuji": {**_COMMON, "backend": "omikuji", **_BONSAI, "transform": "limit(5000)"},
    "svc": {**_COMMON, "backend": "svc"},
    "svc-copies": {**_COMMON, "backend": "svc"},
}
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")


def main() -> None:
    """Runs every system and prints one table."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.annif", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the shared texts")
    parser.add_argument("--annif", type=Path, metavar="PYTHON", help="Python of Annif's environment; else only ours")
    parser.add_argument("--also", action="append", default=[], metavar="MODULE:FUNCTION", help="a further system")
    parser.add_argument("--sample", type=int, metavar="N", help="only N documents of the source, to try the script")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    chosen = parser.parse_args()
    plan = tomllib.loads(RECIPE.read_text("utf8"))
    source = next(s for s in plan["source"] if s["kind"] == "categories")
    source |= {"sample": chosen.sample} if chosen.sample else {}
    parts = policy_parts(read_source(source, RECIPE.parent, chosen.data, plan["seed"]))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_corpora(parts, folder)
        systems: dict[str, System] = {"linear": partial(linear_system, folder)}
        versions: dict[str, Any] = {"python": platform.python_version(), "scikit-learn": version("scikit-learn")}
        if chosen.annif:
            versions["annif_environment"] = prepare_annif(chosen.annif, folder)
            systems |= {name: partial(annif_system, chosen.annif, folder, name) for name in PROJECTS}
        systems |= {name: _function(name) for name in chosen.also}
        rows = {}
        for name, system in systems.items():
            print(f"{name} …", file=sys.stderr)
            rows[name] = measure(parts, system(parts), plan["seed"])
    figures: dict[str, Any] = {
        "documents": {name: len(getattr(parts, name)) for name in ("fit", "tune", "test")},
        "labels": len(parts.labels),
        "versions": versions,
        "projects": PROJECTS if chosen.annif else {},
        "systems": rows,
    }
    print(", ".join(f"{name} {n}" for name, n in figures["documents"].items()), f"dokument; {len(parts.labels)} teman")
    print(table(rows))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf8")


def write_corpora(parts: Parts, folder: Path) -> None:
    """The vocabulary and the parts, as Annif reads them (TSV) and with title and text apart (JSONL)."""
    labels = [f"{_uri(k)}\t{label}" for k, label in enumerate(parts.labels)]
    (folder / "labels.tsv").write_text("\n".join(labels) + "\n", "utf8")
    for name in ("fit", "tune", "test"):
        examples: list[Example] = getattr(parts, name)
        own = [[k for k, label in enumerate(parts.labels) if label in e.labels] for e in examples]
        rows = [
            json.dumps({"title": e.title, "text": e.text, "labels": known}, ensure_ascii=False)
            for e, known in zip(examples, own, strict=True)
        ]
        (folder / f"{name}.jsonl").write_text("\n".join(rows) + "\n", "utf8")
        _write_tsv(folder / f"{name}.tsv", zip(examples, own, strict=True))
        apart = ((e, [k]) for e, known in zip(examples, own, strict=True) for k in known)
        _write_tsv(folder / f"{name}-copies.tsv", apart)


def linear_system(folder: Path, parts: Parts) -> Scored:
    """Our first stage."""
    module = ("-m", "tests.benchmarks.linear_process")
    return _scored(folder, "linear", [sys.executable, *module], [str(RECIPE)], [])


def prepare_annif(python: Path, folder: Path) -> dict[str, Any]:
    """Writes the settings and the stub for NLTK, loads the vocabulary; the versions in Annif's environment."""
    sections = ("\n".join([f"[{p}]", f"name={p}", *(f"{k}={v}" for k, v in s.items())]) for p, s in PROJECTS.items())
    (folder / "projects.cfg").write_text("\n\n".join(sections) + "\n", "utf8")
    stub = folder / "nltk" / "tokenizers" / "punkt_tab" / "english"  # the language that Annif asks for, always
    stub.mkdir(parents=True)
    for file in ("abbrev_types.txt", "collocations.tab", "ortho_context.tab", "sent_starters.txt"):
        (stub / file).touch()
    return _run(folder, [*_annif(python), "load-vocab"], [])[0]


def annif_system(python: Path, folder: Path, project: str, parts: Parts) -> Scored:
    """A project of Annif."""
    corpus = "fit-copies.tsv" if project.endswith("copies") else "fit.tsv"
    return _scored(folder, project, _annif(python), [project, corpus], [project])


def _scored(folder: Path, name: str, command: list[str], train: list[str], suggest: list[str]) -> Scored:
    trained, seconds = _run(folder, [*command, "train"], train)
    suggested, _ = _run(folder, [*command, "suggest"], suggest)
    cost = {**trained, "train_seconds": seconds - trained["train_import_seconds"], **suggested}
    with np.load(folder / f"{name}-scores.npz") as scores:
        return Scored(scores["tune"], scores["test"], cost)


def _run(folder: Path, command: Sequence[str], arguments: Sequence[str]) -> tuple[dict[str, Any], float]:
    """What the process told and its user CPU seconds."""
    told = folder / "told.json"
    told.unlink(missing_ok=True)
    settings = {
        **dict.fromkeys(_THREADS, "1"),
        "ANNIF_PROJECTS": str(folder / "projects.cfg"),
        "ANNIF_DATADIR": str(folder / "annif"),
        "NLTK_DATA": str(folder / "nltk"),
    }
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [*command, str(folder), str(told), *arguments],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    if done.returncode or not told.exists():
        raise SystemExit(f"{' '.join(command)}: {done.stderr[-3000:]}")
    return json.loads(told.read_text("utf8")), seconds


def _annif(python: Path) -> list[str]:
    # -I: else the folder of the script comes first among the modules, and this file would be ``annif``.
    return [str(python), "-I", str(ANNIF_PROCESS)]


def _write_tsv(path: Path, rows: Iterable[tuple[Example, Sequence[int]]]) -> None:
    lines = (f"{' '.join(f'{e.title} {e.text}'.split())}\t{' '.join(map(_uri, known))}\n" for e, known in rows)
    path.write_text("".join(lines), "utf8")


def _uri(label: int) -> str:
    return f"<http://example.org/tema/{label}>"


def _function(name: str) -> System:
    module, _, function = name.partition(":")
    found: System = getattr(importlib.import_module(module), function)
    return found


if __name__ == "__main__":
    main()
