"""Checking one file of many: whatever happens, there is a report."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from forgecfg.api import CheckOptions, check_text, unreadable_report
from forgecfg.config.settings import Settings
from forgecfg.document.locations import Location
from forgecfg.files.app_files import ProjectFiles, files_beside
from forgecfg.files.read import Unreadable, read_manifest_file, read_standard_input
from forgecfg.findings import FileReport, Violation


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
            return unreadable_report(self.name, self.trouble)
        path = self.path
        source = read_standard_input() if path is None else read_manifest_file(Path(path))
        return (
            unreadable_report(self.name, source.reason)
            if isinstance(source, Unreadable)
            else source
        )


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


def options_for(target: Target, settings: Settings) -> CheckOptions:
    """How to check a file."""
    schema = settings.forge_schema_for(target.path)
    return CheckOptions(settings.rules_for(target.name), settings.suppressions, schema)


def files_of(target: Target, settings: Settings) -> ProjectFiles | None:
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
    from forgecfg.linter.lint import file_finding
    from forgecfg.rules.table import BY_NAME

    violation = Violation(
        Location(0, 0), message, help="this is a fault of forgecfg: please report it"
    )
    return FileReport(file, (file_finding(BY_NAME["internal-error"], violation, file),))
