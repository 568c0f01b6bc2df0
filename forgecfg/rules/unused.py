"""Shared code of the rules about unused declarations."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Violation
from forgecfg.manifest.analysis.misplaced import may_be_elsewhere
from forgecfg.manifest.declarations import names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Context
from forgecfg.rules.cascades import may_be_referred_to
from forgecfg.rules.malformed import malformed_locations
from forgecfg.suggest import Names

_SWAPPED = {Target.FUNCTION: Target.ENDPOINT, Target.ENDPOINT: Target.FUNCTION}


def _texts_of_unknown_modules(manifest: Manifest) -> set[str]:
    """All strings in modules of types that are not in the catalog: they may be references."""
    texts: set[str] = set()
    pending = [module.cursor for module in manifest.modules if module.type not in MODULE_TYPES]
    while pending:
        cursor = pending.pop()
        pending += cursor.items()
        pending += (value for _, value in cursor.entries())
        if cursor.text is not None:
            texts.add(cursor.text)
    return texts


def _used_as_swapped_target(manifest: Manifest, target: Target) -> set[str]:
    """Names of functions that are used as endpoints, or vice versa; these are already reported."""
    swapped = _SWAPPED.get(target)
    if swapped is None:
        return set()
    names = {reference.name for reference in manifest.references[swapped]}
    return {name for name in names if name is not None} - names_of(manifest, swapped).keys()


def unused(context: Context, target: Target, advice: str) -> Iterator[tuple[str, Violation]]:
    """The unused declared names of a target with their violations; `advice` ends the help."""
    used = used_names(context, target)
    if used is None:
        return
    for name, key in names_of(context.manifest, target).items():
        if name not in used:
            location = at_value(key)._replace(path=key.path[:-1])
            message = f"{target} {quote(name)} is never used"
            yield name, Violation(location, message, help=f"remove it, or {advice}")


def used_names(context: Context, target: Target) -> set[str] | None:
    """The referenced names of a target; None if some references may be unknown.

    A declared name that is similar to an undefined reference counts as used, because the reference
    is already reported; a malformed name also counts as used.
    """
    manifest = context.manifest
    references = manifest.references[target]
    if any(reference.value.unknown for reference in references) or may_be_referred_to(context):
        return None
    # Unreadable endpoints may reference remotes.
    if target is Target.REMOTE and may_be_elsewhere(manifest, Target.ENDPOINT):
        return None
    used = {reference.name for reference in references if reference.name is not None}
    used |= _texts_of_unknown_modules(manifest) | _used_as_swapped_target(manifest, target)
    declared = names_of(manifest, target)
    known = Names(declared)
    intended = {known.nearest(name) for name in used - declared.keys()}
    malformed = malformed_locations(context)
    used |= {name for name, key in declared.items() if key.path in malformed}
    return used | {name for name in intended if name is not None}
