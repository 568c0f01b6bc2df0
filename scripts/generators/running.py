"""Running forgecfg in this process, as on a machine where nothing changes what it prints."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generators import ROOT

WIDTH = 80
# CI services set these; with them forgecfg prints more, and in color.
_DISTURBING = (
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
)


def run(
    arguments: Sequence[str], folder: Path = ROOT, width: int = WIDTH, errors: bool = False
) -> str:
    """What forgecfg writes to standard output in a folder; without color, unless asked for.

    With `errors` it is all that a terminal shows, standard error included.
    """
    from forgecfg.cli.main import main

    out = io.StringIO()
    with (
        surroundings(width),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out if errors else io.StringIO()),
    ):
        main(arguments)
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines())


@contextlib.contextmanager
def surroundings(width: int) -> Iterator[None]:
    """Neither color nor a terminal to ask on, and a given width, whatever the caller has."""
    before, stdin = dict(os.environ), sys.stdin
    os.environ.update(COLUMNS=str(width), TERMINAL_WIDTH=str(width), NO_COLOR="1", TERM="xterm")
    for name in _DISTURBING:
        os.environ.pop(name, None)
    sys.stdin = io.StringIO()
    try:
        yield
    finally:
        sys.stdin = stdin
        os.environ.clear()
        os.environ.update(before)
