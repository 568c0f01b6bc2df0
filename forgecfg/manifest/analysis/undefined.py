"""References to names that are not declared."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.manifest.analysis.misplaced import may_be_elsewhere
from forgecfg.manifest.declarations import names_for, names_of
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Manifest
from forgecfg.suggest import Names


def undefined_references(
    manifest: Manifest, target: Target
) -> Iterator[tuple[Reference, str, str | None]]:
    """The references of a target without a declaration: reference, name, similar declared name."""
    if may_be_elsewhere(manifest, target):
        return
    indexes: dict[int, Names] = {}
    for reference in manifest.references[target]:
        name = reference.name
        declared = names_for(manifest, reference)
        if name is None or name in declared:
            continue
        if id(declared) not in indexes:
            indexes[id(declared)] = Names(declared)
        yield reference, name, indexes[id(declared)].nearest(name)


def is_service(reference: Reference, manifest: Manifest) -> bool:
    """Whether an endpoint's `remote` is the name of a container service of the app."""
    is_remote = reference.target is Target.REMOTE and reference.module_type == "endpoint"
    return is_remote and reference.name in names_of(manifest, Target.SERVICE)
