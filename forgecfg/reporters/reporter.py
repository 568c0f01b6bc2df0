"""The interface of reporters, and their output."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from forgecfg.findings import FileReport, Severity
from forgecfg.reporters.summary import Summary


def _always_error(file: str) -> Severity:  # noqa: ARG001
    return Severity.ERROR


class Output(NamedTuple):
    """The destination of a report.

    `write` accepts text in pieces, line breaks included. `color` allows color escape codes. `width`
    is the width of the terminal in cells, `show_summary` whether to end with a line of counts;
    formats for programs ignore both. `level_of` returns the lowest severity that makes the run
    fail, for a file.
    """

    write: Callable[[str], object]
    color: bool = False
    width: int = 80
    show_summary: bool = True
    level_of: Callable[[str], Severity] = _always_error


class Reporter(Protocol):
    """One report in one format, written during the run.

    `add` is called once for each file, clean ones included, in the order of the report; `finish`
    once, after the last file.
    """

    def add(self, file: FileReport) -> None:
        """Report one file."""

    def finish(self, summary: Summary) -> None:
        """Report the counts of the whole run, and end the report."""
