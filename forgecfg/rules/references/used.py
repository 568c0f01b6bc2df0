"""What the rules about unused entries have in common."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.module_types import MODULE_TYPES
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Violation
from forgecfg.manifest.declarations import names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Context
from forgecfg.rules.cascades import may_be_elsewhere, may_be_referred_to
from forgecfg.rules.malformed import malformed_locations
from forgecfg.suggest import Names

_OTHERS = {Target.FUNCTION: Target.ENDPOINT, Target.ENDPOINT: Target.FUNCTION}


def _words_of_unknown_modules(manifest: Manifest) -> set[str]:
    """Every word in modules of types that the catalogue does not know: each may be a reference."""
    words: set[str] = set()
    unknown = [module.cursor for module in manifest.modules if module.type not in MODULE_TYPES]
    while unknown:
        location = unknown.pop()
        unknown += location.items()
        unknown += (value for _, value in location.entries())
        if location.text is not None:
            words.add(location.text)
    return words


def _named_as_the_other(manifest: Manifest, target: Target) -> set[str]:
    """Names of functions that are called as endpoints, and the other way round: reported there."""
    other = _OTHERS.get(target)
    if other is None:
        return set()
    named = {reference.name for reference in manifest.references[other]}
    return {name for name in named if name is not None} - names_of(manifest, other).keys()


def unused(context: Context, target: Target, advice: str) -> Iterator[tuple[str, Violation]]:
    """The declared names of a kind that nothing refers to, each with its fault."""
    used = used_names(context, target)
    if used is None:
        return
    for name, key in names_of(context.manifest, target).items():
        if name not in used:
            location = at_value(key)._replace(path=key.path[:-1])
            message = f"nothing refers to {target} {quote(name)}"
            yield name, Violation(location, message, help=f"remove it, or {advice}")


def used_names(context: Context, target: Target) -> set[str] | None:
    """The names of a kind that something refers to; None where a reference may be hidden.

    A declared name that an undefined reference probably means counts as used: the reference is
    reported already. So does one that cannot be a name.
    """
    manifest = context.manifest
    references = manifest.references[target]
    if any(reference.value.unknown for reference in references) or may_be_referred_to(context):
        return None
    # Endpoints that cannot be read may name remotes.
    if target is Target.REMOTE and may_be_elsewhere(manifest, Target.ENDPOINT):
        return None
    named = {reference.name for reference in references if reference.name is not None}
    named |= _words_of_unknown_modules(manifest) | _named_as_the_other(manifest, target)
    declared = names_of(manifest, target)
    known = Names(declared)
    meant = {known.nearest(name) for name in named - declared.keys()}
    malformed = malformed_locations(context)
    named |= {name for name, key in declared.items() if key.path in malformed}
    return named | {name for name in meant if name is not None}
