"""Reading the manifests that `graph` and `audit` look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import typer

from forgecfg.cli.targets import find_targets
from forgecfg.errors import ForgecfgError
from forgecfg.findings import FileReport
from forgecfg.reporters.escape import escape


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
