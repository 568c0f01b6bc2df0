"""Shared code of the rules about undefined references."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote, shorten
from forgecfg.document.locations import Location, at_part, at_value
from forgecfg.edits.fixes import rename, replace_with
from forgecfg.findings import FixBuilder, Violation
from forgecfg.manifest.analysis.undefined import is_service, undefined_references
from forgecfg.manifest.declarations import DECLARED_IN, names_for, names_of
from forgecfg.manifest.references import Reference, Target, sites_of
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Context
from forgecfg.rules.malformed import malformed_locations

_HELP = {
    Target.ENDPOINT: "declare it, or run `forgecfg scaffold` to add it",
    Target.REMOTE: "declare it, or run `forgecfg scaffold` to add it",
    Target.STATE: "declare it under `states` of the workflow",
    Target.MODULE: "add a module with this key, or correct the name",
}


def undefined(context: Context, target: Target) -> Iterator[Violation]:
    """A violation for each reference of a target whose name is not declared."""
    manifest = context.manifest
    # A malformed name or key, or an unknown property, is reported by the schema rules.
    malformed = malformed_locations(context, "unknown-property")
    for reference, name, similar in undefined_references(manifest, target):
        declared = names_for(manifest, reference)
        intended = declared[similar] if similar else None
        if reference.value.path in malformed or (intended and intended.path in malformed):
            continue
        if similar is None or intended is None:
            yield _declared_as_other_kind(reference, name, manifest) or Violation(
                location_of(context, reference),
                _message(reference, name),
                help=_HELP.get(target) or f"declare it under `{DECLARED_IN[target]}`",
            )
            continue
        line, _ = context.document.lines.position(intended.node.start)
        yield Violation(
            location_of(context, reference),
            _message(reference, name),
            hint=f"did you mean {quote(similar)} (line {line})?",
            fixes=_rename(reference, name, similar),
            related=((at_value(intended), f"{target} {quote(similar)} is declared here"),),
        )


def _message(reference: Reference, name: str) -> str:
    section = DECLARED_IN.get(reference.target)
    reason = "does not exist" if section is None else f"is not declared under `{section}`"
    return f"{_subject(reference)} {reference.target} {quote(name)}, which {reason}"


def location_of(context: Context, reference: Reference) -> Location:
    """The location of the name, which may be a part of a value."""
    if reference.part is None:
        return at_value(reference.value)
    return at_part(context.document.text, reference.value, reference.part, reference.before)


def _subject(reference: Reference) -> str:
    is_call = reference.target in (Target.ENDPOINT, Target.FUNCTION)
    return f"{reference.owner} {'uses' if is_call else 'references'}"


def _rename(reference: Reference, name: str, new_name: str) -> tuple[FixBuilder, ...]:
    if reference.part is None:
        return replace_with(reference.value, new_name)
    old, new = reference.before + name, reference.before + new_name
    return replace_with(reference.value, (reference.value.text or "").replace(old, new, 1))


def _declared_as_other_kind(
    reference: Reference, name: str, manifest: Manifest
) -> Violation | None:
    """The violation for a name that is declared, but with another target."""
    if is_service(reference, manifest):
        return _wrong_kind(reference, name, Target.SERVICE)
    swapped = {Target.ENDPOINT: Target.FUNCTION, Target.FUNCTION: Target.ENDPOINT}
    target = swapped.get(reference.target)
    prefix, dot, property_name = reference.site.rpartition(".")
    if target is None or property_name != reference.target:
        return None
    if name not in names_of(manifest, target):
        return None
    if (target, f"{prefix}{dot}{target}") not in sites_of(reference.module_type):
        return None
    return _wrong_kind(reference, name, target)


def _wrong_kind(reference: Reference, name: str, target: Target) -> Violation:
    article = "an" if target is Target.ENDPOINT else "a"
    return Violation(
        at_value(reference.value),
        f"{_subject(reference)} {reference.target} {quote(name)}, which is {article} {target}",
        hint=f"did you mean `{target}: {shorten(name)}`?",
        fixes=rename(reference.value, str(target)),
    )
