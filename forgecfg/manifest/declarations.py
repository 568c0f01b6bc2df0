"""What a manifest declares, by the kind of reference that can name it."""

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
"""Where entries of a kind are declared. States and modules are not in one place."""


def names_of(manifest: Manifest, target: Target) -> dict[str, Cursor]:
    """The declared names of a kind, each with the place of its (first) key."""
    return _names(manifest, target, ())


def names_for(manifest: Manifest, reference: Reference) -> dict[str, Cursor]:
    """The names that a reference may mean, each with the place of its (first) key."""
    return _names(manifest, reference.target, _among(reference))


def _among(reference: Reference) -> YamlPath:
    """What a reference chooses from, where that is not all of a kind.

    States are those of its own workflow, modules those of certain types.
    """
    if reference.target is Target.STATE:
        return reference.value.path[:3]
    return (reference.module_type,) if reference.target is Target.MODULE else ()


def _names(manifest: Manifest, target: Target, among: YamlPath) -> dict[str, Cursor]:
    """Worked out once for each choice, as there may be thousands of references."""
    named = manifest.names.get((target, among))
    if named is None:
        named = manifest.names[target, among] = {}
        for key in _key_places(manifest, target, among):
            if key is not None and key.text is not None:
                named.setdefault(key.text, key)
    return named


def all_known(manifest: Manifest, target: Target) -> bool:
    """Whether every declared name of a kind is known: none is missing or a variable's."""
    return not any(key is None or key.text is None for key in _key_places(manifest, target))


def module_keys(manifest: Manifest) -> Iterator[tuple[str, Cursor]]:
    """The type of each module that has a key, and its place: all modules share one pool of keys.

    Connect modules are among them (measured).
    """
    for module in manifest.modules:
        if module.key is not None:
            yield module.type, module.key
    connect = manifest.at("connectModules")
    for kind, section in connect.entries() if connect is not None else ():
        for item in section.items():
            if (key := item.get("key")) is not None:
                yield kind, key


def _key_places(
    manifest: Manifest, target: Target, among: YamlPath = ()
) -> Iterable[Cursor | None]:
    """The place of the key of each item of a kind, None for an item that has none."""
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
