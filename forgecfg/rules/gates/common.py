"""When a rule can have something to say: quick to tell, without loading the rule.

A rule is left out only where it would find nothing for sure.
"""

from __future__ import annotations

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.limits import FORGE_SIZE_LIMIT
from forgecfg.manifest.declarations import names_for, names_of
from forgecfg.manifest.paths import is_absolute, is_outside, named_paths
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Context, Gate

LIFE_CYCLE_EVENTS = frozenset(
    ("avi:forge:installed:app", "avi:forge:upgraded:app", "avi:forge:uninstalled:app")
)
"""Events of the app's own life, which need no scope (Forge documentation, life-cycle).

They are here because almost every app with a trigger listens to them alone: the table of all
events need not be loaded then.
"""


def always(_context: Context) -> bool:
    """For rules that look at the whole manifest."""
    return True


def never(_context: Context) -> bool:
    """For rules whose findings are made elsewhere: by the engine, or where files are read."""
    return False


def has_parser_note(fact: str) -> Gate:
    """For rules about what the reader noted: `syntax`, `repeated`, `merge_keys`, …"""

    def gate(context: Context) -> bool:
        return bool(getattr(context.document, fact))

    return gate


def root_is_not_a_mapping(context: Context) -> bool:
    """For rules about manifests whose root is no mapping."""
    root = context.manifest.root
    return root is None or not root.is_mapping


def exceeds_size_limit(context: Context) -> bool:
    """For the rule about the size of files."""
    return context.document.size > FORGE_SIZE_LIMIT


def has_unknown_module_type(context: Context) -> bool:
    """For the rule about types of modules: a Forge type is not known, or there are Connect's."""
    types = {name[8:] for name in context.sections if name.startswith("modules.")}
    return "connectModules" in context.sections or not types <= MODULE_TYPES


def has_schema_violation(name: str) -> Gate:
    """For the rule that reports faults of shape by this name."""

    def gate(context: Context) -> bool:
        return name in context.structure

    return gate


def has_section(*sections: str) -> Gate:
    """For rules about sections: `remotes`, `modules.trigger`, `permissions.scopes`, …

    Names of properties at the root, or of two levels. One of them is enough.
    """
    wanted = frozenset(sections)

    def gate(context: Context) -> bool:
        return not wanted.isdisjoint(context.sections)

    return gate


def has_dangling_reference(*targets: Target) -> Gate:
    """For rules about references of these kinds that lead nowhere."""

    def gate(context: Context) -> bool:
        manifest = context.manifest
        return any(
            reference.name is not None and reference.name not in names_for(manifest, reference)
            for target in targets
            for reference in manifest.references[target]
        )

    return gate


def has_unused(target: Target) -> Gate:
    """For rules about declared names of a kind that nothing refers to."""

    def gate(context: Context) -> bool:
        manifest = context.manifest
        used = {reference.name for reference in manifest.references[target]}
        return not names_of(manifest, target).keys() <= used

    return gate


def text_contains(word: str) -> Gate:
    """For rules about what a word in the text begins."""

    def gate(context: Context) -> bool:
        return word in context.document.text

    return gate


def has_files_and(*sections: str) -> Gate:
    """For rules that look at files which these sections name."""
    present = has_section(*sections)

    def gate(context: Context) -> bool:
        return context.files is not None and present(context)

    return gate


def has_path_outside(context: Context) -> bool:
    """For rules about paths that do not lead below the folder of the manifest."""
    paths = [location.text or "" for location in named_paths(context.manifest)]
    return any(is_absolute(path) or is_outside(path) for path in paths)


def has_no_module(context: Context) -> bool:
    """For rules about `modules` that declares none but functions and endpoints."""
    declared = {name for name in context.sections if name.startswith("modules.")}
    return "modules" in context.sections and declared <= {"modules.function", "modules.endpoint"}


def has_more_than(limit: int, *types: str) -> Gate:
    """For rules about types of which an app can have only so many modules."""

    def gate(context: Context) -> bool:
        counts = dict.fromkeys(types, 0)
        for module in context.manifest.modules:
            if module.type in counts:
                counts[module.type] += 1
        return any(count > limit for count in counts.values())

    return gate


def sets_property(*properties: str) -> Gate:
    """For rules about properties of modules, whatever their type. One of them is enough."""

    wanted = frozenset(properties)

    def gate(context: Context) -> bool:
        return not wanted.isdisjoint(context.properties)

    return gate


def has_action_without_name(context: Context) -> bool:
    """For rules about actions without a name."""
    return any(
        module.type == "action" and not ((name := module.cursor.get("name")) and name.value)
        for module in context.manifest.modules
    )


def listens_to_product_events(context: Context) -> bool:
    """For rules about triggers on other events than those of the app's own life."""
    return any(
        event.text not in LIFE_CYCLE_EVENTS
        for module in context.manifest.modules
        if module.type == "trigger" and (events := module.cursor.get("events")) is not None
        for event in events.items()
    )


def has_event_filter(context: Context) -> bool:
    """For rules about the filters of triggers: for all events of one, or for one event."""
    return any(
        module.cursor.get("filter") is not None or any(event.is_mapping for event in events.items())
        for module in context.manifest.modules
        if module.type == "trigger" and (events := module.cursor.get("events")) is not None
    )


def has_without(absent: str, present: str) -> Gate:
    """For rules about a section that is there without another one."""

    def gate(context: Context) -> bool:
        return present in context.sections and absent not in context.sections

    return gate
