"""Annif in a process of its own, run by the Python of Annif's environment, which has nothing of ours.

``load-vocab FOLDER COST``, ``train FOLDER COST PROJECT CORPUS`` or ``suggest FOLDER COST PROJECT``. The folder holds
labels.tsv, projects.cfg and the corpora as TSV. Commands go through Annif's own command line, in this process, so
that imports and work can be told apart; suggesting goes through ``AnnifProject.suggest`` in Annif's batches of 32.
"""

import importlib
import json
import os
import sys
import time
from pathlib import Path


def load_vocab(folder):
    _command("load-vocab", "teman", str(folder / "labels.tsv"), "--language", "sv", "--force")
    from importlib.metadata import version

    return {name: version(name) for name in ("annif", "omikuji", "scikit-learn")}


def train(folder, project, corpus):
    for module in ("annif.cli", f"annif.backend.{project.split('-')[0]}", "nltk.tokenize", "nltk.stem.snowball"):
        importlib.import_module(module)
    imported = os.times().user
    _command("train", project, str(folder / corpus), "--jobs", "1")
    return {"train_import_seconds": imported}


def suggest(folder, project_id):
    import annif
    import annif.registry
    import numpy as np
    from annif.corpus import DocumentFileTSV

    with annif.create_flask_app("annif.default_config.Config").app_context():
        project = annif.registry.get_project(project_id)
        project.initialize()
        subjects = project.subjects
        uris = [line.split("\t")[0] for line in (folder / "labels.tsv").read_text("utf8").splitlines()]
        columns = [subjects.by_uri(uri.strip("<>")) for uri in uris]
        scores, taken = {}, 0.0
        for part in ("tune", "test"):
            batches = list(DocumentFileTSV(str(folder / f"{part}.tsv"), subjects).doc_batches)
            start = time.process_time()
            found = [project.suggest(batch) for batch in batches]
            taken = time.process_time() - start
            scores[part] = np.vstack([batch.array.toarray() for batch in found])[:, columns]
    np.savez(folder / f"{project_id}-scores.npz", **scores)
    return {"documents_per_second": len(scores["test"]) / taken}


def _command(*arguments):
    from annif.cli import cli

    cli.main(list(arguments), standalone_mode=False)


if __name__ == "__main__":
    steps = {"load-vocab": load_vocab, "train": train, "suggest": suggest}
    cost = steps[sys.argv[1]](Path(sys.argv[2]), *sys.argv[4:])
    Path(sys.argv[3]).write_text(json.dumps(cost), "utf8")
