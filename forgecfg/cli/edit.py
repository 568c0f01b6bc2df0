"""The shared part of `scaffold`, `add` and `rename`: read, change, show the diff, write."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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

if TYPE_CHECKING:
    from forgecfg.scaffold.addition import Planner

Change = Callable[[str, str], ScaffoldResult]
"""From the text and the name of a manifest to the result."""

_COMMAND = re.compile(r"`(forgecfg [^`]+)`")
_NEW_ENDPOINT = re.compile('endpoint "([^"]*)"')
_CHOOSE = "pass one of them with --file, or --all"
_NEXT_STEPS = (
    "verify requests: `forgecfg remote verifier --lang python --output forge_verify.py` "
    "(or --lang node)",
    "test the running backend: `forgecfg remote test --to http://127.0.0.1:8000`",
)


class Verbs(NamedTuple):
    """The words for a change: after writing, without writing, and if there is none."""

    done: str
    shown: str
    nothing: str


ADDED = Verbs("added", "would add", "nothing is missing")
RENAMED = Verbs("renamed", "would rename", "nothing to rename")


class EditMode(NamedTuple):
    """`diff`: show the changes only. `check`: write nothing; only the exit code matters.

    `assume_yes`: write without asking. `no_input`: never prompt. `every`: edit all manifests below
    a directory.
    """

    diff: bool = False
    check: bool = False
    assume_yes: bool = False
    no_input: bool = False
    color: Color = Color.auto
    every: bool = False


def token_names(user: bool, system: bool) -> tuple[str, ...]:
    """The tokens that `--user-token` and `--system-token` enable."""
    return (*(("appUserToken",) if user else ()), *(("appSystemToken",) if system else ()))


def add_to_manifests(
    paths: Sequence[str] | None, mode: EditMode, planner: Planner, leads_to_backend: bool = False
) -> int:
    """Make the additions of a planner in each manifest; see `edit_manifests`."""
    from forgecfg.scaffold.build import add_to_text

    return edit_manifests(
        find_many(paths, mode.every),
        mode,
        lambda text, _: add_to_text(text, planner),
        leads_to_backend=leads_to_backend,
    )


def edit_manifests(
    targets: Sequence[Target],
    mode: EditMode,
    change: Change,
    verbs: Verbs = ADDED,
    leads_to_backend: bool = False,
) -> int:
    """Change manifests, all of them or none if the change raises UsageError for one.

    With `leads_to_backend`, a new endpoint is followed by what to do in the backend. Returns the
    exit code: 1 if something could not be added or was not written, and with `check` if anything is
    missing. Raises ForgecfgError if the only file cannot be read or written.
    """
    if len(targets) == 1:
        return _edit(targets[0], mode, change, verbs, leads_to_backend, several=False)
    for target in targets:
        try:
            change(_read(target)[1], target.name)
        except UsageError as error:
            raise UsageError(f"{target.name}: {error}; no file was changed") from None
    return edit_one_by_one(targets, mode, change, verbs)


def edit_one_by_one(
    targets: Sequence[Target], mode: EditMode, change: Change, verbs: Verbs = ADDED
) -> int:
    """Change manifests in order; one that cannot be read or written does not stop the others."""
    worst = Exit.CLEAN
    for target in targets:
        typer.echo(escape(f"{target.name}:"), err=True)
        try:
            code = _edit(target, mode, change, verbs, leads_to_backend=False, several=True)
        except ForgecfgError as error:
            typer.echo(escape(f"forgecfg: {error}"), err=True)
            code = Exit.FAILED
        worst = max(worst, Exit(code))
    return worst


def find_many(paths: Sequence[str] | None, every: bool) -> list[Target]:
    """The manifests at paths: with `every` all below each directory, otherwise the only one."""
    if every:
        return _unique(find_targets(paths or ["."], "manifest.yml"))
    if paths and "-" in paths and len(paths) > 1:
        raise UsageError("standard input (-) and files cannot be used together")
    return _unique([one_target(path, _CHOOSE) for path in paths or ["."]])


def find_all(paths: Sequence[str] | None) -> list[Target]:
    """The manifests at paths: the only one directly in a directory, otherwise all below it."""
    if paths and "-" in paths and len(paths) > 1:
        raise UsageError("standard input (-) and files cannot be used together")
    return _unique([target for path in paths or ["."] for target in _below(path)])


def _unique(targets: list[Target]) -> list[Target]:
    return list({target.name: target for target in targets}.values())


def _below(path: str) -> list[Target]:
    targets = find_targets([path], "manifest.yml")
    direct = [one for one in targets if one.path and Path(one.path).parent == Path(path)]
    return direct if len(direct) == 1 else targets


def one_target(path: str, advice: str = "pass the path of one of them") -> Target:
    """The only manifest below a directory, or the only one directly in it."""
    targets = _below(path)
    if len(targets) > 1:
        names = [target.name for target in targets[:3]] + ["…"] * (len(targets) > 3)
        raise UsageError(f"found {len(targets)} manifests ({', '.join(names)}); {advice}")
    return targets[0]


def _read(target: Target) -> tuple[bytes, str]:
    """The bytes and the text of a manifest. Raises ForgecfgError if it cannot be read in full."""
    source = target.read()
    if isinstance(source, FileReport):
        raise ForgecfgError(f"{target.name} {source.findings[0].message}")
    if len(source) > SAFETY_SIZE_LIMIT:
        # Only the start of the file was read.
        raise ForgecfgError(f"{target.name} is too large; not changed")
    try:
        return source, source.decode("utf-8")
    except UnicodeDecodeError:
        raise ForgecfgError(f"{target.name} is not valid UTF-8; not changed") from None


def _edit(
    target: Target,
    mode: EditMode,
    change: Change,
    verbs: Verbs,
    leads_to_backend: bool,
    several: bool,
) -> int:
    source, text = _read(target)
    result = change(text, target.name)
    where = target.name if target.path is not None and _is_elsewhere(target, several) else None
    if mode.check:
        missing = result.text != text or result.open or result.by_hand
        _print_result(result, "missing: ", where)
        return Exit.FINDINGS if missing else Exit.CLEAN
    written = _show_and_write(target, source, text, result, mode)
    _print_result(result, f"{verbs.done if written else verbs.shown}: ", where)
    if not result.added and not result.open and not result.by_hand:
        typer.echo(verbs.nothing, err=True)
    if written and not result.by_hand and leads_to_backend:
        _print_next_steps(result, where)
    left = result.by_hand or result.open or (result.added and not written)
    return Exit.FINDINGS if left else Exit.CLEAN


def _is_elsewhere(target: Target, several: bool) -> bool:
    """Whether commands need the path of the manifest, because they would not find it."""
    return several or Path(target.path or "").as_posix() not in ("manifest.yml", "manifest.yaml")


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
    for note in result.notes:
        typer.echo(escape(f"note: {_for_manifest(note, path)}"), err=True)
    for unresolved in result.open:
        typer.echo(escape(f"unresolved: {unresolved.message}"), err=True)
        typer.echo(escape(f"  help: {_for_manifest(unresolved.advice, path)}"), err=True)
    for edit in result.by_hand:
        line_hint = f" at line {edit.location.line}" if edit.location is not None else ""
        typer.echo(escape(f"cannot edit the manifest{line_hint}: {edit.reason}"), err=True)
        typer.echo("add this by hand:", err=True)
        for line in edit.snippet.split("\n"):
            typer.echo(escape(f"  {line}"), err=True)


def _print_next_steps(result: ScaffoldResult, where: str | None) -> None:
    """What to do about new endpoints: a token if they have none, then the backend."""
    added = [line for line in result.added if _NEW_ENDPOINT.match(line)]
    if not added:
        return
    steps = list(_NEXT_STEPS) if not result.open else []
    bare = next((_NEW_ENDPOINT.match(line) for line in added if "Token" not in line), None)
    if bare is not None:
        # A trigger has no user.
        as_app = any(line.startswith(("trigger ", "scheduledTrigger ")) for line in result.added)
        option, who = ("--system-token", "app") if as_app else ("--user-token", "user")
        command = f"forgecfg add token {bare[1]} {option}"
        steps.insert(0, f"if the backend calls Atlassian APIs as the {who}: `{command}`")
    for step in steps:
        typer.echo(escape(f"next: {_for_manifest(step, where)}"), err=True)


def _for_manifest(advice: str, path: str | None) -> str:
    """The advice with the path of the manifest added to its commands."""
    if path is None:
        return advice

    def with_path(match: re.Match[str]) -> str:
        option = " --file" if match[1].startswith(("forgecfg add ", "forgecfg remote ")) else ""
        return f"`{match[1]}{option} {as_argument(path)}`"

    return _COMMAND.sub(with_path, advice)
