"""FC307."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import remove_entry
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of

_GOOD = """\
permissions:
  scopes:
    - read:jira-work
    - write:jira-work
"""


@rule(
    Severity.WARNING,
    fix=Safety.SAFE,
    good=(
        Good(_GOOD),
        Good("permissions:\n  scopes:\n    read:jira-work: {}\n    write:jira-work: {}\n"),
    ),
    bad=(
        Bad(
            _GOOD + "    - read:jira-work # for the report\n",
            at=(5, 7),
            says='duplicate scope "read:jira-work", first listed on line 3',
            fixed=_GOOD,
        ),
        Bad(
            "permissions:\n  scopes: ['storage:app', \"storage:app\"]\n",
            at=(2, 27),
            says='duplicate scope "storage:app"',
            fixed="permissions:\n  scopes: ['storage:app']\n",
        ),
    ),
)
def duplicate_scope(context: Context) -> Iterator[Violation]:
    """A scope is listed twice.

    Forge accepts the manifest and ignores the second entry. But if only one of the two entries is
    removed later, the app keeps a permission that it no longer needs. See Forge documentation,
    manifest-reference/permissions.

    How to fix:
    Remove one of the two entries; `forgecfg check --fix` removes the second one.
    """
    # In the mapping form a duplicate scope is a duplicate key, which FC003 reports.
    listed = (scope for scope in context.manifest.scopes if scope.cursor.key is None)
    for name, scope, first in find_duplicates(listed, lambda scope: scope.name):
        yield Violation(
            at_value(scope.location),
            f"duplicate scope {quote(name)}, first listed on line "
            f"{line_of(context, first.location)}",
            related=first_occurrence(first.location),
            fixes=remove_entry(scope.cursor, Safety.SAFE, "remove the duplicate"),
        )
