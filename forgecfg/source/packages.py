"""The packages that an app depends on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from posixpath import join

from forgecfg.files.app_files import ProjectFiles
from forgecfg.source.mention import app_of


def package_versions(files: ProjectFiles, file: str) -> Mapping[str, str]:
    """The version ranges by package in the nearest `package.json`, {} if it cannot be read."""
    folder = app_of(files).package_folder(file)
    try:
        data = json.loads(files.text(join(folder, "package.json")) or "null")
    except (ValueError, RecursionError):
        return {}
    listed = data.get("dependencies") if isinstance(data, dict) else None
    if not isinstance(listed, dict):
        return {}
    return {name: version for name, version in listed.items() if isinstance(version, str)}
