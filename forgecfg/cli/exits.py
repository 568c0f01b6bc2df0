"""The exit codes, the same for every command and format."""

from enum import IntEnum


class Exit(IntEnum):
    """CLEAN: nothing left at the fail level. FINDINGS: something is. FAILED: no full result.

    FAILED stands for bad usage, bad configuration, a path that could not be read, an interrupted
    run, or a fault of forgecfg itself.
    """

    CLEAN = 0
    FINDINGS = 1
    FAILED = 2
