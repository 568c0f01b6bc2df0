"""Check many files, in several processes if that is faster, with the reports in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain

from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.findings import FileReport
from forgecfg.runner.target import Target, check_target

Warn = Callable[[str], object]
"""Receives a message for the user that is not a finding."""

WORTHWHILE = 150_000
"""Bytes in all below which starting processes costs more time than it saves."""

# One process finds the files and writes the reports, so more workers than this gain nothing.
_MAX_JOBS = 8
# Assumed for a file whose size is unknown.
_TYPICAL_SIZE = 1500


def check_files(
    targets: Iterable[Target],
    arguments: CheckArguments,
    jobs: int | None = None,
    warn: Warn = str,
) -> Generator[FileReport]:
    """The report of each file, in the order of the files.

    `jobs` is that number; with None forgecfg chooses it. Files are read from `targets` as they are
    needed, and each report is yielded as soon as its turn comes, so neither piles up in memory.

    If a worker process dies, the remaining files are checked in this process, and `warn` is called
    with a message that says so.
    """
    stream = iter(targets)
    processes = available_processors() if jobs is None else jobs
    first: list[Target] = []
    if processes > 1 and _take(stream, first, WORTHWHILE if jobs is None else 0):
        from forgecfg.runner.workers import check_in_workers

        yield from check_in_workers(chain(first, stream), arguments, processes, warn)
        return
    settings = Settings(arguments)
    for target in chain(first, stream):
        yield check_target(target, settings)


def _take(targets: Iterator[Target], taken: list[Target], enough: int) -> bool:
    """Move targets to `taken` until it holds several, of `enough` bytes; False at the end."""
    size = 0
    for target in targets:
        taken.append(target)
        size += target.size or _TYPICAL_SIZE
        if len(taken) > 1 and size >= enough:
            return True
    return False


def available_processors() -> int:
    """How many worker processes are useful on this machine."""
    try:
        usable = len(os.sched_getaffinity(0))
    except AttributeError:  # not on this platform
        usable = os.cpu_count() or 1
    return min(usable, _MAX_JOBS)
