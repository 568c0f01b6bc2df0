"""What the rules about files have in common: how bad it is that one is not there."""

from __future__ import annotations

from forgecfg.document.locations import Location
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation

# What a build makes; it is not there in a fresh checkout.
_BUILT = frozenset({"build", "dist", "out", "public", "bundle", ".next", "lib"})


def missing(location: Location, message: str, path: str, advice: str = "") -> Violation:
    """The fault that a file or folder is not at `path`: a warning where a build will make it."""
    severity = None
    if not _BUILT.isdisjoint(path.split("/")):
        severity = Severity.WARNING
        advice = "build the front end first, or correct the path"
    return Violation(location, message, help=advice, severity=severity)


def is_missing(files: ProjectFiles, path: str) -> bool:
    """Whether nothing is at a path."""
    return files.kind(path) is Kind.MISSING
