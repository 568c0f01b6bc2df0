"""FC306."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.meanings import CONNECT_SCOPES, SCOPES
from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import rename, replace_with
from forgecfg.edits.intended_fixes import split_item
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.scope_names import (
    MERGE_KEY,
    intended_name,
    is_literal_variable,
    nearest_scopes,
)
from forgecfg.manifest.view import Scope
from forgecfg.rules.base import Bad, Context, Good, rule

_GLUE = re.compile(r"[\s,;|]+")

_GOOD = """\
permissions:
  scopes:
    - read:jira-work
    - storage:app
    - read:page:confluence
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good("permissions:\n  scopes:\n    read:jira-work:\n      allowImpersonation: true\n"),
        Good(
            _GOOD.replace("storage:app", '"${EXTRA_SCOPE}"')
            + "environment:\n  variables:\n    - EXTRA_SCOPE\n",
            why="The variable has no default and may be any scope.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("read:jira-work", "read:jira-wrok"),
            at=(3, 7),
            says='unknown scope "read:jira-wrok"; did you mean "read:jira-work"?',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("storage:app", '"storage:app "'),
            at=(4, 7),
            says='did you mean "storage:app"?',
            fixed=_GOOD.replace("storage:app", '"storage:app"'),
        ),
        Bad(
            _GOOD.replace("read:jira-work", "read:jira-work, write:jira-work"),
            at=(3, 7),
            says="expected a name without spaces and commas",
            fixed=_GOOD + "    - write:jira-work\n",
        ),
        Bad(
            _GOOD.replace("read:jira-work", "READ"),
            at=(3, 7),
            says='"READ" is a scope of Connect, not of Forge',
        ),
        Bad(
            _GOOD.replace("read:page:confluence", "write:comment:bitbucket"),
            at=(5, 7),
            says='did you mean "write:pullrequest:bitbucket"?',
            severity=Severity.WARNING,
            fixed=_GOOD.replace("read:page:confluence", "write:pullrequest:bitbucket"),
        ),
        Bad(
            "permissions:\n  scopes:\n    Read:Jira-Work: {}\n",
            at=(3, 5),
            says='did you mean "read:jira-work"?',
            fixed="permissions:\n  scopes:\n    read:jira-work: {}\n",
        ),
        Bad(
            _GOOD.replace("read:page:confluence", "read:telepathy:jira"),
            at=(5, 7),
            says=f'unknown scope "read:telepathy:jira" (not in the catalog of {AS_OF}; it may be',
            severity=Severity.WARNING,
        ),
    ),
)
def unknown_scope(context: Context) -> Iterator[Violation]:
    """A scope is unknown.

    Forge rejects a manifest with an unknown scope. Names must match exactly, including case and
    spaces. A name that is similar to a known scope is an error. Any other name is a warning, as the
    scope may be newer than the catalog of forgecfg. See Forge documentation,
    manifest-reference/permissions.

    How to fix:
    Correct the name; `forgecfg check --fix --unsafe-fixes` replaces it with the suggested scope. If
    the Forge documentation lists the scope, it is newer than the catalog: ignore this finding with
    a comment until you upgrade forgecfg.
    """
    seen = {MERGE_KEY}
    for scope in context.manifest.scopes:
        # Forge does not substitute variables in keys: a `${NAME}` there is an unknown scope.
        has_variable = scope.cursor.key is None and is_literal_variable(scope.cursor)
        if scope.name not in KNOWN_SCOPES and scope.name not in seen and not has_variable:
            seen.add(scope.name)
            yield _violation(scope)


def _violation(scope: Scope) -> Violation:
    meant = SCOPES.get(scope.name.casefold())
    intended = intended_name(scope.name) or meant
    if intended is not None:
        return Violation(
            at_value(scope.location),
            f"unknown scope {quote(scope.name)}"
            + (f" (not in the catalog of {AS_OF})" if intended == meant else ""),
            severity=Severity.WARNING if intended == meant else None,
            hint=f"did you mean {quote(intended)}?",
            fixes=rename(scope.cursor, intended)
            if scope.cursor.key is not None
            else replace_with(scope.cursor, intended),
        )
    parts = [part for part in _GLUE.split(scope.name) if part]
    if len(parts) > 1 or scope.name.split() != [scope.name]:
        is_item = scope.cursor.key is None and len(parts) > 1
        return Violation(
            at_value(scope.location),
            f"invalid scope {quote(scope.name)}, expected a name without spaces and commas",
            help="write each scope as a separate entry",
            fixes=split_item(scope.cursor, parts) if is_item else (),
        )
    if scope.name.upper() in CONNECT_SCOPES:
        candidates = " or ".join(f"`{name}`" for name in CONNECT_SCOPES[scope.name.upper()])
        return Violation(
            at_value(scope.location),
            f"{quote(scope.name)} is a scope of Connect, not of Forge",
            help=f"write Forge's scopes for the APIs that the app calls, such as {candidates}"
            if candidates
            else "remove it: Forge has no such scope",
        )
    nearest = nearest_scopes(scope.name)
    listed = ", ".join(f"`{name}`" for name in nearest)
    return Violation(
        at_value(scope.location),
        f"unknown scope {quote(scope.name)} (not in the catalog of {AS_OF}; it may be newer)",
        help=f"the nearest known scopes are {listed}"
        if listed
        else "check the Forge documentation; if the scope is newer, add "
        "`# forgecfg: ignore[unknown-scope]` to the line",
        severity=Severity.WARNING,
    )
