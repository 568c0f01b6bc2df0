"""`--format`: which formats a run writes, and where each goes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from forgecfg.errors import UsageError
from forgecfg.reporters import REPORTERS
from forgecfg.suggest import closest

AUTO = "auto"
FORMATS = (AUTO, *REPORTERS)
"""All that `--format` takes. `auto` is text; under GitHub Actions annotations and a summary too."""

_STDOUT = "-"


class Destination(NamedTuple):
    """One format, and the file that it goes to; None is standard output."""

    format: str
    path: Path | None = None


def parse_formats(values: Sequence[str], output_file: Path | None = None) -> list[Destination]:
    """The destinations that `--format NAME` and `--format NAME=FILE` stand for, in their order.

    A format without a file goes to `output_file`, or else to standard output; without any value
    it is `auto`. Raises UsageError where a value makes no sense, two formats share a destination,
    or nothing is left for `output_file`.
    """
    destinations = [_parse(value) for value in values or (AUTO,)]
    unplaced = [destination for destination in destinations if destination.path is None]
    if len(unplaced) > 1:
        names = " and ".join(destination.format for destination in unplaced)
        raise UsageError(
            f"{names} cannot both go to the same place; "
            f"write one to a file: --format {unplaced[-1].format}=FILE"
        )
    if output_file is not None:
        if not unplaced:
            raise UsageError("--output-file has nothing to write: each format has its own file")
        destinations = [one if one.path else one._replace(path=output_file) for one in destinations]
    _refuse_twins(destinations)
    return destinations


def complete_format(incomplete: str) -> list[str]:
    """What a shell offers for the beginning of a value."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def _parse(value: str) -> Destination:
    name, equals, path = value.partition("=")
    if name not in FORMATS:
        near = closest(name, FORMATS)
        hint = f"did you mean {near!r}?" if near else f"there are {', '.join(FORMATS)}"
        raise UsageError(f"no format {name!r}; {hint}")
    if equals and not path:
        raise UsageError(f"--format {value} names no file")
    return Destination(name, Path(path) if path and path != _STDOUT else None)


def _refuse_twins(destinations: Sequence[Destination]) -> None:
    seen: dict[str, str] = {}
    for format, path in destinations:  # noqa: A001
        if path is None:
            continue
        other = seen.setdefault(os.path.abspath(path), format)  # noqa: PTH100
        if other is not format:
            raise UsageError(f"{other} and {format} cannot both be written to {path}")
