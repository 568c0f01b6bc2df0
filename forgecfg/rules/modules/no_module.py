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
    "FC601",
    "no-module",
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good("connectModules:\n  jira:webPanels:\n    - key: panel\n"),
    ),
    bad=(
        Bad(
            _GOOD.replace("  webtrigger:\n    - key: incoming\n      endpoint: backend\n", ""),
            at=(1, 1),
            says="`modules` declares nothing but endpoints",
        ),
        Bad("modules: {}\n", at=(1, 1), says="`modules` declares nothing"),
    ),
)
def no_module(context: Context) -> Iterator[Violation]:
    """An app without any module that a user or an event could reach.

    Forge refuses it (measured): there must be one module at least, and `function` and `endpoint`
    do not count, as they only serve other modules. With `modules` there, Connect modules do not
    count either.
    """
    root = context.manifest.root
    if root is None or not root.is_mapping:
        return
    modules = root.get("modules")
    # Without `modules`, or with anything else there, the shape is at fault.
    if modules is None or not modules.is_mapping:
        return
    kinds = [name for name, _ in modules.entries()]
    if not {"function", "endpoint"}.issuperset(kinds):
        return
    only = f" but {' and '.join(f'{kind}s' for kind in kinds)}" if kinds else ""
    yield Violation(
        at_key(modules),
        f"`modules` declares nothing{only}, so nothing can call the app",
        help="add a module that calls the app, for example a `macro`, a `trigger` or a page",
    )
