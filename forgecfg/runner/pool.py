"""Checking many files, in several processes where that pays, with the reports in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain

from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.findings import FileReport
from forgecfg.runner.target import Target, check_target

Warn = Callable[[str], object]
"""Takes a message for the user that is no finding."""

WORTHWHILE = 150_000
"""Bytes in all below which starting processes takes longer than they save (measured)."""

# More are of no use: one process finds the files and writes the reports.
_MOST_JOBS = 8
# Of some files the size is not known.
_USUAL_SIZE = 1500


def check_files(
    targets: Iterable[Target], choice: CheckArguments, jobs: int | None = None, warn: Warn = str
) -> Generator[FileReport]:
    """The report of each file, in the order of the files, whatever the number of processes.

    `jobs` is that number; None lets forgecfg choose. Files are taken from `targets` as they are
    needed and reports are yielded as soon as it is their turn, so that neither piles up.

    Where a process dies, its files are checked again, one by one, and `warn` is told; a file over
    which a process dies again gets a report that says so (FC000).
    """
    stream = iter(targets)
    processes = available_processors() if jobs is None else jobs
    first: list[Target] = []
    if processes > 1 and _take(stream, first, WORTHWHILE if jobs is None else 0):
        from forgecfg.runner.crew import Crew

        with Crew(choice, processes, warn) as crew:
            yield from crew.check(chain(first, stream))
        return
    settings = Settings(choice)
    for target in chain(first, stream):
        yield check_target(target, settings)


def _take(targets: Iterator[Target], taken: list[Target], enough: int) -> bool:
    """Take targets until there are several, of `enough` bytes; returns whether there are."""
    size = 0
    for target in targets:
        taken.append(target)
        size += target.size or _USUAL_SIZE
        if len(taken) > 1 and size >= enough:
            return True
    return False


def available_processors() -> int:
    """How many processes make sense here."""
    try:
        usable = len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        usable = os.cpu_count() or 1
    return min(usable, _MOST_JOBS)
