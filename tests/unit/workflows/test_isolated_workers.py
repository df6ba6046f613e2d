"""The functions that workers run stand at module level: each worker imports this file."""

import os
import time

import pytest

from nlp_arenden.errors import ArendenError, ModelError
from nlp_arenden.workflows.workers import Stopped, Task, run_isolated


def load():
    return answer


def answer(work):
    what, value = work
    if what == "die":
        os._exit(9)
    if what == "die once":
        if not value.exists():
            value.write_text("here")
            os._exit(9)
        return "alive"
    if what == "hang":
        time.sleep(60)
    return value * 2


def load_a_damaged_model():
    raise ModelError("Modellen är skadad.")


def die_at_start():
    os._exit(3)


def tasks(*works, seconds=20.0):
    return [Task(work, seconds) for work in works]


def run(works, workers=2, load=load):
    return dict(run_isolated(works, load, workers))


def test_every_task_is_answered_whatever_the_number_of_workers():
    works = [("double", n) for n in range(7)]
    expected = {("double", n): n * 2 for n in range(7)}
    assert run(tasks(*works), 1) == run(tasks(*works), 3) == expected


def test_a_task_that_kills_its_worker_takes_no_other_with_it():
    found = run(tasks(("double", 1), ("die", 0), ("double", 2), ("double", 3)))
    assert found.pop(("die", 0)) == Stopped(late=False)
    assert found == {("double", n): n * 2 for n in (1, 2, 3)}


def test_a_suspect_is_tried_once_more_alone(tmp_path):
    found = run(tasks(("die once", tmp_path / "sign"), ("double", 1)))
    assert found == {("die once", tmp_path / "sign"): "alive", ("double", 1): 2}


def test_a_task_that_never_ends_is_stopped_when_its_time_is_up():
    start = time.monotonic()
    found = run([Task(("hang", 0), 0.3), *tasks(("double", 1), ("double", 2))], 1)
    assert found == {("hang", 0): Stopped(late=True), ("double", 1): 2, ("double", 2): 4}
    assert time.monotonic() - start < 30


def test_a_fault_at_loading_keeps_its_kind_and_words():
    with pytest.raises(ModelError, match="Modellen är skadad"):
        run(tasks(("double", 1)), load=load_a_damaged_model)


def test_workers_that_never_start_are_told_and_not_tried_for_ever():
    with pytest.raises(ArendenError, match="kommer inte igång"):
        run(tasks(("double", 1), ("double", 2)), load=die_at_start)


def test_no_task_starts_no_worker():
    assert run([], load=die_at_start) == {}


def test_workers_are_gone_when_the_run_is_left_in_the_middle():
    import multiprocessing

    answers = run_isolated(tasks(*(("double", n) for n in range(9))), load, 2)
    next(answers)
    answers.close()
    assert multiprocessing.active_children() == []
