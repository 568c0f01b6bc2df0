"""What a reporter is, and what it writes to."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from forgecfg.findings import FileReport
from forgecfg.reporters.summary import Summary


class Output(NamedTuple):
    """Where a report goes.

    `write` takes text in pieces, line breaks included. `color` allows escape codes of our own.
    `width` is the width of the terminal in cells, `closing` whether people want a last line with
    the counts; formats for machines take no notice of either.
    """

    write: Callable[[str], object]
    color: bool = False
    width: int = 80
    closing: bool = True


class Reporter(Protocol):
    """One report in one format, written while the run goes on.

    `add` is called once for each file, clean ones included, in the order of the report; `finish`
    once, after the last file.
    """

    def add(self, file: FileReport) -> None:
        """Report one file."""

    def finish(self, summary: Summary) -> None:
        """Report the counts of the whole run, and close what is open."""
