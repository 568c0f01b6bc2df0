"""Why a text is left as it is."""

from __future__ import annotations

from forgecfg.document.positions import Span, YamlPath


class CannotEdit(Exception):  # noqa: N818 - it says what it means
    """An edit that cannot be made safely.

    `reason` completes "this cannot be edited: …"; `place` is the token that stands in the way
    (None where the whole file does); `path` is what was to be edited. `ours` is true where the
    edit was made and its result is not what was meant: a fault of forgecfg, not of the file.
    """

    def __init__(
        self, reason: str, location: Span | None = None, path: YamlPath = (), ours: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.location = location
        self.path = path
        self.ours = ours


class OverlapError(ValueError):
    """Two edits of one set change the same characters."""
