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
from forgecfg.suggest import CUTOFF, Names, closest

_UNKNOWN = (
    "look it up in the Forge documentation; if it is newer, "
    "`# forgecfg: ignore[unknown-module-type]` on the line keeps it"
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

# Other modules name modules of these types: the wiring hangs on them.
_NAMED = frozenset({"action", "endpoint", "function", "rovo:skill", "workflow"})


@rule(
    "FC108",
    "unknown-module-type",
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
            says="`remotes` is no module type",
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
            says="modules of a type are a list",
            severity=Severity.ERROR,
        ),
        Bad(
            "connectModules:\n  jira:webPanel:\n    - key: panel\n",
            at=(2, 3),
            says='Connect module type "jira:webPanel" is unknown (as of ',
            fixed="connectModules:\n  jira:webPanels:\n    - key: panel\n",
        ),
    ),
)
def unknown_module_type(context: Context) -> Iterator[Violation]:
    """A key under `modules` or `connectModules` that is no module type known to forgecfg.

    Forge refuses types that it does not know, but it also gains new ones, and forgecfg knows those
    of the day its catalogue was made. So this is a warning that names the day. It is an error where
    the key is a section of the root, is nearly a type whose modules others name, or holds no list.
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
            # The prefix is for `modules` alone.
            near = connect.nearest(name.removeprefix("connect-"))
            yield _unknown("Connect module type", section, name, near)
    for name, section in _types(root, "modules", merged):
        if name in ROOT_SECTIONS:
            yield Violation(
                at_key(section),
                f"`{name}` is no module type: it is a section of its own",
                help=f"move `{name}` out of `modules`, to the root of the manifest",
                severity=Severity.ERROR,
            )
        elif name not in MODULE_TYPES and name not in newer:
            known = every if name.startswith("connect-") else forge
            yield _unknown("module type", section, name, _nearest(name, known))


def _nearest(name: str, known: Names) -> str | None:
    """The type that a name is a slip of: the same product is not enough to make two alike."""
    near = known.nearest(name)
    product, _, rest = name.partition(":")
    if near is None or not rest or not near.startswith(f"{product}:"):
        return near
    return near if closest(rest, [near.removeprefix(f"{product}:")], CUTOFF) else None


def _types(root: Cursor, section: str, merged: set[YamlPath]) -> list[tuple[str, Cursor]]:
    modules = root.get(section)
    entries = [] if modules is None else list(modules.entries())
    return [(name, location) for name, location in entries if location.path not in merged]


def _unknown(what: str, section: Cursor, name: str, near: str | None) -> Violation:
    listed = section.is_list or section.unknown
    return Violation(
        at_key(section),
        f"{what} {quote(name)} is unknown (as of {AS_OF})"
        + ("" if listed else ", and modules of a type are a list"),
        hint=f"did you mean {quote(near)}?" if near else "",
        help="" if near else _UNKNOWN,
        severity=None if listed and near not in _NAMED else Severity.ERROR,
        fixes=rename(section, near) if near else (),
    )
