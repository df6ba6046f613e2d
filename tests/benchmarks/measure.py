"""CPU seconds of functions and of commands, as medians."""

import math
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

MIB = 1024  # ru_maxrss counts KiB on Linux


_WARM = 3  # runs before the measured ones: rules learn what to look for from some handlingar on


def cpu(work: Callable[[], object], repeats: int, warm: int = _WARM) -> float:
    """The median CPU seconds of ``work`` in this process, after ``warm`` runs that are not counted."""
    for _ in range(warm):
        work()
    return statistics.median(_once(work) for _ in range(repeats))


def command_cpu(arguments: Sequence[str], repeats: int) -> float:
    """The median user CPU seconds of a Python command in a process of its own.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    return statistics.median(_command(arguments) for _ in range(repeats))


def peak_rss() -> float:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The slope of log time against log size: 1 is linear, 2 quadratic."""
    return statistics.linear_regression(list(map(math.log, sizes)), list(map(math.log, seconds))).slope


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _command(arguments: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
