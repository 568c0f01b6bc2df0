"""A diff on standard output: colored and escaped on a terminal, byte for byte in a pipe.

In the log of a CI job, lines that contain workflow commands are escaped.
"""

from __future__ import annotations

import sys

import typer

from forgecfg.cli.output import is_ci_log
from forgecfg.edits.diff import unified_diff
from forgecfg.errors import ForgecfgError
from forgecfg.reporters.escape import escape_for_ci_log, visible_chars

_COLORS = {"+": typer.colors.GREEN, "-": typer.colors.RED, "@": typer.colors.CYAN}


def show_diff(old: str, new: str, file: str, color: bool) -> None:
    """Print the diff between two texts; nothing if they are equal.

    Raises ForgecfgError if standard output is closed.
    """
    if sys.stdout is None:
        raise ForgecfgError("cannot write the output: standard output is closed")
    diff = unified_diff(old, new, file)
    if is_ci_log():
        diff = "".join(f"{escape_for_ci_log(line)}\n" for line in diff.split("\n")[:-1])
    if not sys.stdout.isatty() and not color:
        _write(diff)
        return
    for line in diff.split("\n")[:-1]:
        is_name = line.startswith(("+++", "---"))
        safe = "".join(visible_chars(line.removesuffix("\t" if is_name else "\r")))
        style = None if is_name else _COLORS.get(line[:1])
        typer.echo(
            typer.style(safe, fg=style, bold=is_name or None) if color else safe, color=color
        )


def _write(diff: str) -> None:
    """Write UTF-8 with the line breaks of the file, whatever the encoding of standard output."""
    sys.stdout.flush()
    bytes_ = getattr(sys.stdout, "buffer", None)
    if bytes_ is None:
        sys.stdout.write(diff)
        return
    bytes_.write(diff.encode("utf-8", errors="surrogateescape"))
    bytes_.flush()
