"""The packages that an app depends on."""

from __future__ import annotations

from collections.abc import Mapping

from forgecfg.files.app_files import ProjectFiles
from forgecfg.source.mention import app_of
from forgecfg.source.workspaces import package_json


def package_versions(files: ProjectFiles, file: str) -> Mapping[str, str]:
    """The version ranges by package in the nearest `package.json`, {} if it cannot be read."""
    listed = package_json(files, app_of(files).package_folder(file)).get("dependencies")
    if not isinstance(listed, dict):
        return {}
    return {name: version for name, version in listed.items() if isinstance(version, str)}
