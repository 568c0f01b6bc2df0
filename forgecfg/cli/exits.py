"""The exit codes, the same for every command and format."""

from enum import IntEnum


class Exit(IntEnum):
    """CLEAN: no findings at or above the fail level. FINDINGS: there are. FAILED: incomplete run.

    A run is incomplete after invalid usage or configuration, an unreadable path, or an internal
    error. INTERRUPTED: Ctrl-C, as in every shell; Typer returns the same number.
    """

    CLEAN = 0
    FINDINGS = 1
    FAILED = 2
    INTERRUPTED = 130
