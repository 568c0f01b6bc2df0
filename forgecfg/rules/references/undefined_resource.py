"""FC209."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.findings import Safety, Severity
from forgecfg.manifest import Manifest, Reference, Target
from forgecfg.manifest.references import FILE_PREFIX
from forgecfg.remedies import replace_by
from forgecfg.rules.references.undefined import undefined
from forgecfg.rules.rule import Bad, Context, Fault, Good, at_part, quote, rule
from forgecfg.suggest import closest

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
def undefined_resource(context: Context) -> Iterator[Fault]:
    """A module names a resource, or an entry of one, that `resources` does not declare.

    That is its `resource` (the key, or `key/entry` for one page of several), or a file in a
    resource, written `resource:<key>;<path>`. Forge's own linter looks at the resources of modules
    that have a `resource` of their own, and not at icons (measured); the rest fails when it is
    shown.
    """
    yield from undefined(context, Target.RESOURCE)
    yield from _undefined_entries(context)


def _undefined_entries(context: Context) -> Iterator[Fault]:
    for reference in context.manifest.references[Target.RESOURCE]:
        entry = reference.rest
        if entry is None or reference.before == FILE_PREFIX:
            continue
        entries = _entries(context.manifest, reference)
        if entries is None or entry in entries:
            continue
        near = closest(entry, entries)
        before = f"{reference.part}/"
        yield Fault(
            at_part(context.document.text, reference.value, entry, before),
            f"{reference.owner} names entry {quote(entry)} of resource {quote(before[:-1])}, "
            "which has no such entry",
            hint=f"did you mean {quote(near)}?" if near else "",
            help="" if near else "declare it under `entry` of the resource",
            remedies=replace_by(reference.value, before + near) if near else (),
        )


def _entries(manifest: Manifest, reference: Reference) -> list[str] | None:
    """The entries of the resource that a reference names; None where it is not declared."""
    found: list[Cursor] = [
        item
        for item in manifest.items("resources")
        if (key := item.get("key")) is not None and key.text == reference.name
    ]
    if not found:
        return None
    entry = found[0].get("entry")
    return [name for name, _ in entry.entries()] if entry is not None else []
