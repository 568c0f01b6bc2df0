"""FC619."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.callers import UI_RESOLVER_TYPES
from forgecfg.catalog.function_sites import FUNCTION_SITES
from forgecfg.catalog.resource_sites import RESOURCE_SITES
from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

# Their `function` does not draw a UI, or it is not documented what it does.
_OTHERS = frozenset({"jiraServiceManagement:assetsImportType", "jira:customField"})
_PRODUCTS = ("macro", "jira:", "confluence:", "jiraServiceManagement:")

_GOOD = """\
modules:
  jira:issuePanel:
    - key: panel
      title: Panel
      icon: https://cdn.acme-it.app/panel.svg
      resource: main
      render: native
"""
_OLD = "      resource: main\n      render: native\n"


@rule(
    Severity.INFO,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace(_OLD, "      function: panel\n"),
            at=(6, 7),
            says='jira:issuePanel "panel" has a function and no resource, as in UI Kit 1',
        ),
    ),
)
def legacy_ui_kit(context: Context) -> Iterator[Violation]:
    """A UI module is drawn by a function, as in UI Kit 1.

    UI Kit 1 is the legacy version of UI Kit (Forge documentation, ui-kit/upgrade-to-ui-kit-latest,
    as of 2026-08-22). In the current one, a module references a `resource` with its component and
    sets `render: native`, and functions only answer its calls. Forge's linter accepts the old form
    (verified with @forge/manifest 13.7).

    How to fix:
    Write `resource:` with the key of a resource whose path is the file with the component, and
    `render: native`. Move the function that answers calls to `resolver.function`.
    """
    for module in context.manifest.modules:
        kind = module.type
        if kind in _OTHERS or kind not in UI_RESOLVER_TYPES or not kind.startswith(_PRODUCTS):
            continue
        if "resource" not in RESOURCE_SITES.get(kind, ()) or "function" not in FUNCTION_SITES[kind]:
            continue
        function = module.cursor.get("function")
        if function is not None and module.cursor.get("resource") is None:
            yield Violation(
                at_key(function),
                f"{module.label} has a function and no resource, as in UI Kit 1",
                help="write `resource:` with the key of a resource, and `render: native`",
            )
