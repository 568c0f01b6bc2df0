"""What the rules about undefined names have in common."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import Location, at_part, at_value
from forgecfg.edits.fixes import rename, replace_with
from forgecfg.findings import FixBuilder, Violation
from forgecfg.manifest.declarations import DECLARED_IN, names_for, names_of
from forgecfg.manifest.references import Reference, Target, sites_of
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Context
from forgecfg.rules.cascades import may_be_elsewhere
from forgecfg.rules.malformed import malformed_locations
from forgecfg.suggest import Names

_HELP = {
    Target.ENDPOINT: "`forgecfg scaffold` adds it",
    Target.REMOTE: "`forgecfg scaffold` adds it",
}


def undefined_references(
    manifest: Manifest, target: Target
) -> Iterator[tuple[Reference, str, str | None]]:
    """The references of a kind that are not declared: each, its name, and the near declared one."""
    if may_be_elsewhere(manifest, target):
        return
    compared: dict[int, Names] = {}
    for reference in manifest.references[target]:
        name = reference.name
        declared = names_for(manifest, reference)
        if name is None or name in declared:
            continue
        if id(declared) not in compared:
            compared[id(declared)] = Names(declared)
        yield reference, name, compared[id(declared)].nearest(name)


def undefined(context: Context, target: Target) -> Iterator[Violation]:
    """A fault for each reference of a kind whose name is not declared."""
    manifest = context.manifest
    # What cannot be a name, or cannot be there, is reported as that, at either end.
    malformed = malformed_locations(context, "unknown-property")
    for reference, name, near in undefined_references(manifest, target):
        meant = names_for(manifest, reference)[near].path if near else ()
        if reference.value.path in malformed or meant in malformed:
            continue
        other = _declared_as_other_kind(reference, name, manifest) if near is None else None
        if other is not None:
            yield other
            continue
        declared = names_for(manifest, reference)
        yield Violation(
            place_of(context, reference),
            f"{reference.owner} {_verb(reference)} {target} {quote(name)}, {_missing(reference)}",
            hint=_did_you_mean(context, declared[near].node.start, near) if near else "",
            help=_HELP.get(target, _declare(target)) if near is None else "",
            fixes=_rename(reference, name, near) if near else (),
            related=((at_value(declared[near]), f"{target} {quote(near)}"),) if near else (),
        )


def place_of(context: Context, reference: Reference) -> Location:
    """The place of the name itself, where it is only a part of a value."""
    if reference.part is None:
        return at_value(reference.value)
    return at_part(context.document.text, reference.value, reference.part, reference.before)


def _verb(reference: Reference) -> str:
    if reference.target is Target.STATE:
        return "goes to"
    return "calls" if reference.target in (Target.ENDPOINT, Target.FUNCTION) else "names"


def _missing(reference: Reference) -> str:
    where = DECLARED_IN.get(reference.target)
    if where is None:
        return "which is not there"
    return f"which {where} does not declare"


def _declare(target: Target) -> str:
    where = DECLARED_IN.get(target)
    return f"declare it under `{where}`" if where is not None else ""


def _did_you_mean(context: Context, offset: int, name: str) -> str:
    line, _ = context.document.lines.position(offset)
    return f"did you mean {quote(name)} (line {line})?"


def _rename(reference: Reference, name: str, near: str) -> tuple[FixBuilder, ...]:
    if reference.part is None:
        return replace_with(reference.value, near)
    old, new = reference.before + name, reference.before + near
    return replace_with(reference.value, (reference.value.text or "").replace(old, new, 1))


def _declared_as_other_kind(
    reference: Reference, name: str, manifest: Manifest
) -> Violation | None:
    """The fault of a name that is declared, but as something else."""
    if is_service(reference, manifest):
        return _other(reference, f"remote {quote(name)}, which is a service of this app", "service")
    both = {Target.ENDPOINT: Target.FUNCTION, Target.FUNCTION: Target.ENDPOINT}
    other = both.get(reference.target)
    property_name = reference.site.rpartition(".")[2]
    if other is None or property_name != reference.target or name not in names_of(manifest, other):
        return None
    if (other, reference.site[: -len(property_name)] + other) not in sites_of(
        reference.module_type
    ):
        return None
    what = f"{reference.target} {quote(name)}, which is {_a(other)} of this app"
    return _other(reference, what, str(other))


def _a(target: Target) -> str:
    return f"an {target}" if target is Target.ENDPOINT else f"a {target}"


def is_service(reference: Reference, manifest: Manifest) -> bool:
    """Whether an endpoint's `remote` is the name of a container service of the app."""
    is_remote = reference.target is Target.REMOTE and reference.module_type == "endpoint"
    return is_remote and reference.name in names_of(manifest, Target.SERVICE)


def _other(reference: Reference, what: str, name: str) -> Violation:
    return Violation(
        at_value(reference.value),
        f"{reference.owner} {_verb(reference)} {what}",
        hint=f"did you mean `{name}: {reference.name}`?",
        fixes=rename(reference.value, name),
    )
