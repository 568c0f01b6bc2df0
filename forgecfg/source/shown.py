"""Which modules show the files of a front end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.references import Module, Target
from forgecfg.manifest.view import Manifest
from forgecfg.source.facts import BRIDGE, Call, Shown


class _Resource(NamedTuple):
    modules: tuple[Module, ...]
    native: bool
    browser: bool


_NONE = _Resource((), False, False)


def shown_files(
    manifest: Manifest,
    fronts: Mapping[str, frozenset[str]],
    certain: Mapping[str, bool],
    calls: Iterable[Call],
) -> dict[str, Shown]:
    """The modules that show each file, by its path.

    `fronts` are the files of each resource, `certain` says whether its entries are known. A
    resource that a dialog opens is shown by the modules whose files open it.
    """
    resources = _shown_resources(manifest, fronts)
    opened = _openers(fronts, calls)
    for _ in range(3):
        for resource, openers in opened.items():
            below = resources.get(resource, _NONE)
            for opener in openers:
                above = resources.get(opener, _NONE)
                below = _Resource(
                    tuple({m.cursor.path: m for m in (*below.modules, *above.modules)}.values()),
                    below.native or above.native,
                    below.browser or above.browser,
                )
            resources[resource] = below
    files: dict[str, Shown] = {}
    for resource, paths in fronts.items():
        found = resources.get(resource, _NONE)
        starts = certain.get(resource, False)
        for path in paths:
            known = files.get(path, Shown((), False, False, False))
            both = {m.cursor.path: m for m in (*known.modules, *found.modules)}
            files[path] = Shown(
                tuple(both.values()),
                known.certain or (starts and bool(found.modules)),
                known.native or found.native,
                known.browser or found.browser,
            )
    # A dialog without a visible caller may be opened by any module.
    for resource, paths in fronts.items():
        if certain.get(resource, False) and not resources.get(resource, _NONE).modules:
            files.update((path, files[path]._replace(certain=False)) for path in paths)
    return files


def _shown_resources(
    manifest: Manifest, fronts: Mapping[str, frozenset[str]]
) -> dict[str, _Resource]:
    by_path = {module.cursor.path: module for module in manifest.modules}
    found: dict[str, _Resource] = {}
    for reference in manifest.references[Target.RESOURCE]:
        path = reference.value.path
        module = by_path.get(path[:3]) or by_path.get(path[:2])
        if reference.before or reference.name is None or module is None:
            continue
        if reference.name not in fronts:
            continue
        native = any(
            (render := cursor.get("render")) is not None and render.value == "native"
            for cursor in _around(module, path)
        )
        known = found.get(reference.name, _NONE)
        modules = {m.cursor.path: m for m in (*known.modules, module)}
        found[reference.name] = _Resource(
            tuple(modules.values()), known.native or native, known.browser or not native
        )
    return found


def _around(module: Module, path: tuple[str | int, ...]) -> list[Cursor]:
    cursors = [module.cursor]
    for part in path[len(module.cursor.path) : -1]:
        below = cursors[-1].get(part) if isinstance(part, str) else cursors[-1].item(part)
        if below is None:
            break
        cursors.append(below)
    return cursors


def _openers(fronts: Mapping[str, frozenset[str]], calls: Iterable[Call]) -> dict[str, set[str]]:
    """The resources that dialogs open, with the resources whose files open them."""
    opened: dict[str, set[str]] = {}
    for call in calls:
        if call.package == BRIDGE and call.name == "Modal":
            for key in call.keys:
                if key.name is not None:
                    openers = {name for name, paths in fronts.items() if call.at.file in paths}
                    opened.setdefault(key.name, set()).update(openers)
    return opened


def endpoints_of(manifest: Manifest, module: Module) -> list[str | None]:
    """The endpoints that the resolvers of a module reference; None for an unknown one."""
    return _named(manifest, module, Target.ENDPOINT, "resolver.endpoint")


def functions_of(manifest: Manifest, module: Module) -> list[str | None]:
    """The functions that the resolvers of a module reference; None for an unknown one."""
    return _named(manifest, module, Target.FUNCTION, "resolver.function")


def _named(manifest: Manifest, module: Module, target: Target, site: str) -> list[str | None]:
    depth = len(module.cursor.path)
    return [
        reference.name
        for reference in manifest.references[target]
        if reference.value.path[:depth] == module.cursor.path and reference.site.endswith(site)
    ]
