"""Worker processes that check batches of files, and may die at any time.

Each has a pipe of its own and no shared locks: the end of one harms no other, and tells exactly
which files it was working on.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Literal, NamedTuple, cast

from forgecfg.checking import Target, check_source, check_target
from forgecfg.config.settings import Choice, Settings
from forgecfg.findings import FileReport

# Seconds to wait for a process that was told to end, before it is killed.
_PATIENCE = 2.0
# Checking makes little garbage: collecting at Python's usual pace only costs time.
_GARBAGE = 50_000

# Without findings: what those need is loaded only where there are any.
_EXAMPLE = b"""\
app:
  id: ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000
  runtime: {name: nodejs22.x}
modules: {}
"""

Method = Literal["fork", "spawn"]


class Batch(NamedTuple):
    """Files that one worker checks in one go.

    `first` is the place of the first among all; `again`: a process died over them before.
    """

    first: int
    targets: tuple[Target, ...]
    again: bool = False


class Worker:
    """One process, and the batch that it works on."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self._process = process
        self.connection = connection
        self.batch: Batch | None = None

    def give(self, batch: Batch) -> bool:
        """Let the worker check a batch; returns whether it is alive to do so."""
        try:
            self.connection.send(batch.targets)
        except OSError:
            return False
        self.batch = batch
        return True

    def answer(self) -> list[FileReport] | None:
        """The reports on the batch; None where the process died over it."""
        try:
            return cast(list[FileReport], self.connection.recv())
        except (EOFError, OSError):
            return None

    def stop(self) -> None:
        """Tell the process to end."""
        self.connection.close()
        self._process.terminate()

    def end(self) -> str:
        """Wait for the end of a process that was told to; returns how it ended, in words."""
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        with suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
        return f"exit code {code}"


def start_method() -> Method:
    """How to start processes here: by fork where that is safe, because it takes no time.

    It is safe on Linux as long as there is one thread; macOS and Windows need fresh interpreters.
    """
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def warm_up() -> None:
    """Load what all checking needs, which forked processes then need not do one by one."""
    check_source(Target("", None), _EXAMPLE, Settings(Choice()))


def start(choice: Choice, siblings: Iterable[Worker], method: Method) -> Worker:
    """Start a worker. Raises OSError where the system allows no more processes."""
    context = get_context("fork") if method == "fork" else get_context("spawn")
    ours, its = context.Pipe()
    # A forked process holds what its parent holds. It must not keep the pipes of others open.
    others = [ours, *(each.connection for each in siblings)] if method == "fork" else []
    process = context.Process(target=_serve, args=(its, others, choice), daemon=True)
    try:
        with _interrupts_ignored():
            process.start()
    except BaseException:
        ours.close()
        raise
    finally:
        its.close()
    return Worker(process, ours)


def answered(workers: Sequence[Worker]) -> Iterator[Worker]:
    """Waits for workers with a batch; those that have an answer, or died."""
    busy = {worker.connection: worker for worker in workers if worker.batch is not None}
    for connection in wait(list(busy)):
        yield busy[cast(Connection, connection)]


def _serve(connection: Connection, others: Sequence[Connection], choice: Choice) -> None:
    """The life of a worker: it ends when nobody is at the other end any more."""
    for other in others:
        other.close()
    gc.set_threshold(_GARBAGE)
    gc.freeze()  # what is there stays, and memory that nobody touches is shared with the parent
    settings = Settings(choice)
    try:
        while True:
            targets: tuple[Target, ...] = connection.recv()
            connection.send([_plain(check_target(target, settings)) for target in targets])
    except (EOFError, OSError):
        return
    except Exception:  # a fault of ours, which the parent tells; the traceback helps no user
        sys.exit(1)


def _plain(report: FileReport) -> FileReport:
    """A report that can be sent: read-only mappings cannot."""
    return report._replace(
        lines=dict(report.lines), sources={name: dict(n) for name, n in report.sources.items()}
    )


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started meanwhile take no notice of Ctrl-C: it is for their parent to end them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
