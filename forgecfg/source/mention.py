"""Whether the source of an app calls Forge at all: decided by the text, without parsing."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from forgecfg.files.app_files import ProjectFiles
from forgecfg.manifest.view import Manifest
from forgecfg.source.app import App
from forgecfg.source.entries import front_entries, handler_entries
from forgecfg.source.unit import MENTION

# Files are read once for all checks of an app; fixing checks its manifest again and again.
_APPS: WeakKeyDictionary[ProjectFiles, App] = WeakKeyDictionary()


def app_of(files: ProjectFiles) -> App:
    """The source files of an app, those read before included."""
    found = _APPS.get(files)
    if found is None:
        found = _APPS[files] = App(files)
    return found


def mentions_forge(manifest: Manifest, files: ProjectFiles) -> bool:
    """Whether a file that may run mentions a `@forge/` package; does not parse anything."""
    app = app_of(files)
    starts = {location.path for location in handler_entries(manifest, files) if location.path}
    starts.update(entry.path for entry in front_entries(manifest, app))
    seen = set(starts)
    waiting = [*starts]
    while waiting:
        path = waiting.pop()
        unit = app.unit(path)
        if unit is None:
            continue
        if MENTION in unit.text:
            return True
        for specifier in unit.imported_paths:
            target = app.resolve(path, specifier)
            if target and target not in seen:
                seen.add(target)
                waiting.append(target)
    return False
