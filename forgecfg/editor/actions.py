"""What can be done about findings, and at a position: edits and explanations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from forgecfg.catalog.callers import NO_USER_ERROR, NO_USER_WARNING
from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.changes import Data
from forgecfg.document.positions import Edit, YamlPath
from forgecfg.editor.additions import additions_for, all_additions
from forgecfg.editor.ignore_comment import ignore_edit
from forgecfg.editor.snapshot import Snapshot
from forgecfg.editor.text_changes import text_edits
from forgecfg.edits.ensure import ensure_all
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.plan import checked
from forgecfg.errors import UsageError
from forgecfg.findings import FileReport, Finding, Safety
from forgecfg.linter.fix import FixResult
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Endpoint, Remote

QUICK_FIX = "quickfix"
REFACTOR = "refactor"
FIX_ALL = "source.fixAll.forgecfg"
SCAFFOLD = "source.scaffold.forgecfg"


class Action(NamedTuple):
    """One action: edits of the manifest, or the explanation of a rule.

    `kind` is a kind of the Language Server Protocol. `finding` is what the action resolves, None
    for others. `preferred`: the best way to resolve it. `rule` is the name of the rule to explain.
    """

    title: str
    kind: str
    edits: tuple[Edit, ...] = ()
    finding: Finding | None = None
    preferred: bool = False
    rule: str = ""


def actions(
    snapshot: Snapshot,
    report: FileReport,
    start: int,
    end: int,
    fix: Callable[[], FixResult],
    only: Iterable[str] = (),
) -> list[Action]:
    """The actions for a range of the manifest, 0-based offsets.

    `report` has the findings of this text, `fix` applies all safe fixes. `only` are the kinds that
    are asked for, with their sub-kinds; empty for all but those of the whole file, which are made
    on request only.
    """
    wanted = tuple(only)
    found: list[Action] = []
    here = [f for f in report.findings if f.file == report.file and _touches(f, start, end)]
    if _is_wanted(QUICK_FIX, wanted):
        for finding in here:
            found += _fixes(finding)
        found += _scaffold(snapshot, here)
        for finding in here:
            found += _others(snapshot, finding)
    if _is_wanted(REFACTOR, wanted) and not snapshot.is_broken:
        found += _tokens(snapshot, start)
    if _is_wanted(FIX_ALL, wanted) and (wanted or _has_safe_fix(report.findings)):
        edits = text_edits(snapshot.text, fix().text)
        if edits:
            found.append(Action("Fix all safe problems (forgecfg)", FIX_ALL, edits))
    if _is_wanted(SCAFFOLD, wanted) and wanted:
        found += _scaffold_all(snapshot)
    return found


def _is_wanted(kind: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(kind == one or kind.startswith(f"{one}.") for one in wanted)


def _touches(finding: Finding, start: int, end: int) -> bool:
    return finding.span.start <= end and start <= finding.span.end


def _has_safe_fix(findings: Iterable[Finding]) -> bool:
    return any(fix.safety is Safety.SAFE for finding in findings for fix in finding.fixes)


def _fixes(finding: Finding) -> Iterator[Action]:
    for number, fix in enumerate(finding.fixes):
        title = f"{fix.title[:1].upper()}{fix.title[1:]}"
        preferred = number == 0 and (fix.safety is Safety.SAFE or len(finding.fixes) == 1)
        yield Action(title, QUICK_FIX, fix.edits, finding, preferred)


def _scaffold(snapshot: Snapshot, findings: list[Finding]) -> Iterator[Action]:
    for finding in findings:
        found = additions_for(snapshot, finding)
        if found is not None:
            yield Action(f"Add {found.description}", QUICK_FIX, found.edits, finding)


def _scaffold_all(snapshot: Snapshot) -> Iterator[Action]:
    found = all_additions(snapshot)
    if found is not None:
        yield Action(f"Add {found.description}", SCAFFOLD, found.edits)


def _others(snapshot: Snapshot, finding: Finding) -> Iterator[Action]:
    edit = ignore_edit(snapshot.document, finding)
    if edit is not None:
        title = f"Ignore {finding.name} here with a comment"
        yield Action(title, QUICK_FIX, (edit,), finding)
    yield Action(f"Explain {finding.name} [{finding.code}]", QUICK_FIX, (), finding, False,
                 finding.name)  # fmt: skip


def _tokens(snapshot: Snapshot, offset: int) -> Iterator[Action]:
    """Enable a token of the endpoint or remote at an offset, and add its scope."""
    manifest = snapshot.manifest
    owners: tuple[Endpoint | Remote, ...] = (*manifest.endpoints, *manifest.remotes)
    owner = next((o for o in owners if o.cursor.node.start <= offset <= o.cursor.node.end), None)
    if owner is None or owner.name is None:
        return
    enabled = {token.name for token in owner.tokens if token.enabled}
    for token, scope in TOKEN_SCOPES.items():
        if token in enabled or (
            isinstance(owner, Endpoint) and _has_no_user(snapshot, owner, token)
        ):
            continue
        edits = _enable(snapshot, (*owner.cursor.path, "auth", token), scope)
        if edits:
            yield Action(f"Enable {token} of {owner.label}, with its scope", REFACTOR, edits)


def _has_no_user(snapshot: Snapshot, endpoint: Endpoint, token: str) -> bool:
    """Whether Forge has no user token for the calls of an endpoint."""
    return token == "appUserToken" and any(
        call.name == endpoint.name and call.module_type in NO_USER_ERROR | NO_USER_WARNING
        for call in snapshot.manifest.references[Target.ENDPOINT]
    )


def _enable(snapshot: Snapshot, path: YamlPath, scope: str) -> tuple[Edit, ...]:
    section = snapshot.manifest.scope_section
    as_mapping = section is not None and section.is_mapping and any(section.entries())
    scopes: Data = {scope: {}} if as_mapping else [scope]
    additions: list[tuple[YamlPath, Data]] = [(path, {"enabled": True})]
    if scope not in {one.name for one in snapshot.manifest.scopes}:
        additions.append((("permissions", "scopes"), scopes))
    try:
        plan = ensure_all(snapshot.document, additions)
        checked(snapshot.document, plan)
        return plan.edits
    except (CannotEdit, UsageError):
        return ()
