"""Checking batches of files in worker processes."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Literal

from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.findings import FileReport
from forgecfg.runner.target import Target, check_source, check_target

# A batch ends after this many files or bytes: long enough for its own cost to be small, short
# enough for all workers to end at about the same time.
BATCH_FILES = 24
BATCH_BYTES = 64_000

# Batches per worker that may be unfinished or wait for their turn: it bounds the reports held.
MAX_PENDING = 8

# Seconds after which a stopped worker is given up.
_PATIENCE = 5

# Checking makes little garbage, so collecting at Python's default pace only costs time.
_GC_THRESHOLD = 50_000

_EXAMPLE = b"""\
app:
  id: ari:cloud:ecosystem::app/1f3b8a52-6c9d-4e07-9a41-d25c7b80e6f3
  runtime: {name: nodejs22.x}
modules: {}
"""

Method = Literal["fork", "spawn"]


def check_in_workers(
    targets: Iterable[Target],
    arguments: CheckArguments,
    jobs: int,
    warn: Callable[[str], object],
    method: Method | None = None,
) -> Generator[FileReport]:
    """The reports of the files in their order; see `pool.check_files`."""
    method = method or _start_method()
    if method == "fork":
        # Load what every check needs once, before the processes are forked.
        check_source(Target("", None), _EXAMPLE, Settings(CheckArguments()))
    batches = _batches(targets)
    waiting: deque[list[Target]] = deque()
    futures: deque[Future[list[FileReport]]] = deque()
    others = active_children()
    executor: ProcessPoolExecutor | None = None
    try:
        # Raises without shared memory, as in a sandbox without /dev/shm.
        executor = ProcessPoolExecutor(jobs, get_context(method), _initialize, (arguments,))
        for batch in batches:
            waiting.append(batch)
            with _interrupts_delayed():
                futures.append(executor.submit(_check_batch, batch))
            if len(waiting) >= MAX_PENDING * jobs:
                yield from _result(futures.popleft(), others)
                waiting.popleft()
        while waiting:
            yield from _result(futures.popleft(), others)
            waiting.popleft()
    except (BrokenProcessPool, OSError, ImportError, NotImplementedError):
        warn("a worker process could not start or died; checking the other files without workers")
    finally:
        # If only some workers could start, these would wait for work forever.
        left = active_children() if len(futures) < len(waiting) else []
        left = [child for child in left if child not in others]
        for child in left:
            child.terminate()
        for child in _stopped_workers(others):
            child.kill()
        if executor is not None:
            executor.shutdown(cancel_futures=True)
        # An executor that could not start does not wait for them.
        for child in left:
            child.join(_PATIENCE)
    settings = Settings(arguments)
    for batch in chain(waiting, batches):
        for target in batch:
            yield check_target(target, settings)


def _result(future: Future[list[FileReport]], others: list[BaseProcess]) -> list[FileReport]:
    """The reports of a batch. A worker that someone stopped is killed after `_PATIENCE` seconds."""
    stopped_for = 0
    while True:
        try:
            return future.result(1)
        except TimeoutError:
            if future.done():  # it comes from the worker
                raise
        stopped = _stopped_workers(others)
        # With Ctrl-Z this process is stopped too, and counts no seconds.
        stopped_for = stopped_for + 1 if stopped else 0
        if stopped_for >= _PATIENCE:
            for child in stopped:
                child.kill()


def _stopped_workers(others: list[BaseProcess]) -> list[BaseProcess]:
    """The workers that are stopped by a signal; `others` are children that are not workers."""
    if not hasattr(os, "waitid"):  # Windows has no such signals
        return []
    return [child for child in active_children() if child not in others and _is_stopped(child)]


def _is_stopped(child: BaseProcess) -> bool:
    try:
        state = os.waitid(os.P_PID, child.pid or 0, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
    except OSError:  # it has ended
        return False
    return state is not None and state.si_code == os.CLD_STOPPED


def _batches(targets: Iterable[Target]) -> Iterator[list[Target]]:
    batch: list[Target] = []
    size = 0
    for target in targets:
        batch.append(target)
        size += target.size
        if len(batch) == BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _start_method() -> Method:
    """Fork where it is safe, since it costs no time: on Linux while there is only one thread."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


_settings: Settings | None = None
"""The settings of a worker process, set once when it starts."""


def _initialize(arguments: CheckArguments) -> None:
    global _settings
    # Ctrl-C reaches every process of a terminal; the parent alone decides what follows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What the parent removes before it ends is not the business of a worker.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    gc.set_threshold(_GC_THRESHOLD)
    gc.freeze()  # keeps pages shared with the parent
    _settings = Settings(arguments)


def _exit_with_parent() -> None:
    """End this process when its parent is gone; otherwise it would wait for work forever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
    os._exit(1)


def _check_batch(targets: list[Target]) -> list[FileReport]:
    assert _settings is not None
    # Read-only mappings cannot be sent to another process.
    reports = (check_target(target, _settings) for target in targets)
    return [
        report._replace(
            lines=dict(report.lines),
            sources={name: dict(lines) for name, lines in report.sources.items()},
        )
        for report in reports
    ]


@contextmanager
def _interrupts_delayed() -> Iterator[None]:
    """Processes started meanwhile never see Ctrl-C; this one sees it afterwards."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:  # Windows: only the initializer blocks Ctrl-C
        yield
        return
    mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_UNBLOCK, {signal.SIGINT})
