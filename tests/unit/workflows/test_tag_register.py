"""The stand-in for the analysis stands at module level: each worker imports this file."""

import csv
import json
import os
import time

import pytest

from nlp_arenden.domain.card import ArendeInfo, CaseAnalysis, HandlingInfo, ModelStamp
from nlp_arenden.errors import ModelError, NotFound, StoreError, UsageError
from nlp_arenden.reading import Limits
from nlp_arenden.stores.results import Result, open_store
from nlp_arenden.workflows.tag_register import (
    CRASHED,
    PARTLY_READ,
    CardMaker,
    Failure,
    Progress,
    beside,
    key_of,
    tag_register,
)

MODEL = "m" * 64


def card_of(case):
    """A card with only the first line of the first file on it."""
    text = case.files[0].read_text("utf8")
    if "krasch" in text:
        os._exit(11)
    if "häng" in text:
        time.sleep(60)
    if "oläsbar" in text:
        return Result(case.nyckel, case.namn, kod="skadad_fil", text="trasig; spara om den.")
    card = CaseAnalysis(
        handlingar=(
            HandlingInfo(
                id="h1", filnamn=case.files[0].name, sha256="0" * 64, mediatyp="text/plain", tecken=len(text),
                sprak="sv", ocr=False, dokumenttyp="ovrig",
            ),
        ),
        modell=ModelStamp(namn="prov", version="1", sha256=MODEL, regler_sha256=MODEL),
        arende=ArendeInfo(titel=text.splitlines()[0]),
        kostnadsbild="Inga kostnader nämns.",
    )  # fmt: skip
    if "delvis" in text:
        return Result(case.nyckel, case.namn, card.to_json(), PARTLY_READ, "bilaga.pdf: trasig.")
    return Result(case.nyckel, case.namn, card.to_json())


def load():
    return card_of


def never_load():
    raise ModelError("Ingen skulle ha behövt arbeta.")


@pytest.fixture
def folder(tmp_path):
    """Five ärenden: four files, and a folder with two."""
    folder = tmp_path / "in"
    (folder / "d2").mkdir(parents=True)
    for name in ("a", "b10", "b9", "c"):
        (folder / f"{name}.txt").write_text(f"Ärende {name}\n", "utf8")
    for name in ("1", "2"):
        (folder / "d2" / f"{name}.txt").write_text(f"Handling {name}\n", "utf8")
    return folder


def tag(folder, target, load=load, **options):
    return tag_register([folder], target, load, MODEL, **{"seconds": 20, "workers": 2, **options})


def titles(target):
    return [json.loads(line)["arende"]["titel"] for line in target.read_text("utf8").splitlines()]


def test_each_file_and_each_subfolder_becomes_one_line_in_order_of_name(folder, tmp_path):
    report = tag(folder, tmp_path / "kort.jsonl")
    assert (report.done, report.skipped, report.failures) == (5, 0, ())
    assert titles(tmp_path / "kort.jsonl") == [
        "Ärende a",
        "Ärende b9",
        "Ärende b10",
        "Ärende c",
        "Handling 1",
    ]


@pytest.mark.parametrize("ending", [".jsonl", ".csv"])
def test_the_bytes_are_the_same_however_many_work(folder, tmp_path, ending):
    (folder / "c.txt").write_text("oläsbar", "utf8")
    written = []
    for workers in (1, 3):
        target = tmp_path / f"kort{workers}{ending}"
        tag(folder, target, workers=workers)
        written.append((target.read_bytes(), beside(target, ".fel.csv").read_bytes()))
    assert written[0] == written[1]


