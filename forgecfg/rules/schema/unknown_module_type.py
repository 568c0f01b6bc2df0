"""FC108."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.meanings import intended_module_type, is_event
from forgecfg.catalog.module_types import (
    CONNECT_MODULE_TYPES,
    FORGE_MODULE_TYPES,
    MODULE_TYPES,
    ROOT_SECTIONS,
)
from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key
from forgecfg.document.positions import YamlPath
from forgecfg.edits.intended_fixes import move_to
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.intended_types import event_type, unknown_type
from forgecfg.rules.type_names import nearest_type
from forgecfg.suggest import Names

_GOOD = """\
modules:
  jira:issuePanel:
    - key: panel
      title: Panel
      icon: https://example.com/panel.svg
      resource: main
resources:
  - key: main
    path: static/main
"""

_HOOK = """\
modules:
  webtrigger:
    - key: hook
      function: run
      urlFormat: v2
  function:
    - key: run
      handler: index.run
"""


@rule(
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good("modules:\n  connect-jira:webPanels:\n    - key: panel\n"),
    ),
    bad=(
        Bad(
            _GOOD.replace("issuePanel", "issuePannel"),
            at=(2, 3),
            says='did you mean "jira:issuePanel"?',
            fixed=_GOOD,
        ),
        Bad(
            "modules:\n  remotes:\n    - key: backend\n  sql:\n    - key: data\n",
            at=(2, 3),
            says="`remotes` is not a module type but a top-level section",
            severity=Severity.ERROR,
            fixed="modules:\n  sql:\n    - key: data\nremotes:\n  - key: backend\n",
        ),
        Bad(
            _GOOD.replace("jira:issuePanel", "jira:issueCreated"),
            at=(2, 3),
            says='unknown module type "jira:issueCreated": events are received by a trigger',
        ),
        Bad(
            _HOOK.replace("webtrigger", "web:trigger"),
            at=(2, 3),
            says='did you mean "webtrigger"?',
            fixed=_HOOK,
        ),
        Bad(
            _HOOK.replace("function:\n", "functions:\n"),
            at=(6, 3),
            says='did you mean "function"?',
            severity=Severity.ERROR,
            fixed=_HOOK,
        ),
        Bad(
            "modules:\n  extras: none\n",
            at=(2, 3),
            says="and its value is not a list",
            severity=Severity.ERROR,
        ),
        Bad(
            "connectModules:\n  jira:webPanel:\n    - key: panel\n",
            at=(2, 3),
            says='unknown Connect module type "jira:webPanel" (not in the catalog of ',
            fixed="connectModules:\n  jira:webPanels:\n    - key: panel\n",
        ),
    ),
)
def unknown_module_type(context: Context) -> Iterator[Violation]:
    """A key under `modules` or `connectModules` that is not a module type in the catalog.

    Forge rejects unknown types, but it also adds new ones, so this is a warning with the date of
    the catalog. It is an error if the key is a top-level section, or a typo of a type that other
    modules reference, or if its value is not a list.

    How to fix:
    Correct the name of the module type. Move a top-level section such as `remotes` or `permissions`
    out of `modules`. If the type is newer than the catalog, ignore the finding with a comment.
    """
    root, official = context.manifest.root, context.forge_schema
    newer = official.module_types if official is not None else frozenset[str]()
    if root is None:
        return
    merged = {path for _, path in context.document.merge_keys}
    connect, forge, every = (
        Names(types) for types in (CONNECT_MODULE_TYPES, FORGE_MODULE_TYPES, MODULE_TYPES)
    )
    for name, section in _types(root, "connectModules", merged):
        if name not in CONNECT_MODULE_TYPES and f"connect-{name}" not in newer:
            # Only `modules` has the prefix.
            near = connect.nearest(name.removeprefix("connect-"))
            yield unknown_type("Connect module type", section, name, near)
    for name, section in _types(root, "modules", merged):
        if name in ROOT_SECTIONS:
            yield Violation(
                at_key(section),
                f"`{name}` is not a module type but a top-level section",
                help=f"move `{name}` out of `modules`, to the top level of the manifest",
                severity=Severity.ERROR,
                fixes=move_to(section, (name,)) if root.get(name) is None else (),
            )
        elif name not in MODULE_TYPES and name not in newer:
            known = every if name.startswith("connect-") else forge
            intended = intended_module_type(name)
            if intended in MODULE_TYPES:
                yield unknown_type("module type", section, name, intended)
            elif is_event(name):
                yield event_type(section, name)
            else:
                yield unknown_type("module type", section, name, nearest_type(name, known))


def _types(root: Cursor, section: str, merged: set[YamlPath]) -> list[tuple[str, Cursor]]:
    modules = root.get(section)
    entries = [] if modules is None else list(modules.entries())
    return [(name, location) for name, location in entries if location.path not in merged]
