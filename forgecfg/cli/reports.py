"""The reports of a run: opened before it, written while it goes on, closed after it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TextIO

import typer

from forgecfg.cli.formats import AUTO, Destination
from forgecfg.cli.output import Color, standard_output, terminal_width
from forgecfg.errors import ForgecfgError
from forgecfg.reporters.escape import escape
from forgecfg.reporters.fan import MultiReporter
from forgecfg.reporters.formats import make_reporter
from forgecfg.reporters.reporter import Output, Reporter


class ReportFile:
    """A file that is written as a whole in UTF-8; once that failed it takes no notice of more.

    `error` says why it failed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.error: OSError | None = None
        self._stream: TextIO | None = None
        try:
            self._stream = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        except OSError as error:
            self.error = error

    def write(self, text: str) -> None:
        """Add a piece of text."""
        if self._stream is None or self.error is not None:
            return
        try:
            self._stream.write(text)
        except OSError as error:
            self.error = error

    def close(self) -> None:
        """Close the file; what is still buffered may fail only now."""
        try:
            if self._stream is not None:
                self._stream.close()
        except OSError as error:
            self.error = self.error or error

    @property
    def complaint(self) -> str:
        """What to say where it failed, in one line."""
        reason = (self.error.strerror or str(self.error)) if self.error else ""
        return escape(f"cannot write {self.path}: {reason}")


class Reports(NamedTuple):
    """The reporter that writes them all, and the files among them."""

    reporter: Reporter
    files: tuple[ReportFile, ...]

    @property
    def complete(self) -> bool:
        """Whether every file was written; known only when the reports are closed."""
        return all(file.error is None for file in self.files)


@contextmanager
def open_reports(
    destinations: Sequence[Destination], color: Color, closing: bool
) -> Iterator[Reports]:
    """Open the reports of a run. `closing`: whether people want a last line with the counts.

    A file that cannot be written is said on standard error, and the other reports are written.
    Raises ForgecfgError where there are no others, or where standard output is closed.
    """
    files: list[ReportFile] = []
    reporters: list[Reporter] = []
    for format, path in destinations:  # noqa: A001
        if path is None:
            output = standard_output(color)
        else:
            files.append(ReportFile(path))
            output = Output(files[-1].write, color is Color.always, terminal_width(False))
        for name in _formats(format, path):
            reporters.append(make_reporter(name, output._replace(closing=closing)))  # noqa: PERF401
    if files and len(files) == len(destinations) and all(file.error for file in files):
        raise ForgecfgError(files[0].complaint)
    reporters += _job_summary(destinations)
    try:
        yield Reports(MultiReporter(reporters), tuple(files))
    finally:
        for file in files:
            file.close()
            if file.error:
                typer.echo(f"forgecfg: {file.complaint}", err=True)


def _on_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _formats(format: str, path: Path | None) -> tuple[str, ...]:  # noqa: A002
    if format != AUTO:
        return (format,)
    # GitHub obeys annotations on standard output, not in a file.
    return ("text", "github") if path is None and _on_github() else ("text",)


def _job_summary(destinations: Sequence[Destination]) -> Iterator[Reporter]:
    """The reporter of the job summary, where there is to be one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    formats = {destination.format for destination in destinations}
    if path and ("github" in formats or (AUTO in formats and _on_github())):
        from forgecfg.reporters.job_summary import JobSummaryReporter

        yield JobSummaryReporter(Output(_appending(path)))


def _appending(path: str) -> Callable[[str], None]:
    """A function that adds text to a file; that it cannot is no reason for a run to fail."""

    def write(text: str) -> None:
        try:
            with open(path, "a", encoding="utf-8", errors="backslashreplace") as stream:  # noqa: PTH123
                stream.write(text)
        except OSError as error:
            with suppress(OSError):
                what = escape(f"no job summary, {path}: {error.strerror or error}")
                typer.echo(f"forgecfg: warning: {what}", err=True)

    return write
