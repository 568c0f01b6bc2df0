"""What the rules about files have in common: how bad it is that one is not there."""

from __future__ import annotations

from forgecfg.files import Files, Kind, has_app
from forgecfg.findings import Severity
from forgecfg.rules.rule import Fault, Place

# What a build makes; it is not there in a fresh checkout.
_BUILT = frozenset({"build", "dist", "out", "public", "bundle", ".next", "lib"})


def missing(files: Files, place: Place, message: str, path: str, advice: str = "") -> Fault:
    """The fault that a file or folder is not at `path`, as bad as it is.

    A manifest alone, without anything else of its app, may be a copy: then it is a hint. What a
    build will make is a warning.
    """
    severity = None
    if not has_app(files):
        severity = Severity.INFO
        advice = "nothing else of the app is beside this manifest; --no-files leaves files alone"
    elif not _BUILT.isdisjoint(path.split("/")):
        severity = Severity.WARNING
        advice = "build the front end first, or correct the path"
    return Fault(place, message, help=advice, severity=severity)


def is_missing(files: Files, path: str) -> bool:
    """Whether nothing is at a path."""
    return files.kind(path) is Kind.MISSING
