"""Errors of edits."""

from __future__ import annotations

from forgecfg.document.positions import Span, YamlPath


class CannotEdit(Exception):  # noqa: N818 - reads better in an except clause
    """An edit that cannot be made safely.

    `reason` completes "cannot edit: …". `location` is the token that prevents the edit (None: the
    whole file), `path` the path to edit. `is_bug`: the edit was made and its result is not the
    intended change, which is a bug in forgecfg.
    """

    def __init__(
        self, reason: str, location: Span | None = None, path: YamlPath = (), is_bug: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.location = location
        self.path = path
        self.is_bug = is_bug


class OverlapError(ValueError):
    """Two edits of one set change the same characters."""
