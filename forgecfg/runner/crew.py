"""Sharing files out among workers, and bringing their reports back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import count
from types import TracebackType
from typing import Self

from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.findings import FileReport
from forgecfg.runner.pool import Warn
from forgecfg.runner.target import Target, check_target, crashed
from forgecfg.runner.worker import Batch, Method, Worker, answered, start, start_method, warm_up

# A batch ends after so many files or bytes, whichever comes first: long enough for its own cost to
# be small, short enough for all workers to end at about the same time.
BATCH_FILES = 24
BATCH_BYTES = 64_000

# How many files each worker may be ahead of the report whose turn it is: so many reports may wait.
LEAD = 256


class Crew:
    """Workers, started as they are needed, and ended with the block.

    The number of processes never exceeds `jobs`, and may be lower where the system allows no more.
    """

    def __init__(
        self, arguments: CheckArguments, jobs: int, warn: Warn, method: Method | None = None
    ) -> None:
        self._choice = arguments
        self._jobs = jobs
        self._warn = warn
        self._method = method or start_method()
        if self._method == "fork":
            warm_up()
        self._workers: list[Worker] = []
        self._again: deque[Batch] = deque()
        self._done: dict[int, FileReport] = {}
        self._given = 0
        self._more = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.stop()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def check(self, targets: Iterable[Target]) -> Iterator[FileReport]:
        """The reports of the files, in their order."""
        batches = _batches(targets)
        turn = 0
        while True:
            self._give(batches, turn + LEAD * self._jobs)
            # All are busy: whoever reads the reports may take some time.
            while turn in self._done:
                yield self._done.pop(turn)
                turn += 1
            if any(worker.batch for worker in self._workers):
                for worker in answered(self._workers):
                    self._take(worker)
            elif not self._more and not self._again:
                return

    def _give(self, batches: Iterator[Batch], limit: int) -> None:
        """Give every worker something to do, as long as there is something."""
        for worker in [each for each in self._workers if each.batch is None]:
            batch = self._next(batches, limit)
            if batch is None:
                return
            if not worker.give(batch):
                self._again.appendleft(batch)
                self._workers.remove(worker)
                worker.stop()
                worker.end()
        while len(self._workers) < self._jobs:
            batch = self._next(batches, limit)
            if batch is None:
                return
            try:
                worker = start(self._choice, self._workers, self._method)
            except OSError:
                self._do_without(batch)
                return
            self._workers.append(worker)
            if not worker.give(batch):
                self._again.appendleft(batch)

    def _next(self, batches: Iterator[Batch], limit: int) -> Batch | None:
        if self._again:
            return self._again.popleft()
        if self._given >= limit:
            return None
        batch = next(batches, None)
        if batch is None:
            self._more = False
        else:
            self._given += len(batch.targets)
        return batch

    def _do_without(self, batch: Batch) -> None:
        """Go on where no process can be started: with those that there are, or in this one."""
        if self._workers:
            self._jobs = len(self._workers)
            self._again.appendleft(batch)
            return
        settings = Settings(self._choice)
        for location, target in enumerate(batch.targets, batch.first):
            self._done[location] = (
                crashed(target.name, "the process that checked this file ended")
                if batch.again
                else check_target(target, settings)
            )

    def _take(self, worker: Worker) -> None:
        """Take a worker's answer, or see to the files of a dead one."""
        reports, batch = worker.answer(), worker.batch
        worker.batch = None
        if batch is None:
            return
        if reports is not None:
            self._done.update(zip(count(batch.first), reports, strict=False))
            return
        self._workers.remove(worker)
        worker.stop()
        how = worker.end()
        if batch.again:
            target = batch.targets[0]
            message = f"the process that checked this file ended twice ({how})"
            self._done[batch.first] = crashed(target.name, message)
            return
        names = batch.targets[0].name
        if len(batch.targets) > 1:
            names += f" or one of the {len(batch.targets) - 1} files after it"
        self._warn(f"a process ended ({how}) while it checked {names}; checking again")
        singles = enumerate(batch.targets, batch.first)
        self._again.extend(Batch(location, (target,), again=True) for location, target in singles)


def _batches(targets: Iterable[Target]) -> Iterator[Batch]:
    first = size = 0
    batch: list[Target] = []
    for location, target in enumerate(targets):
        batch.append(target)
        size += target.size
        if len(batch) == BATCH_FILES or size >= BATCH_BYTES:
            yield Batch(first, tuple(batch))
            first, size, batch = location + 1, 0, []
    if batch:
        yield Batch(first, tuple(batch))
