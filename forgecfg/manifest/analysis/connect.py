"""Connect modules and their remote: shared by the rules about migrated Connect apps."""

from __future__ import annotations

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.manifest.view import Manifest


def connect_modules(manifest: Manifest) -> Cursor | None:
    """The section `connectModules`; None if it is missing or not a mapping."""
    section = manifest.at("connectModules")
    return section if section is not None and section.is_mapping else None


def is_missing_connect_remote(manifest: Manifest) -> bool:
    """Whether `app.connect.remote` is required and missing."""
    app = manifest.at("app")
    if app is None or not app.is_mapping or has_misspelling_of(app, "connect"):
        return False
    connect = app.get("connect")
    if connect is None:
        return connect_modules(manifest) is not None
    if not connect.is_mapping or connect.get("remote") is not None:
        return False
    if has_misspelling_of(connect, "remote"):
        return False
    return connect_modules(manifest) is not None or bool(manifest.remotes)
