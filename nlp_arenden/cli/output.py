"""The two streams: results on stdout or in a file, everything else on stderr."""

import os
import sys
from pathlib import Path


def use_utf8() -> None:
    """Streams that take any text and change no line end, whatever the console is set to."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def tell(message: str) -> None:
    """A message to the person at the keyboard, on stderr."""
    print(message, file=sys.stderr, flush=True)  # noqa: T201


def hand_over(result: str, target: Path | None) -> None:
    """The result in the file ``target``, or on stdout when there is none.

    Raises:
        StoreError: the file cannot be written.
    """
    if target is not None:
        from nlp_arenden.stores.files import write_whole

        write_whole(target, [result.encode("utf-8", "backslashreplace")])
        return
    try:
        sys.stdout.write(result)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wanted (`| head`). What is left in the buffer must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wants_color(target: Path | None) -> bool:
    """True when the result goes to a terminal that shows colour and nobody has asked for none."""
    return (
        target is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def line_width(target: Path | None) -> int:
    """Characters on a line: the terminal's, between 40 and 120; 100 in a file or a pipe."""
    if target is not None or not (sys.stdout.isatty() or os.environ.get("COLUMNS")):
        return 100
    import shutil

    return min(max(shutil.get_terminal_size((80, 24)).columns, 40), 120)
