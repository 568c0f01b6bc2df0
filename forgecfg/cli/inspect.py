"""What `diff`, `graph` and `audit` share: reading manifests, and opening the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import typer

from forgecfg.cli.output import Color, standard_output, terminal_width
from forgecfg.cli.report_file import ReportFile, check_report_file
from forgecfg.cli.targets import find_targets
from forgecfg.errors import ForgecfgError
from forgecfg.findings import FileReport
from forgecfg.reporters.escape import escape
from forgecfg.reporters.reporter import Output


class NamedSource(NamedTuple):
    """The name of a manifest, and its bytes."""

    name: str
    data: bytes


def read_sources(path: str) -> list[NamedSource]:
    """The manifests that a path means: a file, a folder, or `-` for standard input.

    Raises UsageError where there is none, ForgecfgError where one cannot be read.
    """
    sources: list[NamedSource] = []
    for target in find_targets([path], "manifest.yml"):
        data = target.read()
        if isinstance(data, FileReport):
            raise ForgecfgError(f"{target.name}: {data.findings[0].message}")
        sources.append(NamedSource(target.name, data))
    return sources


def tell_unreadable(reports: Iterable[FileReport | None]) -> None:
    """Write on standard error what keeps manifests from being analyzed."""
    for report in reports:
        for finding in report.findings if report is not None else ():
            place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
            text = f"{place}: {finding.severity.label} {finding.name}: {finding.full_message}"
            typer.echo(escape(text), err=True)


@contextmanager
def open_output(file: Path | None, color: Color, inputs: Sequence[str] = ()) -> Iterator[Output]:
    """Standard output, or a file that is written as a whole in UTF-8.

    Raises ForgecfgError if the file cannot be written, UsageError if it must not be: see
    `check_report_file`.
    """
    if file is None:
        yield standard_output(color)
        return
    check_report_file(file, inputs)
    report = ReportFile(file)
    try:
        yield Output(report.write, color is Color.always, terminal_width(False))
        report.close()
    finally:
        report.discard()
    if report.error:
        raise ForgecfgError(report.error_message)
