"""What the comparison with Annif computes itself, on made-up documents; Annif is not needed."""

import json
from functools import partial
from math import log2

import numpy as np
import pytest

from nlp_arenden.pipeline.teman.linear import linear_text
from nlp_arenden.training.themes.linear import as_linear, count_terms, fit_machines
from nlp_arenden.training.themes.policy import Parts, policy_parts
from nlp_arenden.training.themes.report import policy_figures
from nlp_arenden.training.themes.sources import Example
from tests.benchmarks import linear_process
from tests.benchmarks.annif import write_corpora
from tests.benchmarks.comparison import Scored, measure, ndcg, table

SUBJECTS = {
    "Skola": "Elever får läromedel och rektor leder undervisningen.",
    "Trafik": "Hållplatsen flyttas och cykelvägen byggs om.",
    "EU": "Kommissionen lägger fram ett förslag till rådet.",
}
PLAN = {"seed": 3, "linear": {"words": 300, "characters": 300, "min_documents": 1, "C": 0.5}}
RECIPE = "seed = 3\n[linear]\nwords = 300\ncharacters = 300\nmin_documents = 1\nC = 0.5\n"


@pytest.fixture
def examples():
    made = []
    for n in range(60):
        labels = [list(SUBJECTS)[n % 3], *(["Skola"] if n % 4 == 0 else [])]
        text = f"Sida {n}\n\n" + " ".join(SUBJECTS[label] for label in labels)
        made.append(
            Example(f"Om\tsaken {n}", text, (), str(n), "test" if n >= 45 else "train", labels=tuple(set(labels)))
        )
    return made


def test_ndcg_is_the_gain_of_the_first_labels_as_a_share_of_the_best_possible():
    truth = np.array([[True, False, True], [False, True, False]])
    scores = np.array([[0.9, 0.5, 0.1], [0.2, 0.8, 0.3]])
    first = (1 + 1 / log2(4)) / (1 + 1 / log2(3))  # its labels stand first and third
    assert ndcg(truth, scores, 5) == pytest.approx((first + 1) / 2)


def test_ndcg_looks_at_no_more_labels_than_asked_for():
    truth = np.array([[False, False, True], [True, True, True]])
    scores = np.array([[3.0, 2.0, 1.0], [3.0, 2.0, 1.0]])
    assert ndcg(truth, scores, 2) == pytest.approx((0 + 1) / 2)


def test_ndcg_leaves_out_documents_without_labels():
    truth = np.array([[True, False], [False, False]])
    assert ndcg(truth, np.array([[1.0, 0.0], [1.0, 0.0]]), 5) == 1.0


def test_the_parts_and_the_linear_figures_are_those_of_the_training_report(examples):
    parts = policy_parts(examples)
    assert (len(parts.fit), len(parts.tune), len(parts.test)) == (40, 5, 15)
    counted = count_terms(parts.fit, PLAN["linear"])
    linear = as_linear(counted, *fit_machines(counted.matrix, parts.truth(parts.fit), PLAN))
    tune, test = (
        np.array([linear.scores(linear_text(e.title, e.text)) for e in part]) for part in (parts.tune, parts.test)
    )
    reported = policy_figures(examples, PLAN)
    row = measure(parts, Scored(tune, test), PLAN["seed"])
    assert {name: row[name] for name in ("micro_f1", "macro_f1", "map")} == {
        name: reported[name] for name in ("micro_f1", "macro_f1", "map")
    }


def test_a_model_written_and_read_by_the_linear_process_scores_as_the_report_says(tmp_path, examples):
    parts = policy_parts(examples)
    write_corpora(parts, tmp_path)
    (tmp_path / "recept.toml").write_text(RECIPE, "utf8")
    linear_process.train(tmp_path, tmp_path / "recept.toml")
    assert linear_process.suggest(tmp_path)["documents_per_second"] > 0
    with np.load(tmp_path / "linear-scores.npz") as scores:
        row = measure(parts, Scored(scores["tune"], scores["test"]), PLAN["seed"])
    assert row["map"] == policy_figures(examples, PLAN)["map"]


def test_a_document_is_one_line_with_its_labels_and_one_copy_for_each_of_them(tmp_path, examples):
    parts = policy_parts(examples)
    write_corpora(parts, tmp_path)
    whole, copies = ((tmp_path / name).read_text("utf8").splitlines() for name in ("fit.tsv", "fit-copies.tsv"))
    known = [json.loads(line)["labels"] for line in (tmp_path / "fit.jsonl").read_text("utf8").splitlines()]
    assert [line.count("\t") for line in whole] == [1] * len(parts.fit)
    assert [len(line.split("\t")[1].split()) for line in whole] == [len(own) for own in known]
    assert len(copies) == sum(map(len, known)) > len(whole)


def test_scores_of_the_wrong_shape_are_refused(examples):
    parts = policy_parts(examples)
    with pytest.raises(ValueError, match="test"):
        measure(parts, Scored(np.zeros((5, len(parts.labels))), np.zeros((4, len(parts.labels)))), 1)


def test_the_table_has_a_line_for_each_system_and_a_dash_for_what_was_not_measured():
    parts = Parts(("Skola", "Trafik"), [], *([Example("", "", (), "", labels=("Skola",))] * 2 for _ in range(2)))
    perfect = partial(Scored, *(np.array([[1.0, 0.0]] * 2) for _ in range(2)))
    rows = {
        name: measure(parts, perfect(cost), 1)
        for name, cost in {"ena": {}, "andra": {"documents_per_second": 12.34}}.items()
    }
    heading, first, second = table(rows).splitlines()
    assert {"mikro-F1", "nDCG@5", "P@1"} <= set(heading.split())
    assert first.split()[0] == "ena" and first.count("–") == 3
    assert second.split()[0] == "andra" and "12.3" in second and second.count("–") == 2
    assert heading.index("dok/CPU-s") + len("dok/CPU-s") == second.index("12.3") + len("12.3")
