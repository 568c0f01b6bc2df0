"""Make a module reference an endpoint, a function or a resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from forgecfg.catalog.callers import BACKEND_TYPES
from forgecfg.catalog.function_sites import FUNCTION_SITES
from forgecfg.catalog.reference_sites import ENDPOINT_SITES
from forgecfg.catalog.resource_sites import RESOURCE_SITES
from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath
from forgecfg.errors import UsageError
from forgecfg.manifest.references import Module, Target
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.addition import Addition, Additions, Note
from forgecfg.scaffold.validation import did_you_mean
from forgecfg.suggest import closest

_SITES: Mapping[Target, Mapping[str, tuple[str, ...]]] = {
    Target.ENDPOINT: ENDPOINT_SITES,
    Target.FUNCTION: FUNCTION_SITES,
    Target.RESOURCE: RESOURCE_SITES,
}
# A module calls one or the other.
_RIVALS = {Target.ENDPOINT: Target.FUNCTION, Target.FUNCTION: Target.ENDPOINT}


class Caller(NamedTuple):
    """The module that references something new: its type and key.

    `replace`: what it references so far may be replaced.
    """

    type: str
    key: str
    replace: bool = False


def site_of(kind: str, target: Target) -> str:
    """The property of a module type that references a target, as in `resolver.endpoint`.

    Raises UsageError if there is none, or none that is clear.
    """
    sites = _SITES[target].get(kind)
    if target is Target.RESOURCE:
        first = "resource"
    else:
        first = str(target) if kind in BACKEND_TYPES else f"resolver.{target}"
    if not sites and not any(kind in table for table in _SITES.values()):
        return first
    for site in (first, str(target)):
        if sites and site in sites:
            return site
    plain = [site for site in sites or () if "[]" not in site]
    if len(plain) == 1:
        return plain[0]
    hint = f"; it can be at {', '.join(plain)}" if plain else ""
    raise UsageError(f"forgecfg cannot set the {target} of a {kind}{hint}")


def connect(
    manifest: Manifest, caller: Caller, target: Target, name: str, alternative: str = ""
) -> Additions:
    """The reference of a module to an endpoint, a function or a resource.

    `alternative` says what to do instead of replacing a function. Raises UsageError if
    there is no such module, or if it references something else already.
    """
    module = find_module(manifest, caller)
    site = site_of(caller.type, target)
    path = (*module.cursor.path, *site.split("."))
    description = f"reference from {module.label}"
    present = module.cursor.at(*site.split("."))
    rival = _rival(module, site, target)
    if rival is not None:
        yield from _replaced_rival(module, rival, path, name, caller.replace, alternative)
    elif present is None or present.is_null or present.text == name:
        yield Addition(path, name, description)
    elif caller.replace:
        old = present.text or "not a string"
        yield Addition(path, name, f"{description}, instead of {target} {old!r}", replaces=True)
    else:
        raise UsageError(
            f"{module.label} already has `{site}: {present.text or '…'}`; pass --replace to "
            "replace it"
        )


def _rival(module: Module, site: str, target: Target) -> Cursor | None:
    """The function of a module that is to call an endpoint, or the other way round."""
    if target not in _RIVALS:
        return None
    parent = site.rpartition(".")[0]
    names = [*parent.split(".")] if parent else []
    return module.cursor.at(*names, str(_RIVALS[target]))


def _replaced_rival(
    module: Module, rival: Cursor, path: YamlPath, name: str, replace: bool, alternative: str
) -> Additions:
    written = ".".join(map(str, rival.path[len(module.cursor.path) :]))
    if not replace:
        raise UsageError(
            f"{module.label} already has `{written}: {rival.text or '…'}`; pass --replace to "
            f"replace it{alternative}"
        )
    old = str(rival.path[-1])
    yield Addition(
        path,
        name,
        f"reference from {module.label}, instead of {old} {rival.text or 'null'!r}",
        replaces=True,
        renamed_from=old,
    )
    if rival.text is not None:
        yield Note(f'{module.label} no longer references {old} "{rival.text}"')


def find_module(manifest: Manifest, caller: Caller) -> Module:
    """The module with a type and key. Raises UsageError, with a suggestion, if there is none."""
    of_kind = [module for module in manifest.modules if module.type == caller.type]
    for module in of_kind:
        if module.name == caller.key:
            return module
    kinds = {module.type for module in manifest.modules}
    if caller.type not in kinds:
        hint = did_you_mean(closest(caller.type, kinds))
        raise UsageError(f"no module of type {caller.type!r}{hint}")
    keys = [module.name for module in of_kind if module.name is not None]
    hint = did_you_mean(closest(caller.key, keys))
    raise UsageError(f"no {caller.type} with key {caller.key!r}{hint}")
