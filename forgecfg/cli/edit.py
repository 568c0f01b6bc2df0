"""What `scaffold` and `add` have in common: read, change, show the diff, write."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import typer

from forgecfg.cli.asking import can_ask, confirm
from forgecfg.cli.exits import Exit
from forgecfg.cli.output import Color, is_terminal, wants_color
from forgecfg.cli.show_diff import show_diff
from forgecfg.cli.targets import find_targets, write_standard_output
from forgecfg.document.limits import SAFETY_SIZE_LIMIT
from forgecfg.errors import ForgecfgError, UsageError
from forgecfg.files.write import write_back
from forgecfg.findings import FileReport, ScaffoldResult
from forgecfg.reporters.escape import escape
from forgecfg.runner.target import Target

_COMMAND = re.compile(r"`(forgecfg [^`]+)`")
_NEW_ENDPOINT = re.compile('endpoint "')
_NEXT_STEPS = (
    "verify requests: `forgecfg remote verifier --lang python --output forge_verify.py` "
    "(or --lang node)",
    "test the running backend: `forgecfg remote test --to http://127.0.0.1:8000`",
)


class EditMode(NamedTuple):
    """`diff`: only show. `check`: write and show nothing, tell by the exit code.

    `sure`: do not ask before writing. `no_input`: never ask anything.
    """

    diff: bool = False
    check: bool = False
    sure: bool = False
    no_input: bool = False
    color: Color = Color.auto


def token_names(user: bool, system: bool) -> tuple[str, ...]:
    """The tokens that `--user-token` and `--system-token` stand for."""
    return (*(("appUserToken",) if user else ()), *(("appSystemToken",) if system else ()))


def edit_manifest(
    path: str | None,
    mode: EditMode,
    change: Callable[[str], ScaffoldResult],
    leads_to_backend: bool = False,
) -> int:
    """Change one manifest: a file, a folder that holds one, or "-" for standard input.

    With `leads_to_backend`, a new endpoint is followed by what to do in the backend.
    Returns the exit code: 1 where something could not be added or was not to be written, and with
    `check` where anything is missing. Raises ForgecfgError where the file cannot be read or
    written.
    """
    target = one_target(path)
    source = target.read()
    if isinstance(source, FileReport):
        raise ForgecfgError(f"{target.name} {source.findings[0].message}")
    if len(source) > SAFETY_SIZE_LIMIT:
        # No more of it was read than shows that it is too large.
        raise ForgecfgError(f"{target.name} is too large; nothing was changed")
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        raise ForgecfgError(f"{target.name} is not UTF-8; nothing was changed") from None
    result = change(text)
    where = path if target.path is not None and path not in (None, ".") else None
    if mode.check:
        missing = result.text != text or result.open or result.by_hand
        _tell(result, "missing: ", where)
        return Exit.FINDINGS if missing else Exit.CLEAN
    written = _deliver(target, source, text, result, mode)
    _tell(result, "added: " if written else "would add: ", where)
    if not result.added and not result.open and not result.by_hand:
        typer.echo("nothing is missing", err=True)
    finished = written and not result.open and not result.by_hand
    if finished and leads_to_backend and any(map(_NEW_ENDPOINT.match, result.added)):
        for step in _NEXT_STEPS:
            typer.echo(escape(f"next: {_for_manifest(step, where)}"), err=True)
    left = result.by_hand or result.open or (result.added and not written)
    return Exit.FINDINGS if left else Exit.CLEAN


def one_target(path: str | None) -> Target:
    """The only manifest of a folder, or that which lies in it rather than deeper."""
    path = "." if path is None else path
    targets = find_targets([path], "manifest.yml")
    here = [one for one in targets if one.path and Path(one.path).parent == Path(path)]
    targets = here if len(here) == 1 else targets
    if len(targets) > 1:
        names = [target.name for target in targets[:3]] + ["…"] * (len(targets) > 3)
        listed = ", ".join(names)
        raise UsageError(f"there are {len(targets)} manifests ({listed}); name one of them")
    return targets[0]


def _deliver(
    target: Target, source: bytes, text: str, result: ScaffoldResult, mode: EditMode
) -> bool:
    """Show and write; returns whether the new text was written."""
    changed = result.text != text
    if target.path is None and not mode.diff:
        write_standard_output(result.text.encode("utf-8"))
        return True
    if changed:
        show_diff(text, result.text, target.name, wants_color(mode.color, is_terminal()))
    if not changed or mode.diff or target.path is None:
        return False
    asked = can_ask(mode.no_input) and not mode.sure
    if asked and not confirm(f"Write this to {target.name}?"):
        typer.echo("nothing was written", err=True)
        return False
    write_back(Path(target.path), source, result.text.encode("utf-8"))
    return True


def _tell(result: ScaffoldResult, verb: str, where: str | None) -> None:
    """On standard error: what was added, what is open, what must be done by hand.

    The commands that it advises are for the manifest at `where`; None is the current folder's.
    """
    for line in result.added:
        typer.echo(escape(f"{verb}{line}"), err=True)
    for question in result.open:
        typer.echo(escape(f"open: {question.message}"), err=True)
        typer.echo(escape(f"      {_for_manifest(question.advice, where)}"), err=True)
    for entry in result.by_hand:
        where = f" (line {entry.location.line})" if entry.location is not None else ""
        typer.echo(escape(f"cannot be written{where}: {entry.reason}"), err=True)
        typer.echo("paste this by hand:", err=True)
        for line in entry.snippet.split("\n"):
            typer.echo(escape(f"  {line}"), err=True)


def _for_manifest(advice: str, where: str | None) -> str:
    """Advice whose commands can be pasted as they are."""
    if where is None:
        return advice

    def named(match: re.Match[str]) -> str:
        option = " --file" if match[1].startswith(("forgecfg add ", "forgecfg remote ")) else ""
        return f"`{match[1]}{option} {shlex.quote(where)}`"

    return _COMMAND.sub(named, advice)
