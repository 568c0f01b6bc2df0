"""Standard output: its width and its color."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from stat import S_ISREG
from typing import Any

from forgecfg.errors import ForgecfgError
from forgecfg.reporters.reporter import Output

NARROWEST = 40
UNLIMITED = 1_000_000
"""The width where no line is wrapped: in a pipe or a file, which programs and viewers read."""


# Constants of the console API of Windows.
_STD_OUTPUT = -11
_COLOR_CODES = 0x0004


class Color(StrEnum):
    """When to color."""

    auto = "auto"
    always = "always"
    never = "never"


def wants_color(color: Color, terminal: bool) -> bool:
    """Whether to color: the option first, then NO_COLOR and FORCE_COLOR, then the terminal."""
    if color is not Color.auto:
        return color is Color.always
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb" and console_supports_color()


def console_supports_color(platform: str = sys.platform, kernel: Any = None) -> bool:
    """Whether the console understands color codes: an old one of Windows does not.

    Newer consoles of Windows must be switched to it, which is done here. `kernel` is the library
    with the console functions, None for that of the system.
    """
    if platform != "win32":
        return True
    import ctypes

    if kernel is None:
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    handle = kernel.GetStdHandle(_STD_OUTPUT)
    mode = ctypes.c_ulong()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return "TERM" in os.environ  # a terminal that is not a console, such as mintty
    if mode.value & _COLOR_CODES:
        return True
    return bool(kernel.SetConsoleMode(handle, mode.value | _COLOR_CODES))


def terminal_width(terminal: bool) -> int:
    """The maximum width of lines, in columns. COLUMNS wins, also without a terminal."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(NARROWEST, int(columns))
    if not terminal:
        return UNLIMITED
    return max(NARROWEST, shutil.get_terminal_size().columns)


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def is_ci_log() -> bool:
    """Whether standard output is the log of a CI service that runs commands found in it.

    A file is not a log: programs read it.
    """
    if os.environ.get("GITHUB_ACTIONS") != "true" and not os.environ.get("TF_BUILD"):
        return False
    try:
        return not S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError, AttributeError):  # not a file
        return True


def standard_output(color: Color) -> Output:
    """Standard output for a reporter. Raises ForgecfgError if it is closed."""
    if sys.stdout is None:
        raise ForgecfgError("cannot write the output: standard output is closed")
    terminal = is_terminal()
    return Output(sys.stdout.write, wants_color(color, terminal), terminal_width(terminal))
