"""The reports of a run: opened before it, written during it, closed after it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from forgecfg.cli.formats import AUTO, Destination
from forgecfg.cli.output import Color, standard_output, terminal_width
from forgecfg.errors import ForgecfgError
from forgecfg.findings import Severity
from forgecfg.reporters.escape import escape
from forgecfg.reporters.formats import make_reporter
from forgecfg.reporters.multi import MultiReporter
from forgecfg.reporters.reporter import Output, Reporter

if TYPE_CHECKING:
    from forgecfg.cli.report_file import ReportFile


class Reports(NamedTuple):
    """A reporter that writes all reports, and the report files."""

    reporter: Reporter
    files: tuple[ReportFile, ...]

    @property
    def complete(self) -> bool:
        """Whether every file was written; only valid once the reports are closed."""
        return all(file.error is None for file in self.files)


@contextmanager
def open_reports(
    destinations: Sequence[Destination],
    color: Color,
    annotate_infos: bool,
    show_summary: bool,
    level_of: Callable[[str], Severity],
) -> Iterator[Reports]:
    """Open the reports of a run. `show_summary`: whether to end with a line of counts.

    `annotate_infos`: whether infos become annotations of a pull request. `level_of` returns the
    fail level of a file.

    A file that cannot be written is reported on standard error; the other reports are written.
    After an exception all files are as they were. Raises ForgecfgError if there are no others, or
    if standard output is closed.
    """
    files: list[ReportFile] = []
    reporters: list[Reporter] = []
    for format, path in destinations:  # noqa: A001
        if path is None:
            output = standard_output(color)
        else:
            from forgecfg.cli.report_file import ReportFile

            files.append(ReportFile(path))
            output = Output(files[-1].write, color is Color.always, terminal_width(False))
        output = output._replace(show_summary=show_summary, level_of=level_of)
        name = _format(format, path)
        reporter = make_reporter(name, output)
        if _annotates(name) and not annotate_infos:
            from forgecfg.reporters.min_severity import MinSeverityReporter

            reporter = MinSeverityReporter(reporter, Severity.WARNING)
        reporters.append(reporter)
        if name != format and name == "github":
            from forgecfg.reporters.rest import RestReporter

            reporters.append(RestReporter(output, not annotate_infos))
    if files and len(files) == len(destinations) and all(file.error for file in files):
        raise ForgecfgError(files[0].error_message)
    reporters += _job_summary(destinations)
    try:
        yield Reports(MultiReporter(reporters), tuple(files))
        for file in files:
            file.close()
            if file.error:
                typer.echo(f"forgecfg: {file.error_message}", err=True)
    finally:
        for file in files:
            file.discard()


def _on_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _annotates(format: str) -> bool:  # noqa: A002
    """Whether a service shows the findings of a format next to the lines of a pull request."""
    shown = format in ("github", "gitlab", "rdjson", "bitbucket")
    return shown or (format == "sarif" and _on_github())


def _format(format: str, path: Path | None) -> str:  # noqa: A002
    if format != AUTO:
        return format
    # Annotations are lines of the log, so text as well would repeat every finding.
    return "github" if path is None and _on_github() else "text"


def _job_summary(destinations: Sequence[Destination]) -> Iterator[Reporter]:
    """The reporter of the job summary, if it must be written."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    formats = {destination.format for destination in destinations}
    if path and ("github" in formats or (AUTO in formats and _on_github())):
        from forgecfg.reporters.job_summary import JobSummaryReporter

        yield JobSummaryReporter(Output(_appending(path)))


def _appending(path: str) -> Callable[[str], None]:
    """A function that appends text to a file; if that fails, it only warns."""

    def write(text: str) -> None:
        try:
            with open(path, "a", encoding="utf-8", errors="backslashreplace") as stream:  # noqa: PTH123
                stream.write(text)
        except OSError as error:
            with suppress(OSError):
                reason = escape(f"cannot write {path}: {error.strerror or error}")
                typer.echo(f"forgecfg: warning: no job summary, {reason}", err=True)

    return write
