"""The violation that a file or directory is missing: shared by the rules about files."""

from __future__ import annotations

from forgecfg.document.locations import Location
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation

# Directories that a build creates; they do not exist in a fresh checkout.
_BUILT = frozenset({"build", "dist", "out", "public", "bundle", ".next", "lib"})


def missing(location: Location, message: str, path: str, advice: str = "") -> Violation:
    """The violation that `path` does not exist; a warning if a build seems to create it."""
    severity = None
    if not _BUILT.isdisjoint(path.split("/")):
        severity = Severity.WARNING
        advice = "build the front end first, or correct the path"
    return Violation(location, message, help=advice, severity=severity)


def is_missing(files: ProjectFiles, path: str) -> bool:
    """Whether a path does not exist."""
    return files.kind(path) is Kind.MISSING
