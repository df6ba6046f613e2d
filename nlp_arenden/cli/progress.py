"""How far a long run has come: a bar on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nlp_arenden.cli.output import tell

if TYPE_CHECKING:
    from nlp_arenden.workflows.tag_register import Progress

EVERY = 10.0  # seconds between two plain lines


@contextmanager
def shown_progress() -> "Iterator[Callable[[Progress], None]]":
    """A function to call with each new state; what it shows goes to stderr."""
    if sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _Lines()


class _Lines:
    """Plain lines for a log: one at most every ten seconds, and one at the end."""

    def __init__(self) -> None:
        self._start = self._last = time.monotonic()

    def __call__(self, progress: "Progress") -> None:
        now = time.monotonic()
        worked = progress.done + progress.failed
        if now - self._last < EVERY and worked + progress.skipped < progress.total:
            return
        self._last = now
        rate = worked / max(now - self._start, 0.001)
        left = (progress.total - worked - progress.skipped) / rate if rate else 0.0
        tell(
            f"{worked + progress.skipped} av {progress.total} ärenden, {progress.failed} med fel, "
            f"{f'{rate:.1f}'.replace('.', ',')} per sekund, ungefär {round(left)} sekunder kvar"
        )


@contextmanager
def _bar() -> "Iterator[Callable[[Progress], None]]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("Ärenden"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("kvar"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]} med fel"),
        console=Console(stderr=True),
        transient=True,
    )
    start = time.monotonic()
    with bar:
        task = bar.add_task("", total=None, rate="", failed=0)

        def show(progress: "Progress") -> None:
            worked = progress.done + progress.failed
            rate = f"{worked / max(time.monotonic() - start, 0.001):.1f}/s".replace(".", ",")
            bar.update(
                task,
                total=progress.total,
                completed=worked + progress.skipped,
                rate=rate,
                failed=progress.failed,
            )

        yield show
