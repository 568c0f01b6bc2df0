"""What the rules about undefined names have in common."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.manifest import Manifest, Reference, Target
from forgecfg.remedies import rename, replace_by
from forgecfg.rules.rule import Context, Fault, at_value, quote
from forgecfg.rules.slips import may_be_elsewhere
from forgecfg.suggest import closest

_DECLARED_IN = {
    Target.ENDPOINT: "modules.endpoint",
    Target.REMOTE: "remotes",
    Target.SERVICE: "services",
}

_HELP = {
    Target.ENDPOINT: "`forgecfg scaffold` adds it",
    Target.REMOTE: "`forgecfg scaffold` adds it",
    Target.SERVICE: "declare it under `services`",
}


def undefined_references(
    manifest: Manifest, target: Target
) -> Iterator[tuple[Reference, str, str | None]]:
    """The references of a kind that are not declared: each, its name, and the near declared one."""
    if may_be_elsewhere(manifest, target):
        return
    declared = manifest.keys(target)
    for reference in manifest.references[target]:
        name = reference.name
        if name is not None and name not in declared:
            yield reference, name, closest(name, declared)


def undefined(context: Context, target: Target) -> Iterator[Fault]:
    """A fault for each reference of a kind whose name is not declared."""
    manifest = context.manifest
    declared = manifest.keys(target)
    # What cannot be a name is reported as that.
    malformed = {fault.place.path for fault in context.structure.get("invalid-format", ())}
    for reference, name, near in undefined_references(manifest, target):
        if reference.value.path in malformed:
            continue
        if near is None and is_service(reference, manifest):
            yield _service_as_remote(reference, name)
            continue
        yield Fault(
            at_value(reference.value),
            f"{reference.owner} {_verb(reference)} {target} {quote(name)}, which "
            f"{_DECLARED_IN[target]} does not declare",
            hint=_did_you_mean(context, declared[near].node.start, near) if near else "",
            help=_HELP[target] if near is None else "",
            remedies=replace_by(reference.value, near) if near else (),
            related=((at_value(declared[near]), f"{target} {quote(near)}"),) if near else (),
        )


def _verb(reference: Reference) -> str:
    return "calls" if reference.target is Target.ENDPOINT else "names"


def _did_you_mean(context: Context, offset: int, name: str) -> str:
    line, _ = context.document.lines.position(offset)
    return f"did you mean {quote(name)} (line {line})?"


def is_service(reference: Reference, manifest: Manifest) -> bool:
    """Whether an endpoint's `remote` is the name of a container service of the app."""
    is_remote = reference.target is Target.REMOTE and reference.module_type == "endpoint"
    return is_remote and reference.name in manifest.keys(Target.SERVICE)


def _service_as_remote(reference: Reference, name: str) -> Fault:
    return Fault(
        at_value(reference.value),
        f"{reference.owner} names remote {quote(name)}, which is a service of this app",
        hint=f"did you mean `service: {name}`?",
        remedies=rename(reference.value, "service"),
    )
