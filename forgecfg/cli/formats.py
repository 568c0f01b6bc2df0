"""`--format`: the formats that a run writes, and their destinations."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from forgecfg.errors import UsageError
from forgecfg.reporters.formats import REPORTERS

AUTO = "auto"
FORMATS = (AUTO, *REPORTERS)
"""The values of `--format`. `auto` is text, in GitHub Actions annotations and a job summary."""

_STDOUT = "-"


class Destination(NamedTuple):
    """One format and its file; None is standard output."""

    format: str
    path: Path | None = None


def parse_formats(values: Sequence[str], output_file: Path | None = None) -> list[Destination]:
    """The destinations of `--format NAME` and `--format NAME=FILE`, in order.

    A format without a file goes to `output_file`, or else to standard output. Without any value the
    format is `auto`. Raises UsageError for an invalid value, for two formats with the same
    destination, and for an `output_file` that no format uses.
    """
    destinations = [_parse(value) for value in values or (AUTO,)]
    unplaced = [destination for destination in destinations if destination.path is None]
    if len(unplaced) > 1:
        names = " and ".join(destination.format for destination in unplaced)
        raise UsageError(
            f"{names} cannot both go to the same output; "
            f"write one of them to a file: --format {unplaced[-1].format}=FILE"
        )
    if output_file is not None:
        if not unplaced:
            raise UsageError("--output-file is unused: each format already has a file")
        destinations = [
            Destination(format, path or output_file)
            for format, path in destinations  # noqa: A001
        ]
    _reject_duplicates(destinations)
    return destinations


def complete_format(incomplete: str) -> list[str]:
    """The completions of the start of a value."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def _parse(value: str) -> Destination:
    name, equals, path = value.partition("=")
    if name not in FORMATS:
        from forgecfg.suggest import closest

        intended = closest(name, FORMATS)
        hint = (
            f"did you mean {intended!r}?" if intended else f"expected one of: {', '.join(FORMATS)}"
        )
        raise UsageError(f"unknown format {name!r}; {hint}")
    if equals and not path:
        raise UsageError(f"missing file name in --format {value}")
    return Destination(name, Path(path) if path and path != _STDOUT else None)


def _reject_duplicates(destinations: Sequence[Destination]) -> None:
    seen: dict[str, str] = {}
    for format, path in destinations:  # noqa: A001
        if path is None:
            continue
        first = seen.setdefault(os.path.abspath(path), format)  # noqa: PTH100
        if first is not format:
            raise UsageError(f"{first} and {format} cannot both be written to {path}")
