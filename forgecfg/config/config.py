"""A validated configuration."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from forgecfg.errors import ForgecfgError
from forgecfg.findings import Severity


class ConfigError(ForgecfgError):
    """A configuration that is unreadable or invalid."""


class Config(NamedTuple):
    """A configuration. Rules are given as on the command line: code, prefix of codes, or name.

    `folder`: the base of patterns. `select`: the only rules to run. `ignore`: rules to skip.
    `severity`: pairs of a rule's code and the severity of its findings. `per_file_ignores`: pairs
    of a file pattern and the rules to skip for these files. `exclude`: patterns of files that a
    search skips. `fail_on`: the lowest severity that makes the exit code 1. `min_severity`: the
    lowest severity that is reported. `forge_schema`: "off", "auto", or the path of an official
    schema. `baseline`: the path of the baseline file. Empty or None means not configured.
    `origins`: pairs of a key and its place, such as "forgecfg.toml:3".
    """

    folder: Path = Path()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity | None = None
    min_severity: Severity | None = None
    forge_schema: str = ""
    baseline: str = ""
    origins: tuple[tuple[str, str], ...] = ()

    def origin(self, key: str) -> str:
        """The place of a key as the start of an error message, "" if it is not configured."""
        place = dict(self.origins).get(key)
        return f"{place}: {key}: " if place else ""
