"""Check a manifest against the schema: violations, by the rule that reports them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from forgecfg.document.cursor import Cursor
from forgecfg.schema.data import to_plain_data
from forgecfg.schema.load import schema_for
from forgecfg.schema.validate import validate

if TYPE_CHECKING:
    from forgecfg.findings import Violation
    from forgecfg.schema.diagnose import Issue
    from forgecfg.schema.official.load import ForgeSchema

Violations = dict[str, list["Violation"]]


def check(
    root: Cursor | None,
    official: ForgeSchema | None = None,
    note: Callable[[str], object] = lambda _: None,
) -> Violations:
    """The violations of the schema in a manifest, by the name of the rule that reports them.

    With an `official` schema, its violations are included, each once. `note` is called with a
    message if that schema cannot be used.
    """
    if root is None or not root.is_mapping:
        return {}
    data = to_plain_data(root.node)
    schema = schema_for(data)
    valid, unlisted = validate(schema, data)
    if valid and not unlisted and official is None:
        return {}
    found: list[Issue] = []
    complete = True
    if not valid:
        from forgecfg.schema.diagnose import find_issues, stopped

        found, complete = find_issues(schema, data)
    if official is not None:
        from forgecfg.schema.official.validate import validate as validate_official
        from forgecfg.schema.official.validate import without_known

        found = validate_official(official, data, found, note)
        unlisted = without_known(official, unlisted)
    from forgecfg.schema.explain import Explainer

    violations = Explainer(root, data, found, schema, official).explain(unlisted)
    if not complete:
        violations["too-many-findings"].append(stopped(root))
    return violations
