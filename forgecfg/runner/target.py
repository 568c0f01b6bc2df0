"""Check one file; every file gets a report, even after an internal error."""

from __future__ import annotations

from pathlib import Path
from posixpath import dirname, join
from typing import NamedTuple

from forgecfg.api import CheckOptions, check_text
from forgecfg.config.config import Config
from forgecfg.config.settings import Settings
from forgecfg.document.locations import Location
from forgecfg.files.app_files import ProjectFiles, files_beside
from forgecfg.files.read import Unreadable, read_manifest_file, read_standard_input
from forgecfg.findings import FileReport, Violation
from forgecfg.linter.limit import MAX_FINDINGS
from forgecfg.linter.lint import unreadable_report


class Target(NamedTuple):
    """One manifest: the name to report, and its path (None for standard input).

    `size` is in bytes, 0 if unknown. `error` is the reason why it cannot be read, if already known.
    `content` holds the bytes if they were already read. `config` is the configuration of this
    manifest, None for that of the run.
    """

    name: str
    path: str | None
    size: int = 0
    error: str = ""
    content: bytes | None = None
    config: Config | None = None

    def read(self) -> bytes | FileReport:
        """The bytes, or a report if they cannot be read."""
        if self.error:
            return unreadable_report(self.name, self.error)
        if self.content is not None:
            return self.content
        path = self.path
        source = read_standard_input() if path is None else read_manifest_file(Path(path))
        return (
            unreadable_report(self.name, source.reason)
            if isinstance(source, Unreadable)
            else source
        )

    def without_content(self) -> Target:
        """The same target, to be read again: lists of targets stay small in memory."""
        return self if self.content is None else self._replace(content=None)


def check_target(target: Target, settings: Settings) -> FileReport:
    """Read and check one file. Raises nothing: an internal error is a finding (FC000)."""
    try:
        source = target.read()
        if isinstance(source, FileReport):
            return source
        return check_source(target, source, settings)
    except Exception as error:  # keep checking the other files
        return crash_report(target.name, error)


def check_source(target: Target, source: bytes, settings: Settings) -> FileReport:
    """Check the content of a file."""
    return check_text(
        source, target.name, options_for(target, settings), files_of(target, settings)
    )


def unread_source(target: Target, settings: Settings) -> list[str]:
    """A line for each source file of an app, or import, that cannot be read."""
    content = target.read() if target.path is not None and settings.source else b""
    if not content or isinstance(content, FileReport):
        return []
    from forgecfg.document.document import load
    from forgecfg.manifest.view import read_manifest
    from forgecfg.rules.base import Context

    document = load(content)
    context = Context(document, read_manifest(document), files_of(target, settings))
    folder = dirname(target.name)
    return [f"{join(folder, unread.file)}: {unread.reason}" for unread in context.source.unread]


def options_for(target: Target, settings: Settings) -> CheckOptions:
    """The options for checking a file."""
    settings = settings.of(target.config)
    schema = settings.forge_schema_for(target.path)
    return CheckOptions(
        settings.rules_for(target.name),
        settings.suppressions,
        schema,
        settings.source,
        None if settings.all_findings else MAX_FINDINGS,
    )


def files_of(target: Target, settings: Settings) -> ProjectFiles | None:
    """The files of the app of a manifest; None if unknown or not to be checked."""
    if target.path is None or not settings.files:
        return None
    return files_beside(Path(target.path))


def crash_report(file: str, error: Exception) -> FileReport:
    """The report of a file whose check raised an exception: a bug in forgecfg."""
    from forgecfg.linter.lint import file_finding
    from forgecfg.rules.table import BY_NAME

    description = " ".join(f"{type(error).__name__}: {error}".split())
    message = f"internal error: {description[:200]}"
    violation = Violation(Location(0, 0), message, help="report it: this is a bug in forgecfg")
    return FileReport(file, (file_finding(BY_NAME["internal-error"], violation, file),))
