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
from forgecfg.rules.references.undefined import undefined
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
    "FC209",
    "undefined-resource",
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
            says='names entry "pannel" of resource "main"',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("icon: resource:images", "icon: resource:icons"),
            at=(6, 22),
            says='names resource "icons", which resources does not declare',
        ),
    ),
)
def undefined_resource(context: Context) -> Iterator[Violation]:
    """A module names a resource, or an entry of one, that `resources` does not declare.

    That is its `resource` (the key, or `key/entry` for one page of several), or a file in a
    resource, written `resource:<key>;<path>`. Forge's own linter looks at the resources of modules
    that have a `resource` of their own, and not at icons (measured); the rest fails when it is
    shown.
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
        near = entries.nearest(entry)
        before = f"{reference.part}/"
        yield Violation(
            at_part(context.document.text, reference.value, entry, before),
            f"{reference.owner} names entry {quote(entry)} of resource {quote(before[:-1])}, "
            "which has no such entry",
            hint=f"did you mean {quote(near)}?" if near else "",
            help="" if near else "declare it under `entry` of the resource",
            fixes=replace_with(reference.value, before + near) if near else (),
        )


def _entries(manifest: Manifest) -> dict[str, Names]:
    """The entries of each declared resource; of two with one key the first counts."""
    found: dict[str, Names] = {}
    for item in manifest.items("resources"):
        key, entry = item.get("key"), item.get("entry")
        if key is not None and key.text is not None and key.text not in found:
            names = entry.entries() if entry is not None else ()
            found[key.text] = Names([name for name, _ in names])
    return found
