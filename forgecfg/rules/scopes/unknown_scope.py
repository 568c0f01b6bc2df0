"""FC306."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.scopes import KNOWN_SCOPES
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import rename, replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.view import Scope
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.scopes.scope_names import MERGE_KEY, intended_name, is_literal_variable

_GOOD = """\
permissions:
  scopes:
    - read:jira-work
    - storage:app
    - read:page:confluence
"""


@rule(
    "FC306",
    "unknown-scope",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good("permissions:\n  scopes:\n    read:jira-work:\n      allowImpersonation: true\n"),
        Good(
            _GOOD.replace("storage:app", '"${EXTRA_SCOPE}"')
            + "environment:\n  variables:\n    - EXTRA_SCOPE\n",
            why="The variable has no default and may hold any scope.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("read:jira-work", "read:jira-wrok"),
            at=(3, 7),
            says='Forge knows no scope "read:jira-wrok"; did you mean "read:jira-work"?',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("storage:app", '"storage:app "'),
            at=(4, 7),
            says='did you mean "storage:app"?',
            fixed=_GOOD.replace("storage:app", '"storage:app"'),
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
            says=f'scope "read:telepathy:jira" is not among those that Forge knew on {AS_OF}',
            severity=Severity.WARNING,
        ),
    ),
)
def unknown_scope(context: Context) -> Iterator[Violation]:
    """A scope that Forge does not know.

    Forge refuses a manifest with a scope that it does not know. Names must match exactly: case
    counts, and so do spaces around a name. A name that is nearly a known one is an error. Any other
    is a warning, as it may be newer than the catalogue of forgecfg. See Forge documentation,
    manifest-reference/permissions.
    """
    seen = {MERGE_KEY}
    for scope in context.manifest.scopes:
        # Forge fills in variables in values alone, so a `${NAME}` in a key is just a wrong name.
        unfilled = scope.cursor.key is None and is_literal_variable(scope.cursor)
        if scope.name not in KNOWN_SCOPES and scope.name not in seen and not unfilled:
            seen.add(scope.name)
            yield _fault(scope)


def _fault(scope: Scope) -> Violation:
    meant = intended_name(scope.name)
    if meant is not None:
        return Violation(
            at_value(scope.location),
            f"Forge knows no scope {quote(scope.name)}",
            hint=f"did you mean {quote(meant)}?",
            fixes=rename(scope.cursor, meant)
            if scope.cursor.key is not None
            else replace_with(scope.cursor, meant),
        )
    if scope.name.split() != [scope.name]:
        return Violation(
            at_value(scope.location),
            f"Forge knows no scope {quote(scope.name)}: a name is not empty and has no spaces",
            help="write each scope as an entry of its own",
        )
    return Violation(
        at_value(scope.location),
        f"scope {quote(scope.name)} is not among those that Forge knew on {AS_OF}",
        help="look it up in the Forge documentation; if it is newer, "
        "`# forgecfg: ignore[unknown-scope]` on the line keeps it",
        severity=Severity.WARNING,
    )
