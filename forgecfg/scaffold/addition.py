"""One addition to a manifest, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.document.positions import YamlPath
from forgecfg.scaffold.results import Unresolved

if TYPE_CHECKING:
    from forgecfg.document.changes import Data
    from forgecfg.manifest.view import Manifest

ENDPOINTS: YamlPath = ("modules", "endpoint")
REMOTES: YamlPath = ("remotes",)
SCOPES: YamlPath = ("permissions", "scopes")


class Addition(NamedTuple):
    """Data that must be present at a path, and a description of the addition for the user.

    `replaces`: the data replaces the scalar at the path. `renamed_from`: the last key of the path
    is renamed from this name first. `note`: what else the user should know.
    """

    path: YamlPath
    data: Data
    description: str
    replaces: bool = False
    renamed_from: str | None = None
    note: str = ""


class Note(NamedTuple):
    """What the user should know, and need not act on."""

    text: str


Additions = Iterator[Addition | Unresolved | Note]

Planner = Callable[["Manifest"], Additions]
"""What to add to a manifest, given its present state."""
