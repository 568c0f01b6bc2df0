"""Where output goes, how wide it may be, and whether it is coloured."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from stat import S_ISREG

from forgecfg.errors import ForgecfgError
from forgecfg.reporters.reporter import Output

NARROWEST = 40
# Without a terminal nobody says how wide lines may be.
PIPED_WIDTH = 100


class Color(StrEnum):
    """When to colour."""

    auto = "auto"
    always = "always"
    never = "never"


def wants_color(color: Color, terminal: bool) -> bool:
    """Whether to colour: the option first, then NO_COLOR and FORCE_COLOR, then the terminal."""
    if color is not Color.auto:
        return color is Color.always
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def terminal_width(terminal: bool) -> int:
    """The width that lines may take, in columns."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(NARROWEST, int(columns))
    if not terminal:
        return PIPED_WIDTH
    return max(NARROWEST, shutil.get_terminal_size().columns)


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def is_ci_log() -> bool:
    """Whether standard output is the log of a CI service that obeys commands in it.

    A file is none: what is written there is for programs.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true" and not os.environ.get("TF_BUILD"):
        return False
    try:
        return not S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError, AttributeError):  # no file at all
        return True


def standard_output(color: Color) -> Output:
    """Standard output for a reporter. Raises ForgecfgError where it is closed."""
    if sys.stdout is None:
        raise ForgecfgError("cannot write the output: standard output is closed")
    terminal = is_terminal()
    return Output(sys.stdout.write, wants_color(color, terminal), terminal_width(terminal))
