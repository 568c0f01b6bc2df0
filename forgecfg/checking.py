"""Checking one file of many: whatever happens, there is a report."""

from __future__ import annotations

from pathlib import Path
from posixpath import dirname, join
from typing import NamedTuple

from forgecfg.api import CheckOptions, check_text
from forgecfg.config.settings import Settings
from forgecfg.files import Files, files_beside
from forgecfg.findings import FileReport
from forgecfg.reading import read_manifest_file, read_standard_input, unreadable


class Target(NamedTuple):
    """One manifest: the name to report, and its path (None for standard input).

    `size` is in bytes, 0 where it is not known. `trouble` says why it cannot be read, where that is
    known before.
    """

    name: str
    path: str | None
    size: int = 0
    trouble: str = ""

    def read(self) -> bytes | FileReport:
        """The bytes, or the report that they cannot be read."""
        if self.trouble:
            return unreadable(self.name, self.trouble)
        if self.path is None:
            return read_standard_input(self.name)
        return read_manifest_file(Path(self.path))


def check_target(target: Target, settings: Settings) -> FileReport:
    """Read and check one file. Raises nothing: a fault of ours is a finding (FC000)."""
    try:
        source = target.read()
        if isinstance(source, FileReport):
            return source
        return check_source(target, source, settings)
    except Exception as error:  # the other files shall be checked
        return crash_report(target.name, error)


def check_source(target: Target, source: bytes, settings: Settings) -> FileReport:
    """Check what was read from a file."""
    return check_text(
        source, target.name, options_for(target, settings), files_of(target, settings)
    )


def unread_source(target: Target, settings: Settings) -> list[str]:
    """A line for each source file of an app, or import, that cannot be read."""
    source = target.read() if target.path is not None and settings.source else b""
    if not source or isinstance(source, FileReport):
        return []
    from forgecfg.document import load
    from forgecfg.manifest import read_manifest
    from forgecfg.rules.rule import Context

    document = load(source)
    context = Context(document, read_manifest(document), files_of(target, settings))
    folder = dirname(target.name)
    return [f"{join(folder, one.file)}: {one.reason}" for one in context.source.unread]


def options_for(target: Target, settings: Settings) -> CheckOptions:
    """How to check a file."""
    schema = settings.forge_schema_for(target.path)
    return CheckOptions(
        settings.rules_for(target.name), settings.suppressions, schema, settings.source
    )


def files_of(target: Target, settings: Settings) -> Files | None:
    """The files of the app that a manifest is of; None where they are not known or not wanted."""
    if target.path is None or not settings.files:
        return None
    return files_beside(Path(target.path))


def crash_report(file: str, error: Exception) -> FileReport:
    """The report of a file over which forgecfg raised an exception that it should not."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return crashed(file, f"forgecfg crashed: {what[:200]}")


def crashed(file: str, message: str) -> FileReport:
    """The report of a file that could not be checked, by a fault of ours."""
    from forgecfg.document import load
    from forgecfg.engine import to_finding
    from forgecfg.faults import Fault, Place
    from forgecfg.rules import BY_NAME

    fault = Fault(Place(0, 0), message, help="this is a fault of forgecfg: please report it")
    return FileReport(file, (to_finding(BY_NAME["internal-error"], fault, load(""), file),))
