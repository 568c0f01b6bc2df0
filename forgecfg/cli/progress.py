"""A progress bar: on a terminal, and only if the run takes long."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from forgecfg.cli.output import is_terminal
from forgecfg.findings import FileReport

if TYPE_CHECKING:
    from rich.progress import Progress

# Seconds after which the duration of the run is estimated, and the duration that counts as long.
_LOOK_AFTER = 0.3
_LONG = 1.0


def wants_progress(quiet: bool) -> bool:
    """Whether to show progress: on a terminal, not with --quiet, not in a CI job."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return False
    return not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


def with_progress(reports: Iterable[FileReport], total: int) -> Iterator[FileReport]:
    """Pass the reports on, with a bar on standard error once the run is expected to take long.

    `total` is their number. The bar is hidden while a report is written to the same terminal.
    """
    bar: _Bar | None = None
    shares = is_terminal()
    start = time.monotonic()
    try:
        for number, report in enumerate(reports, 1):
            elapsed = time.monotonic() - start
            if bar is None and elapsed > _LOOK_AFTER and elapsed / number * total > _LONG:
                bar = _Bar(total)
            if bar is None:
                yield report
            elif shares and report.findings:
                bar.hide()
                yield report
                bar.show(number)
            else:
                yield report
                bar.show(number)
    finally:
        if bar is not None:
            bar.hide()


class _Bar:
    """A progress bar that erases itself. Without a thread, because worker processes may fork."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._progress: Progress = Progress(
            TextColumn("checking"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("", total=total)
        self._last = 0.0
        self._visible = False

    def show(self, number: int) -> None:
        """Show how many files are done, at most ten times a second."""
        now = time.monotonic()
        if now - self._last < 0.1:
            return
        self._last = now
        if not self._visible:
            self._progress.start()
            self._visible = True
        self._progress.update(self._task, completed=number, refresh=True)

    def hide(self) -> None:
        """Erase the bar."""
        if self._visible:
            self._progress.stop()
            self._visible = False
