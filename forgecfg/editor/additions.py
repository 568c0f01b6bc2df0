"""What scaffolding would add: all that is missing, or what one finding misses."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.document.positions import Edit, YamlPath
from forgecfg.editor.occurrences import symbol_at
from forgecfg.editor.snapshot import Snapshot
from forgecfg.editor.text_changes import text_edits
from forgecfg.findings import Finding
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.addition import ENDPOINTS, REMOTES, Addition, Additions
from forgecfg.scaffold.build import add_to_text, scaffold
from forgecfg.scaffold.endpoints import missing_endpoints
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.prompts import NonInteractivePrompter
from forgecfg.scaffold.remotes import missing_remotes
from forgecfg.scaffold.results import ScaffoldResult

_OPTIONS = ScaffoldOptions(allow_similar_names=True)


class Scaffolding(NamedTuple):
    """Edits that add something, and what they add."""

    description: str
    edits: tuple[Edit, ...]


def all_additions(snapshot: Snapshot) -> Scaffolding | None:
    """All that `forgecfg scaffold` would add; None if nothing is missing."""
    result = scaffold(snapshot.text, ScaffoldOptions(), NonInteractivePrompter())
    return _additions(snapshot, result)


def additions_for(snapshot: Snapshot, finding: Finding) -> Scaffolding | None:
    """The endpoint or remote that a finding misses, with what the new one needs itself."""
    if finding.name not in ("undefined-endpoint", "undefined-remote"):
        return None
    found = symbol_at(snapshot.manifest, finding.span.start)
    if found is None:
        return None
    name = found[0].name
    if finding.name == "undefined-remote":
        return _additions(snapshot, _add(snapshot.text, name, REMOTES))
    first = _add(snapshot.text, name, ENDPOINTS)
    if not first.added:
        return None
    remote = first.added[0].rpartition(' to remote "')[2].partition('"')[0]
    second = _add(first.text, remote, REMOTES)
    return _additions(snapshot, second._replace(added=first.added + second.added))


def _add(text: str, name: str, section: YamlPath) -> ScaffoldResult:
    prompter = NonInteractivePrompter()

    def planner(manifest: Manifest) -> Additions:
        found: Additions
        if section == ENDPOINTS:
            found = missing_endpoints(manifest, _OPTIONS, prompter)
        else:
            found = missing_remotes(manifest, _OPTIONS, prompter)
        for addition in found:
            if isinstance(addition, Addition) and _declares(addition, section, name):
                yield addition

    return add_to_text(text, planner)


def _declares(addition: Addition, section: YamlPath, name: str) -> bool:
    data = addition.data
    if addition.path != section or not isinstance(data, list):
        return False
    return any(isinstance(item, dict) and item.get("key") == name for item in data)


def _additions(snapshot: Snapshot, result: ScaffoldResult) -> Scaffolding | None:
    edits = text_edits(snapshot.text, result.text)
    if not edits:
        return None
    added = result.added
    short = " and ".join(text.partition(":")[0].partition(" with ")[0] for text in added)
    return Scaffolding(short if len(added) < 3 else f"{len(added)} missing parts", edits)
