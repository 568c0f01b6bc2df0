"""FC108."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.date import AS_OF
from forgecfg.catalog.module_types import (
    CONNECT_MODULE_TYPES,
    FORGE_MODULE_TYPES,
    MODULE_TYPES,
    ROOT_SECTIONS,
)
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_key
from forgecfg.document.positions import YamlPath
from forgecfg.edits.fixes import rename
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.type_names import nearest_type
from forgecfg.suggest import Names

_UNKNOWN = (
    "check it in the Forge documentation; if it is newer than the catalog, add "
    "`# forgecfg: ignore[unknown-module-type]` to the line"
)

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
  function:
    - key: run
      handler: index.run
"""

# Other modules reference modules of these types.
_REFERENCED = frozenset({"action", "endpoint", "function", "rovo:skill", "workflow"})


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
            "modules:\n  remotes:\n    - key: backend\n",
            at=(2, 3),
            says="`remotes` is not a module type but a top-level section",
            severity=Severity.ERROR,
        ),
        Bad(
            _HOOK.replace("function:\n", "functions:\n"),
            at=(5, 3),
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
            yield _unknown("Connect module type", section, name, near)
    for name, section in _types(root, "modules", merged):
        if name in ROOT_SECTIONS:
            yield Violation(
                at_key(section),
                f"`{name}` is not a module type but a top-level section",
                help=f"move `{name}` out of `modules`, to the top level of the manifest",
                severity=Severity.ERROR,
            )
        elif name not in MODULE_TYPES and name not in newer:
            known = every if name.startswith("connect-") else forge
            yield _unknown("module type", section, name, nearest_type(name, known))


def _types(root: Cursor, section: str, merged: set[YamlPath]) -> list[tuple[str, Cursor]]:
    modules = root.get(section)
    entries = [] if modules is None else list(modules.entries())
    return [(name, location) for name, location in entries if location.path not in merged]


def _unknown(what: str, section: Cursor, name: str, near: str | None) -> Violation:
    listed = section.is_list or section.unknown
    return Violation(
        at_key(section),
        f"unknown {what} {quote(name)} (not in the catalog of {AS_OF})"
        + ("" if listed else ", and its value is not a list"),
        hint=f"did you mean {quote(near)}?" if near else "",
        help="" if near else _UNKNOWN,
        severity=None if listed and near not in _REFERENCED else Severity.ERROR,
        fixes=rename(section, near) if near else (),
    )
