"""FC601."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  webtrigger:
    - key: incoming
      endpoint: backend
  endpoint:
    - key: backend
      remote: api
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good("connectModules:\n  jira:webPanels:\n    - key: panel\n"),
    ),
    bad=(
        Bad(
            _GOOD.replace("  webtrigger:\n    - key: incoming\n      endpoint: backend\n", ""),
            at=(1, 1),
            says="`modules` declares only endpoints, so nothing can call the app",
        ),
        Bad("modules: {}\n", at=(1, 1), says="`modules` is empty, so nothing can call the app"),
    ),
)
def no_module(context: Context) -> Iterator[Violation]:
    """The app has no module that a user or an event can reach.

    Forge rejects such a manifest (verified with @forge/manifest 13.7). It requires at least one
    module, and does not count `function` and `endpoint`, since they only serve other modules. If
    `modules` exists, Connect modules do not count either.

    How to fix:
    Add a module that calls the app, for example a `macro`, a `trigger` or a page.
    """
    root = context.manifest.root
    if root is None or not root.is_mapping:
        return
    modules = root.get("modules")
    # The schema check reports missing `modules` and other types.
    if modules is None or not modules.is_mapping:
        return
    kinds = [name for name, _ in modules.entries()]
    if not {"function", "endpoint"}.issuperset(kinds):
        return
    declares = f"declares only {' and '.join(f'{kind}s' for kind in kinds)}"
    yield Violation(
        at_key(modules),
        f"`modules` {declares if kinds else 'is empty'}, so nothing can call the app",
        help="add a module that calls the app, for example a `macro`, a `trigger` or a page",
    )
