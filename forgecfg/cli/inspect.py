"""What `diff`, `graph` and `audit` share: reading manifests, and opening the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import typer

from forgecfg.cli.formats import Destination, reject_input_files
from forgecfg.cli.output import Color, standard_output, terminal_width
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

    Raises ForgecfgError if the file cannot be written, UsageError if it is a manifest or one of the
    inputs.
    """
    if file is None:
        yield standard_output(color)
        return
    reject_input_files([Destination("report", file)], inputs)
    parts: list[str] = []
    yield Output(parts.append, color is Color.always, terminal_width(False))
    try:
        file.write_text("".join(parts), encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise ForgecfgError(f"cannot write {file}: {error.strerror or error}") from None
