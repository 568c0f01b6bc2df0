"""What the rules about front ends have in common: which module shows which resource, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.references import Module, Reference, Target
from forgecfg.manifest.view import Manifest


class FrontEnd(NamedTuple):
    """A module's own `resource`. `native` says that Forge draws it (UI Kit), not the browser.

    `entry` is the place of the file that an entry stands for, where the module names an entry.
    `bundled`: the app's own bundler makes one file of the folder.
    """

    module: Module
    reference: Reference
    item: Cursor
    path: str
    native: bool
    bundled: bool
    entry: Cursor | None


def resource_items(manifest: Manifest) -> Iterator[tuple[str, Cursor, str]]:
    """Key, place and path of each resource whose key and path are known."""
    for item in manifest.items("resources"):
        key, path = item.get("key"), item.get("path")
        if key is not None and key.text and path is not None and path.text:
            yield key.text, item, path.text


def front_ends(manifest: Manifest) -> Iterator[FrontEnd]:
    """The front end of each module that has one, with a resource that is declared.

    Measured: only a module's own `resource` is looked at, not those below it.
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
