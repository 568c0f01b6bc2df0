"""`--format`: which formats a run writes, and where each goes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from forgecfg.config.locate import NAMES, PYPROJECT
from forgecfg.errors import UsageError
from forgecfg.files.search import MANIFEST_NAMES
from forgecfg.reporters.formats import REPORTERS
from forgecfg.suggest import closest

AUTO = "auto"
FORMATS = (AUTO, *REPORTERS)
"""All that `--format` takes. `auto` is text; under GitHub Actions annotations and a summary too."""

_STDOUT = "-"
_FOUND_BY_NAME = {*MANIFEST_NAMES, *NAMES, PYPROJECT}


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


def refuse_inputs(destinations: Sequence[Destination], inputs: Iterable[str]) -> None:
    """See that no report takes the place of a file that the run reads.

    `inputs` are the files that were named; a manifest or a configuration that a search would find
    is known by its name. Raises UsageError where one does.
    """
    # Not of pathlib: what the system does not let us look at is no file to it.
    named = [file for file in inputs if os.path.isfile(file)]  # noqa: PTH113
    for _, path in destinations:
        if path is None or not os.path.isfile(path):  # noqa: PTH113
            continue
        if path.name in _FOUND_BY_NAME or any(os.path.samefile(path, file) for file in named):  # noqa: PTH121
            raise UsageError(f"no report can be written to {path}: it is a file to read")


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
