"""Check many files, in several processes if that is faster, with the reports in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain

from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.findings import FileReport
from forgecfg.runner.target import Target, check_target

Warn = Callable[[str], object]
"""Shows a message that is not a finding to the user."""

WORTHWHILE = 150_000
"""Total bytes below which starting processes takes longer than it saves (measured)."""

# More do not help: one process finds the files and writes the reports.
_MAX_JOBS = 8
# For files of unknown size.
_TYPICAL_SIZE = 1500


def check_files(
    targets: Iterable[Target], arguments: CheckArguments, jobs: int | None = None, warn: Warn = str
) -> Generator[FileReport]:
    """The report of each file, in the order of the files.

    `jobs` is the number of processes; None chooses one automatically. Files are read from `targets`
    as they are needed and reports are yielded as soon as possible, so that memory stays bounded.

    If a process dies, its files are checked again, one by one, and `warn` is called. A file whose
    process dies again gets an internal error (FC000).
    """
    stream = iter(targets)
    processes = available_processors() if jobs is None else jobs
    first: list[Target] = []
    if processes > 1 and _take(stream, first, WORTHWHILE if jobs is None else 0):
        from forgecfg.runner.crew import Crew

        with Crew(arguments, processes, warn) as crew:
            yield from crew.check(chain(first, stream))
        return
    settings = Settings(arguments)
    for target in chain(first, stream):
        yield check_target(target, settings)


def _take(targets: Iterator[Target], taken: list[Target], enough: int) -> bool:
    """Read targets until there are several with `enough` bytes; returns whether there are."""
    size = 0
    for target in targets:
        taken.append(target)
        size += target.size or _TYPICAL_SIZE
        if len(taken) > 1 and size >= enough:
            return True
    return False


def available_processors() -> int:
    """The number of processes for this machine."""
    try:
        usable = len(os.sched_getaffinity(0))
    except AttributeError:  # not on this platform
        usable = os.cpu_count() or 1
    return min(usable, _MAX_JOBS)
