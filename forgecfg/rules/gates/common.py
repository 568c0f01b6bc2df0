"""Gates: fast checks whether a rule can report anything, without loading the rule.

A gate may pass if the rule reports nothing, but must pass if it reports something.
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
"""Lifecycle events of the app, which require no scope (Forge documentation, life-cycle).

They are here because almost every app with a trigger listens only to them, so that the table of all
events is not loaded for it.
"""


def always(_context: Context) -> bool:
    """For rules that check the whole manifest."""
    return True


def never(_context: Context) -> bool:
    """For rules whose findings are created elsewhere: by the linter, or where files are read."""
    return False


def has_parser_note(fact: str) -> Gate:
    """For rules about notes of the parser: `syntax`, `duplicates`, `merge_keys`, …"""

    def gate(context: Context) -> bool:
        return bool(getattr(context.document, fact))

    return gate


def root_is_not_a_mapping(context: Context) -> bool:
    """For rules about manifests whose root is not a mapping."""
    root = context.manifest.root
    return root is None or not root.is_mapping


def exceeds_size_limit(context: Context) -> bool:
    """For rules about the size of the file."""
    return context.document.size > FORGE_SIZE_LIMIT


def has_unknown_module_type(context: Context) -> bool:
    """For rules about module types: one is unknown, or there are Connect modules."""
    types = {name[8:] for name in context.sections if name.startswith("modules.")}
    return "connectModules" in context.sections or not types <= MODULE_TYPES


def has_schema_violation(name: str) -> Gate:
    """For the rule that reports schema violations with this name."""

    def gate(context: Context) -> bool:
        return name in context.structure

    return gate


def has_section(*sections: str) -> Gate:
    """For rules about sections: `remotes`, `modules.trigger`, `permissions.scopes`, …

    These are properties of the root, or of its mappings. Passes if one of them exists.
    """
    names = frozenset(sections)

    def gate(context: Context) -> bool:
        return not names.isdisjoint(context.sections)

    return gate


def has_dangling_reference(*targets: Target) -> Gate:
    """For rules about undefined references to these targets."""

    def gate(context: Context) -> bool:
        manifest = context.manifest
        return any(
            reference.name is not None and reference.name not in names_for(manifest, reference)
            for target in targets
            for reference in manifest.references[target]
        )

    return gate


def has_unused(target: Target) -> Gate:
    """For rules about declared names of a target that are not referenced."""

    def gate(context: Context) -> bool:
        manifest = context.manifest
        used = {reference.name for reference in manifest.references[target]}
        return not names_of(manifest, target).keys() <= used

    return gate


def text_contains(word: str) -> Gate:
    """For rules about a construct that contains this word."""

    def gate(context: Context) -> bool:
        return word in context.document.text

    return gate


def has_files_and(*sections: str) -> Gate:
    """For rules that check files that are referenced in these sections."""
    present = has_section(*sections)

    def gate(context: Context) -> bool:
        return context.files is not None and present(context)

    return gate


def has_path_outside(context: Context) -> bool:
    """For rules about paths outside the directory of the manifest."""
    paths = [cursor.text or "" for cursor in named_paths(context.manifest)]
    return any(is_absolute(path) or is_outside(path) for path in paths)


def has_no_module(context: Context) -> bool:
    """For rules about `modules` with only functions and endpoints."""
    types = {name for name in context.sections if name.startswith("modules.")}
    return "modules" in context.sections and types <= {"modules.function", "modules.endpoint"}


def has_more_than(limit: int, *types: str) -> Gate:
    """For rules about module types with a limited number of modules."""

    def gate(context: Context) -> bool:
        counts = dict.fromkeys(types, 0)
        for module in context.manifest.modules:
            if module.type in counts:
                counts[module.type] += 1
        return any(count > limit for count in counts.values())

    return gate


def sets_property(*properties: str) -> Gate:
    """For rules about properties of modules of any type. Passes if one of them exists."""
    names = frozenset(properties)

    def gate(context: Context) -> bool:
        return not names.isdisjoint(context.properties)

    return gate


def has_action_without_name(context: Context) -> bool:
    """For rules about actions without a name."""
    return any(
        module.type == "action" and not ((name := module.cursor.get("name")) and name.value)
        for module in context.manifest.modules
    )


def listens_to_product_events(context: Context) -> bool:
    """For rules about triggers on events other than the lifecycle events of the app."""
    return any(
        event.text not in LIFE_CYCLE_EVENTS
        for module in context.manifest.modules
        if module.type == "trigger" and (events := module.cursor.get("events")) is not None
        for event in events.items()
    )


def has_event_filter(context: Context) -> bool:
    """For rules about filters of triggers or of their events."""
    return any(
        module.cursor.get("filter") is not None or any(event.is_mapping for event in events.items())
        for module in context.manifest.modules
        if module.type == "trigger" and (events := module.cursor.get("events")) is not None
    )


def has_without(absent: str, present: str) -> Gate:
    """For rules about a section that exists without another one."""

    def gate(context: Context) -> bool:
        return present in context.sections and absent not in context.sections

    return gate
