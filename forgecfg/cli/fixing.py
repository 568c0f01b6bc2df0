"""`forgecfg check --fix` and `--diff`: apply or show the fixes of each file."""

from __future__ import annotations

import sys
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
    """How to fix: whether to write or to show, and whether to include unsafe fixes."""

    mode: Mode
    unsafe: bool
    color: bool


class Fixed:
    """Counts of a run: files with changes, and fixes applied in them.

    `unwritten` counts the files that could not be written.
    """

    __slots__ = ("files", "fixes", "unwritten")

    def __init__(self) -> None:
        self.files = 0
        self.fixes = 0
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
        fixed.files += 1
        fixed.fixes += result.applied
    if fixing.mode is Mode.WRITE and target.path is None:
        write_standard_output(new)
    return result.report
