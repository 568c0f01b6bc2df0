"""Notes above declarations: how often they are used, and what a change of the manifest costs."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.editor.occurrences import Symbol, occurrences
from forgecfg.editor.snapshot import Snapshot
from forgecfg.impact.changes import ManifestDiff
from forgecfg.impact.compare import diff_text
from forgecfg.manifest.references import Target
from forgecfg.reporters.escape import escape

_VERBS = {
    Target.ENDPOINT: ("module calls", "modules call", "this endpoint"),
    Target.FUNCTION: ("module calls", "modules call", "this function"),
    Target.REMOTE: ("part uses", "parts use", "this remote"),
    Target.RESOURCE: ("module uses", "modules use", "this resource"),
    Target.SERVICE: ("endpoint uses", "endpoints use", "this service"),
    Target.ACTION: ("module uses", "modules use", "this action"),
}


class Lens(NamedTuple):
    """A note at a 0-based range. `shows_diff`: it stands for the changes of the whole manifest."""

    title: str
    start: int
    end: int
    shows_diff: bool = False


def lenses(snapshot: Snapshot, diff: ManifestDiff | None) -> list[Lens]:
    """The notes of a manifest; `diff` are its changes since the last commit, None if unknown."""
    found = [*_uses(snapshot)]
    note = describe_diff(diff) if diff is not None else ""
    return [Lens(note, 0, 0, True), *found] if note else found


def _uses(snapshot: Snapshot) -> list[Lens]:
    owners: dict[tuple[object, ...], set[str]] = {}
    declared: list[tuple[Symbol, int, int]] = []
    for symbol, place in occurrences(snapshot.outline):
        if symbol.target not in _VERBS:
            continue
        if place.is_declaration:
            declared.append((symbol, place.start, place.end))
        else:
            owners.setdefault(symbol.identity, set()).add(place.owner)
    return [
        Lens(_title(symbol.target, len(owners[symbol.identity])), start, end)
        for symbol, start, end in declared
        if symbol.identity in owners
    ]


def _title(target: Target, count: int) -> str:
    one, many, what = _VERBS[target]
    return f"{count} {one if count == 1 else many} {what}"


def diff_against(snapshot: Snapshot, base: bytes) -> ManifestDiff:
    """The changes since another version of the manifest."""
    return diff_text(base, snapshot.text, snapshot.file, snapshot.file)


def describe_diff(diff: ManifestDiff) -> str:
    """The worst impact in words, "" if nothing changed or a side is unreadable."""
    verdict = diff.verdict
    if verdict is None:
        return ""
    count = len([change for change in diff.changes if not change.accepted])
    return f"changed: {verdict.title} against HEAD ({count} change{'s' * (count != 1)})"


def list_changes(diff: ManifestDiff) -> str:
    """All changes as Markdown, the most costly first."""
    return "\n".join(
        f"- {change.impact.title}: {escape(change.message)}"
        for change in diff.changes
        if not change.accepted
    )
