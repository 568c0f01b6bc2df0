"""Calls to remotes that were found in the source code of an app.

`source_calls` makes them, and `build_routes` uses them to fill in the methods and paths that a
manifest does not have.
"""

from __future__ import annotations

from typing import NamedTuple


class RemoteCall(NamedTuple):
    """One call in source code that reaches a remote.

    `function` is "invokeRemote" or "requestRemote" ("invokeService" counts as "invokeRemote").
    `front_end` is true for `@forge/bridge`, false for `@forge/api`. `remote` is the key that the
    call names (None for the front end's `invokeRemote`, which names none). `modules` are the type
    and key of the modules whose UI runs the code; empty where that is not known. `method` and
    `path` are None where they are not literal. `file` is relative to the manifest, `line` 1-based.
    """

    function: str
    front_end: bool
    remote: str | None
    modules: tuple[tuple[str, str], ...]
    method: str | None
    path: str | None
    file: str
    line: int

    @property
    def place(self) -> str:
        """File and line, as messages show it."""
        return f"{self.file}:{self.line}"
