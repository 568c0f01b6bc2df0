"""What the rules about unused entries have in common."""

from __future__ import annotations

from forgecfg.manifest import Target
from forgecfg.rules.rule import Context
from forgecfg.rules.slips import may_be_elsewhere, may_be_referred_to
from forgecfg.suggest import closest


def used_names(context: Context, target: Target) -> set[str] | None:
    """The names of a kind that something refers to; None where a reference may be hidden.

    A declared name that an undefined reference probably means counts as used: the reference is
    reported already.
    """
    manifest = context.manifest
    references = manifest.references[target]
    if any(reference.value.unknown for reference in references) or may_be_referred_to(context):
        return None
    # Endpoints that cannot be read may name remotes.
    if target is Target.REMOTE and may_be_elsewhere(manifest, Target.ENDPOINT):
        return None
    named = {reference.name for reference in references if reference.name is not None}
    declared = manifest.keys(target)
    meant = {closest(name, declared) for name in named - declared.keys()}
    return named | {name for name in meant if name is not None}
