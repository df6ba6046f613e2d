"""Tasks done in processes of their own, so that one that crashes or never ends takes no other with it.

Each worker has one task at a time, so a worker that dies was killed by the task it had; that task is tried
once more, alone, when all others are done. A task over its time is stopped together with its worker.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from nlp_arenden import errors
from nlp_arenden.errors import ArendenError

Work = TypeVar("Work")
Answer = TypeVar("Answer")
Handler = Callable[[Work], Answer]

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
FIRST_SIGN_OF_LIFE = 300.0  # seconds: importing a language library from a cold network disk takes its time
NO_START = "Arbetarprocesserna kommer inte igång. Kontrollera ledigt minne och att installationen är hel."


@dataclass(frozen=True, slots=True)
class Task(Generic[Work]):
    """Something to do, and the seconds it may take."""

    work: Work
    seconds: float


@dataclass(frozen=True, slots=True)
class Stopped:
    """Instead of an answer: the task was stopped. ``late``: its time was up; otherwise it crashed twice."""

    late: bool


def run_isolated(
    tasks: Iterable[Task[Work]], load: Callable[[], Handler[Work, Answer]], workers: int
) -> Generator[tuple[Work, Answer | Stopped], None, None]:
    """Each task's work with its answer, in the order in which they are ready.

    Args:
        tasks: what to do; taken one by one as workers become free.
        load: called once in each worker; gives the function that answers. Both must be importable.
        workers: number of processes.

    Raises:
        ArendenError: ``load`` raised it, or the workers do not start at all.
    """
    suspects: deque[Task[Work]] = deque()
    yield from _run(iter(tasks), load, workers, suspects)
    while suspects:
        again: deque[Task[Work]] = deque()
        task = suspects.popleft()
        yield from _run(iter([task]), load, 1, again)
        if again:
            yield task.work, Stopped(late=False)


def _run(
    tasks: Iterator[Task[Work]],
    load: Callable[[], Handler[Work, Answer]],
    workers: int,
    suspects: deque[Task[Work]],
) -> Generator[tuple[Work, Answer | Stopped], None, None]:
    crew: list[_Worker[Work, Answer]] = []
    more = True
    try:
        while True:
            while more and len(crew) < workers:
                task = next(tasks, None)
                more = task is not None
                if task is not None:
                    crew.append(_Worker(load, task))
            if not crew:
                return
            for worker in _awake(crew):
                outcome = worker.outcome()
                if outcome is None:
                    continue
                if outcome.crashed:
                    suspects.append(worker.task)
                else:
                    yield worker.task.work, outcome.answer
                task = next(tasks, None) if more else None
                more = task is not None
                if task is not None and worker.alive:
                    worker.give(task)
                else:
                    worker.stop()
                    crew.remove(worker)
                    if task is not None:
                        crew.append(_Worker(load, task))
    finally:
        for worker in crew:
            worker.stop()


def _awake(crew: list["_Worker[Work, Answer]"]) -> list["_Worker[Work, Answer]"]:
    """The workers that have something to tell, or whose time is up."""
    soonest = min(worker.deadline for worker in crew)
    ready = wait([worker.pipe for worker in crew], max(0.0, soonest - time.monotonic()))
    now = time.monotonic()
    return [worker for worker in crew if worker.pipe in ready or worker.deadline <= now]


@dataclass(frozen=True, slots=True)
class _Outcome:
    answer: Any = None
    crashed: bool = False


class _Worker(Generic[Work, Answer]):
    """One process and the task it has."""

    def __init__(self, load: Callable[[], Handler[Work, Answer]], task: Task[Work]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, load), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.alive = True
        self.task = task
        self.deadline = time.monotonic() + FIRST_SIGN_OF_LIFE

    def give(self, task: Task[Work]) -> None:
        """Hand over the next task; its time starts now."""
        self.task = task
        self.deadline = time.monotonic() + task.seconds
        with contextlib.suppress(OSError):  # A dead worker: the next look at its pipe tells.
            self.pipe.send(task.work)

    def outcome(self) -> _Outcome | None:
        """What became of the task; None while the worker has only told that it is ready."""
        if not self.pipe.poll():
            self.stop()
            if not self.ready:
                raise ArendenError(NO_START)
            return _Outcome(Stopped(late=True))
        try:
            kind, answer = self.pipe.recv()
        except (EOFError, OSError):
            self.stop()
            if not self.ready:
                raise ArendenError(NO_START) from None
            return _Outcome(crashed=True)
        if kind == "fault":
            raise _fault_named(*answer)
        if kind == "ready":
            self.ready = True
            self.give(self.task)
            return None
        return _Outcome(answer)

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.alive = False
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _serve(pipe: Connection, load: Callable[[], Handler[Any, Any]]) -> None:
    """The life of a worker: load once, then answer until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for name in THREADS:  # The processes share the cores; each keeps to one.
        os.environ.setdefault(name, "1")
    try:
        handler = load()
    except ArendenError as fault:
        pipe.send(("fault", (type(fault).__name__, str(fault))))
        return
    except Exception as fault:
        pipe.send(("fault", ("ArendenError", f"Arbetarprocesserna kommer inte igång ({type(fault).__name__}).")))
        return
    message: tuple[str, Any] = ("ready", None)
    while True:
        try:
            pipe.send(message)
            work = pipe.recv()
        except (EOFError, OSError):
            return  # The parent is gone or has had enough.
        message = ("answer", handler(work))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _fault_named(name: str, text: str) -> ArendenError:
    kind = getattr(errors, name, ArendenError)
    return kind(text) if isinstance(kind, type) and issubclass(kind, ArendenError) else ArendenError(text)
