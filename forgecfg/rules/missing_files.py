"""The violation that a file or directory is missing: shared by the rules about files."""

from __future__ import annotations

from forgecfg.document.locations import Location
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.build_output import is_build_output


def missing(
    files: ProjectFiles, location: Location, message: str, path: str, advice: str = ""
) -> Violation:
    """The violation that `path` does not exist; an info if a build seems to create it."""
    if is_build_output(files, path):
        advice = "run the build before you deploy, or correct the path"
        return Violation(location, message, help=advice, severity=Severity.INFO)
    return Violation(location, message, help=advice)


def is_missing(files: ProjectFiles, path: str) -> bool:
    """Whether a path does not exist."""
    return files.kind(path) is Kind.MISSING