def test_nothing_is_left_beside_the_result_when_all_went_well(folder, tmp_path):
    tag(folder, tmp_path / "kort.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "kort.jsonl"]


def test_bad_documents_never_stop_the_run_and_are_listed_with_the_reason(folder, tmp_path):
    (folder / "b9.txt").write_text("krasch", "utf8")
    (folder / "b10.txt").write_text("häng", "utf8")
    (folder / "c.txt").write_text("oläsbar", "utf8")
    target = tmp_path / "kort.jsonl"
    report = tag(folder, target, seconds=0.5)
    assert titles(target) == ["Ärende a", "Handling 1"]
    assert [failure.kod for failure in report.failures] == [CRASHED, "tog_for_lang_tid", "skadad_fil"]
    with beside(target, ".fel.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [Failure(**row) for row in csv.DictReader(file, delimiter=";")]
    assert tuple(rows) == report.failures


def test_an_arende_read_in_part_has_a_card_and_is_listed(folder, tmp_path):
    (folder / "a.txt").write_text("delvis", "utf8")
    report = tag(folder, tmp_path / "kort.jsonl")
    assert report.done == 5
    assert [failure.kod for failure in report.failures] == [PARTLY_READ]


def test_the_list_of_failures_goes_away_when_there_are_none_any_more(folder, tmp_path):
    target = tmp_path / "kort.jsonl"
    (folder / "a.txt").write_text("oläsbar", "utf8")
    tag(folder, target)
    (folder / "a.txt").write_text("Ärende a", "utf8")
    assert tag(folder, target).failures == ()
    assert not beside(target, ".fel.csv").exists()


def test_when_nothing_could_be_read_the_old_result_is_left_alone(folder, tmp_path):
    target = tmp_path / "kort.jsonl"
    target.write_bytes(b"old")
    for file in folder.rglob("*.txt"):
        file.write_text("oläsbar", "utf8")
    report = tag(folder, target)
    assert (report.cards, len(report.failures)) == (0, 5)
    assert target.read_bytes() == b"old"


def interrupt_after(count):
    def on_progress(progress):
        if progress.done == count:
            raise KeyboardInterrupt

    return on_progress


def test_a_run_cut_off_goes_on_where_it_was_and_gives_the_same_bytes(folder, tmp_path):
    undisturbed, target = tmp_path / "en.jsonl", tmp_path / "kort.jsonl"
    tag(folder, undisturbed)
    with pytest.raises(KeyboardInterrupt):
        tag(folder, target, on_progress=interrupt_after(2))
    assert not target.exists()
    assert beside(target, ".pagar.db").exists()
    report = tag(folder, target)
    assert (report.done, report.skipped) == (3, 2)
    assert target.read_bytes() == undisturbed.read_bytes()
    assert not beside(target, ".pagar.db").exists()


def test_what_changed_since_the_run_was_cut_off_is_done_over(folder, tmp_path):
    target = tmp_path / "kort.jsonl"
    with pytest.raises(KeyboardInterrupt):
        tag(folder, target, on_progress=interrupt_after(5))
    (folder / "c.txt").write_text("Ärende c, ändrat", "utf8")
    report = tag(folder, target)
    assert (report.done, report.skipped) == (1, 4)
    assert "Ärende c, ändrat" in titles(target)


def test_a_database_holds_the_cards_and_a_second_run_has_nothing_to_do(folder, tmp_path):
    target = tmp_path / "kort.db"
    assert tag(folder, target).done == 5
    report = tag(folder, target, load=never_load)
    assert (report.done, report.skipped) == (0, 5)
    with open_store(target, MODEL) as store:
        assert len(list(store.cards())) == 5


def test_a_restart_does_everything_over(folder, tmp_path):
    target = tmp_path / "kort.db"
    tag(folder, target)
    report = tag(folder, target, restart=True)
    assert (report.done, report.skipped) == (5, 0)


def test_progress_counts_up_to_all(folder, tmp_path):
    seen = []
    (folder / "a.txt").write_text("oläsbar", "utf8")
    tag(folder, tmp_path / "kort.jsonl", on_progress=seen.append)
    assert [p.done + p.failed + p.skipped for p in seen] == [1, 2, 3, 4, 5]
    assert seen[-1] == Progress(total=5, done=4, failed=1, skipped=0)


@pytest.mark.parametrize("target", ["kort.xlsx", "kort.parquet", "kort", "kort.json"])
def test_a_target_that_is_not_written_yet_says_which_are(folder, tmp_path, target):
    with pytest.raises(UsageError, match=r"\.jsonl, \.csv eller \.db"):
        tag(folder, tmp_path / target)


def test_a_missing_target_folder_is_told_before_the_work_begins(folder, tmp_path):
    with pytest.raises(StoreError, match="finns inte"):
        tag(folder, tmp_path / "borta" / "kort.jsonl", load=never_load)


def test_a_missing_source_is_told(tmp_path):
    with pytest.raises(NotFound):
        tag(tmp_path / "borta", tmp_path / "kort.jsonl")


def test_the_key_changes_with_the_name_the_content_and_the_file_name(folder):
    files = sorted((folder / "d2").iterdir())
    key = key_of("d2", files)
    assert key_of("d2", files) == key
    assert key_of("d3", files) != key
    files[0].rename(folder / "d2" / "0.txt")
    assert key_of("d2", sorted((folder / "d2").iterdir())) != key


def test_loading_a_model_that_is_not_there_ends_the_run_with_the_models_error(folder, tmp_path):
    with pytest.raises(ModelError):
        tag(folder, tmp_path / "kort.jsonl", load=CardMaker(tmp_path, Limits(), False))
