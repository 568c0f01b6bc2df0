"""Gates of the rules about references.

As in `common`: fast, and closed only if the rule would report nothing.
"""

from __future__ import annotations

from forgecfg.document.cursor import Cursor
from forgecfg.manifest.declarations import names_for
from forgecfg.manifest.references import FILE_PREFIX, Target
from forgecfg.rules.base import Context

_WITH_KEYS = (("remotes",), ("services",), ("resources",), ("providers", "auth"))


def has_duplicate_key(context: Context) -> bool:
    """Two declarations have the same key, or there are Connect modules."""
    if "connectModules" in context.sections:
        return True
    manifest = context.manifest
    keys: list[Cursor | None] = [module.key for module in manifest.modules]
    for section in _WITH_KEYS:
        keys += [item.get("key") for item in manifest.items(*section)]
    names = [key.text for key in keys if key is not None and key.text is not None]
    return len(set(names)) < len(names)


def has_unresolved_resource(context: Context) -> bool:
    """A reference to a resource is undefined, or has an entry."""
    manifest = context.manifest
    return any(
        reference.name is not None
        and (
            reference.name not in names_for(manifest, reference)
            or (reference.rest is not None and reference.before != FILE_PREFIX)
        )
        for reference in manifest.references[Target.RESOURCE]
    )


def has_several_containers(context: Context) -> bool:
    """A service has more than one container."""
    return any(
        (containers := service.get("containers")) is not None and containers.item(1) is not None
        for service in context.manifest.items("services")
    )


def has_duplicate_variable(context: Context) -> bool:
    """A variable is declared twice."""
    listed = context.manifest.at("environment", "variables")
    return listed is not None and len(list(listed.items())) > len(context.document.variables)
