"""`forgecfg check --fix` and `--diff`: apply or show the fixes of each file."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Generator, Iterable
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

import typer

from forgecfg.api import fix_text
from forgecfg.cli.targets import write_standard_output
from forgecfg.config.settings import Settings
from forgecfg.document.limits import SAFETY_SIZE_LIMIT
from forgecfg.files.write import WriteError, write_back
from forgecfg.findings import FileReport
from forgecfg.reporters.escape import escape
from forgecfg.reporters.summary import Summary
from forgecfg.rules.table import BY_NAME
from forgecfg.runner.target import (
    Target,
    check_source,
    check_target,
    crash_report,
    files_of,
    options_for,
)


class Mode(Enum):
    """What to do with the fixes of a file."""

    NONE = auto()
    WRITE = auto()
    SHOW = auto()


class Fixing(NamedTuple):
    """How to fix: whether to write or to show, and whether to include unsafe fixes.

    `listed`: whether to list the fixes.
    """

    mode: Mode
    unsafe: bool
    color: bool
    listed: bool = False


class Fixed:
    """The fixes of a run: the number of each rule by file.

    `unwritten` counts the files that could not be written.
    """

    __slots__ = ("by_file", "unwritten")

    def __init__(self) -> None:
        self.by_file: dict[str, Counter[str]] = {}
        self.unwritten = 0


def fix_all(
    targets: Iterable[Target], settings: Settings, fixing: Fixing, fixed: Fixed
) -> Generator[FileReport]:
    """Fix each target, and yield the report of its remaining findings.

    A file that cannot be written is reported on standard error; the others are still fixed.
    """
    for target in targets:
        source = target.read()
        if isinstance(source, FileReport):
            yield source
        else:
            yield _fix_one(target, source, settings, fixing, fixed)


def _fix_one(
    target: Target, source: bytes, settings: Settings, fixing: Fixing, fixed: Fixed
) -> FileReport:
    try:
        return _fix(target, source, settings, fixing, fixed)
    except WriteError as error:
        fixed.unwritten += 1
        typer.echo(f"forgecfg: {escape(str(error))}", err=True)
        return check_target(target.without_content(), settings)
    except OSError:  # standard output is closed
        raise
    except Exception as error:  # keep fixing the other files
        return crash_report(target.name, error)


def print_fixes(fixing: Fixing, fixed: Fixed, left: Summary, quiet: bool) -> None:
    """Report on standard error which fixes were applied. `left` counts the remaining findings."""
    if quiet:
        return
    if fixing.mode is Mode.NONE:
        if fixing.unsafe and left.fixable:
            typer.echo("nothing was written; add --fix to apply the fixes", err=True)
        return
    verb = "would apply" if fixing.mode is Mode.SHOW else "applied"
    total = sum(rules.total() for rules in fixed.by_file.values())
    colon = ":" if fixing.listed and total else ""
    lines = [
        f"{verb} {_plural(total, 'fix', 'es')} in {_plural(len(fixed.by_file), 'file')}, "
        f"{_plural(left.errors + left.warnings + left.infos, 'finding')} left{colon}"
    ]
    for file, rules in fixed.by_file.items() if fixing.listed else ():
        lines.append(f"  {escape(file)}")
        for name, count in sorted(rules.items(), key=lambda item: (-item[1], item[0])):
            lines.append(f"    {count} x {name} [{BY_NAME[name].code}]")
    for line in lines:
        typer.echo(line, err=True)


def _plural(count: int, noun: str, ending: str = "s") -> str:
    return f"{count} {noun}{'' if count == 1 else ending}"


def _fix(
    target: Target, source: bytes, settings: Settings, fixing: Fixing, fixed: Fixed
) -> FileReport:
    if len(source) > SAFETY_SIZE_LIMIT:
        if fixing.mode is Mode.WRITE and target.path is None:
            # Only the start was read; copy all of the input unchanged.
            write_standard_output(source)
            write_standard_output(sys.stdin.buffer.read())
        return check_source(target, source, settings)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        if fixing.mode is Mode.WRITE and target.path is None:
            write_standard_output(source)
        # A file that is not UTF-8 is reported and left unchanged.
        return check_source(target, source, settings)
    options, files = options_for(target, settings), files_of(target, settings)
    result = fix_text(text, target.name, options, fixing.unsafe, files)
    new = result.text.encode("utf-8")
    if new != source:
        if fixing.mode is Mode.SHOW:
            from forgecfg.cli.show_diff import show_diff

            show_diff(text, result.text, target.name, fixing.color)
        elif target.path is not None:
            note = write_back(Path(target.path), source, new)
            if note:
                typer.echo(f"forgecfg: note: {escape(note)}", err=True)
        fixed.by_file[target.name] = Counter(result.rules)
    if fixing.mode is Mode.WRITE and target.path is None:
        write_standard_output(new)
    return result.report
