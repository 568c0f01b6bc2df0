"""The shared part of `scaffold` and `add`: read, change, show the diff, write."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import typer

from forgecfg.cli.exits import Exit
from forgecfg.cli.output import Color, is_terminal, wants_color
from forgecfg.cli.prompts import can_ask, confirm
from forgecfg.cli.show_diff import show_diff
from forgecfg.cli.targets import as_argument, find_targets, write_standard_output
from forgecfg.document.limits import SAFETY_SIZE_LIMIT
from forgecfg.errors import ForgecfgError, UsageError
from forgecfg.files.write import write_back
from forgecfg.findings import FileReport
from forgecfg.reporters.escape import escape
from forgecfg.runner.target import Target
from forgecfg.scaffold.results import ScaffoldResult

_COMMAND = re.compile(r"`(forgecfg [^`]+)`")
_NEW_ENDPOINT = re.compile('endpoint "')
_NEXT_STEPS = (
    "verify requests: `forgecfg remote verifier --lang python --output forge_verify.py` "
    "(or --lang node)",
    "test the running backend: `forgecfg remote test --to http://127.0.0.1:8000`",
)


class EditMode(NamedTuple):
    """`diff`: show the changes only. `check`: write nothing; only the exit code matters.

    `assume_yes`: write without asking. `no_input`: never prompt.
    """

    diff: bool = False
    check: bool = False
    assume_yes: bool = False
    no_input: bool = False
    color: Color = Color.auto


def token_names(user: bool, system: bool) -> tuple[str, ...]:
    """The tokens that `--user-token` and `--system-token` enable."""
    return (*(("appUserToken",) if user else ()), *(("appSystemToken",) if system else ()))


def edit_manifest(
    path: str | None,
    mode: EditMode,
    change: Callable[[str], ScaffoldResult],
    leads_to_backend: bool = False,
) -> int:
    """Change one manifest: a file, a directory that contains one, or "-" for standard input.

    With `leads_to_backend`, a new endpoint is followed by what to do in the backend.
    Returns the exit code: 1 if something could not be added or was not written, and with `check`
    if anything is missing. Raises ForgecfgError if the file cannot be read or written.
    """
    target = one_target(path)
    source = target.read()
    if isinstance(source, FileReport):
        raise ForgecfgError(f"{target.name} {source.findings[0].message}")
    if len(source) > SAFETY_SIZE_LIMIT:
        # Only the start of the file was read.
        raise ForgecfgError(f"{target.name} is too large; not changed")
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        raise ForgecfgError(f"{target.name} is not valid UTF-8; not changed") from None
    result = change(text)
    where = path if target.path is not None and path not in (None, ".") else None
    if mode.check:
        missing = result.text != text or result.open or result.by_hand
        _print_result(result, "missing: ", where)
        return Exit.FINDINGS if missing else Exit.CLEAN
    written = _show_and_write(target, source, text, result, mode)
    _print_result(result, "added: " if written else "would add: ", where)
    if not result.added and not result.open and not result.by_hand:
        typer.echo("nothing is missing", err=True)
    finished = written and not result.open and not result.by_hand
    if finished and leads_to_backend and any(map(_NEW_ENDPOINT.match, result.added)):
        for step in _NEXT_STEPS:
            typer.echo(escape(f"next: {_for_manifest(step, where)}"), err=True)
    left = result.by_hand or result.open or (result.added and not written)
    return Exit.FINDINGS if left else Exit.CLEAN


def one_target(path: str | None) -> Target:
    """The only manifest below a directory, or the only one directly in it."""
    path = "." if path is None else path
    targets = find_targets([path], "manifest.yml")
    direct = [one for one in targets if one.path and Path(one.path).parent == Path(path)]
    targets = direct if len(direct) == 1 else targets
    if len(targets) > 1:
        names = [target.name for target in targets[:3]] + ["…"] * (len(targets) > 3)
        listed = ", ".join(names)
        raise UsageError(f"found {len(targets)} manifests ({listed}); pass the path of one of them")
    return targets[0]


def _show_and_write(
    target: Target, source: bytes, text: str, result: ScaffoldResult, mode: EditMode
) -> bool:
    """Show the diff and write the new text; returns whether it was written."""
    changed = result.text != text
    if target.path is None and not mode.diff:
        write_standard_output(result.text.encode("utf-8"))
        return True
    if changed:
        show_diff(text, result.text, target.name, wants_color(mode.color, is_terminal()))
    if not changed or mode.diff or target.path is None:
        return False
    asked = can_ask(mode.no_input) and not mode.assume_yes
    if asked and not confirm(f"Write this to {target.name}?"):
        typer.echo("nothing was written", err=True)
        return False
    note = write_back(Path(target.path), source, result.text.encode("utf-8"))
    if note:
        typer.echo(escape(f"note: {note}"), err=True)
    return True


def _print_result(result: ScaffoldResult, verb: str, path: str | None) -> None:
    """Report on standard error what was added, what is missing, and what to paste by hand.

    Suggested commands get the path of the manifest; None is the one in the current directory.
    """
    for line in result.added:
        typer.echo(escape(f"{verb}{line}"), err=True)
    for unresolved in result.open:
        typer.echo(escape(f"unresolved: {unresolved.message}"), err=True)
        typer.echo(escape(f"  help: {_for_manifest(unresolved.advice, path)}"), err=True)
    for edit in result.by_hand:
        line_hint = f" at line {edit.location.line}" if edit.location is not None else ""
        typer.echo(escape(f"cannot edit the manifest{line_hint}: {edit.reason}"), err=True)
        typer.echo("add this by hand:", err=True)
        for line in edit.snippet.split("\n"):
            typer.echo(escape(f"  {line}"), err=True)


def _for_manifest(advice: str, path: str | None) -> str:
    """The advice with the path of the manifest added to its commands."""
    if path is None:
        return advice

    def with_path(match: re.Match[str]) -> str:
        option = " --file" if match[1].startswith(("forgecfg add ", "forgecfg remote ")) else ""
        return f"`{match[1]}{option} {as_argument(path)}`"

    return _COMMAND.sub(with_path, advice)
