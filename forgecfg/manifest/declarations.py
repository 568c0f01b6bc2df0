"""The declarations of a manifest, by the target of the references to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from forgecfg.catalog.other_sites import MODULES_NAMED_BY
from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath
from forgecfg.manifest.references import Module, Reference, Target

if TYPE_CHECKING:
    from forgecfg.manifest.view import Manifest

DECLARED_IN: dict[Target, str] = {
    Target.ENDPOINT: "modules.endpoint",
    Target.REMOTE: "remotes",
    Target.SERVICE: "services",
    Target.FUNCTION: "modules.function",
    Target.RESOURCE: "resources",
    Target.ACTION: "modules.action",
    Target.PROVIDER: "providers.auth",
    Target.SKILL: "modules.rovo:skill",
    Target.WORKFLOW: "modules.workflow",
    Target.LOCALE: "translations.resources",
}
"""The section that declares a target. States and modules have no single section."""


def names_of(manifest: Manifest, target: Target) -> dict[str, Cursor]:
    """The declared names of a target, each with the cursor of its (first) key."""
    return _names(manifest, target, ())


def names_for(manifest: Manifest, reference: Reference) -> dict[str, Cursor]:
    """The names that a reference can refer to, each with the cursor of its (first) key."""
    return _names(manifest, reference.target, _restriction(reference))


def _restriction(reference: Reference) -> YamlPath:
    """The restriction of a reference, () if it can refer to all names of its target.

    A state must be in the same workflow (its path), a module must be of certain types.
    """
    if reference.target is Target.STATE:
        return reference.value.path[:3]
    return (reference.module_type,) if reference.target is Target.MODULE else ()


def _names(manifest: Manifest, target: Target, among: YamlPath) -> dict[str, Cursor]:
    """The names of a target with a restriction; cached, as there may be thousands of references."""
    names = manifest.names.get((target, among))
    if names is None:
        names = manifest.names[target, among] = {}
        for key in _keys(manifest, target, among):
            if key is not None and key.text is not None:
                names.setdefault(key.text, key)
    return names


def all_known(manifest: Manifest, target: Target) -> bool:
    """Whether every declared name of a target is known: none is missing or has a variable."""
    return not any(key is None or key.text is None for key in _keys(manifest, target))


def module_keys(manifest: Manifest) -> Iterator[tuple[str, Cursor]]:
    """The type and the key of each module with a key. The keys of all modules must be unique.

    Connect modules are included (verified with @forge/manifest 13.7).
    """
    for module in manifest.modules:
        if module.key is not None:
            yield module.type, module.key
    connect = manifest.at("connectModules")
    for kind, section in connect.entries() if connect is not None else ():
        for item in section.items():
            if (key := item.get("key")) is not None:
                yield kind, key


def _keys(manifest: Manifest, target: Target, among: YamlPath = ()) -> Iterable[Cursor | None]:
    """The cursor of the key of each declaration of a target, None for one without a key."""
    if target is Target.ENDPOINT:
        return [endpoint.key for endpoint in manifest.endpoints]
    if target is Target.REMOTE:
        return [remote.key for remote in manifest.remotes]
    if target is Target.STATE:
        return [
            state.get("key")
            for module in manifest.modules
            if module.type == "workflow" and among in ((), module.cursor.path)
            for state in _states(module)
        ]
    if target is Target.MODULE:
        kinds = MODULES_NAMED_BY[str(among[0])] if among else None
        return [module.key for module in manifest.modules if kinds is None or module.type in kinds]
    section, _, kind = DECLARED_IN[target].partition(".")
    if section == "modules":
        return [module.key for module in manifest.modules if module.type == kind]
    return [item.get("key") for item in manifest.items(*DECLARED_IN[target].split("."))]


def _states(workflow: Module) -> Iterable[Cursor]:
    states = workflow.cursor.get("states")
    return states.items() if states is not None else ()
