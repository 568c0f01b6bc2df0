"""Which module shows which resource, and how: shared by the rules about front ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.references import Module, Reference, Target
from forgecfg.manifest.view import Manifest


class FrontEnd(NamedTuple):
    """A module and its `resource`. `native`: UI Kit (`render: native`), otherwise Custom UI.

    `entry` is the location of the entry's file, if the module references an entry. `bundled`: the
    resource has a `bundler`, which builds one kind of resource from the other.
    """

    module: Module
    reference: Reference
    item: Cursor
    path: str
    native: bool
    bundled: bool
    entry: Cursor | None


def resource_items(manifest: Manifest) -> Iterator[tuple[str, Cursor, str]]:
    """Key, location and path of each resource whose key and path are known."""
    for item in manifest.items("resources"):
        key, path = item.get("key"), item.get("path")
        if key is not None and key.text and path is not None and path.text:
            yield key.text, item, path.text


def front_ends(manifest: Manifest) -> Iterator[FrontEnd]:
    """The front end of each module whose `resource` is declared.

    Only the `resource` of the module itself counts, not those of its parts (verified with
    @forge/manifest 13.7).
    """
    declared = {key: (item, path) for key, item, path in reversed([*resource_items(manifest)])}
    modules = {module.cursor.path: module for module in manifest.modules}
    for reference in manifest.references[Target.RESOURCE]:
        if reference.site != "resource" or reference.before or reference.name not in declared:
            continue
        module = modules[reference.value.path[:-1]]
        item, path = declared[reference.name]
        render = module.cursor.get("render")
        entry = item.at("entry", reference.rest) if reference.rest is not None else None
        if reference.rest is not None and (entry is None or entry.text is None):
            continue
        native = render is not None and render.value == "native"
        yield FrontEnd(
            module, reference, item, path, native, item.get("bundler") is not None, entry
        )
