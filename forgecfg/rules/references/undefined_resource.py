"""FC209."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_part
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import FILE_PREFIX, Target
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined
from forgecfg.suggest import Names

_GOOD = """\
modules:
  jira:issuePanel:
    - key: orders
      title: Orders
      resource: main/panel
      icon: resource:images;orders.svg
      resolver: {function: backend}
resources:
  - key: main
    path: static/main
    entry:
      panel: panel.html
      page: page.html
  - key: images
    path: static/images
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("resource: main/", "resource: mian/"),
            at=(5, 17),
            says='did you mean "main" (line 9)?',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("main/panel", "main/pannel"),
            at=(5, 22),
            says='references entry "pannel", which resource "main" does not have',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("icon: resource:images", "icon: resource:icons"),
            at=(6, 22),
            says='references resource "icons", which is not declared under `resources`',
        ),
    ),
)
def undefined_resource(context: Context) -> Iterator[Violation]:
    """A module references a resource, or an entry of one, that is not declared.

    A module references a resource with `resource` (its key, or `key/entry` for one of several
    pages), and a file in a resource as `resource:<key>;<path>`. Forge's own linter only checks
    modules with a `resource` property, and no icons (verified with @forge/manifest 13.7); the rest
    fails when the module is displayed.

    How to fix:
    Correct the name, or declare the resource under `resources`; declare a missing entry under
    `entry` of the resource. `forgecfg check --fix --unsafe-fixes` replaces the name with the
    suggested one.
    """
    yield from undefined(context, Target.RESOURCE)
    yield from _undefined_entries(context)


def _undefined_entries(context: Context) -> Iterator[Violation]:
    declared = _entries(context.manifest)
    for reference in context.manifest.references[Target.RESOURCE]:
        entry = reference.rest
        if entry is None or reference.before == FILE_PREFIX:
            continue
        entries = declared.get(reference.name or "")
        if entries is None or entry in entries:
            continue
        similar = entries.nearest(entry)
        before = f"{reference.part}/"
        yield Violation(
            at_part(context.document.text, reference.value, entry, before),
            f"{reference.owner} references entry {quote(entry)}, which resource "
            f"{quote(before[:-1])} does not have",
            hint=f"did you mean {quote(similar)}?" if similar else "",
            help="" if similar else "declare it under `entry` of the resource",
            fixes=replace_with(reference.value, before + similar) if similar else (),
        )


def _entries(manifest: Manifest) -> dict[str, Names]:
    """The entries of each declared resource; of two with the same key those of the first."""
    by_resource: dict[str, Names] = {}
    for item in manifest.items("resources"):
        key, entry = item.get("key"), item.get("entry")
        if key is not None and key.text is not None and key.text not in by_resource:
            names = entry.entries() if entry is not None else ()
            by_resource[key.text] = Names([name for name, _ in names])
    return by_resource
