"""What a configuration says, checked and typed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from forgecfg.errors import ForgecfgError
from forgecfg.findings import Severity


class ConfigError(ForgecfgError):
    """A configuration that cannot be read, or that makes no sense."""


class Config(NamedTuple):
    """A configuration. Rules are named as on the command line: code, prefix of codes, or name.

    `folder` is what patterns are relative to. `select`: the only rules to run; `ignore`: rules not
    to run; `severity`: pairs of a rule's code and the severity of all that it finds;
    `per_file_ignores`: pairs of a pattern of files and rules not to run on those; `exclude`:
    patterns of what not to find by searching; `fail_on`: the least severity that makes the exit
    code 1; `forge_schema`: "off", "auto", or the path of an official schema. What is empty or None
    is not configured.
    """

    folder: Path = Path()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Severity | None = None
    forge_schema: str = "off"
