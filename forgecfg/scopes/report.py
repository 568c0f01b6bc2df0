"""Why an app declares its scopes: the report that Marketplace reviews ask vendors for."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.catalog.rest_scopes import has_scope_of, product_of
from forgecfg.document.document import load
from forgecfg.files.app_files import ProjectFiles
from forgecfg.manifest.view import Manifest, read_manifest
from forgecfg.source.facts import SourceFacts
from forgecfg.source.mention import mentions_forge
from forgecfg.source.needs import Need, ScopeNeeds, scope_needs
from forgecfg.source.products import requests
from forgecfg.source.read import read_source


class Reason(NamedTuple):
    """One reason for a scope: a sentence, a file relative to the manifest, a 1-based line."""

    text: str
    file: str
    line: int


class ScopeLine(NamedTuple):
    """One scope: `status` is "needed", "unneeded", "unknown" or "missing".

    `line` is that of the declaration, 0 if the scope is missing.
    """

    scope: str
    status: str
    line: int
    reasons: tuple[Reason, ...]


class ScopeReport(NamedTuple):
    """The scopes of one app, declared ones in their order and then the missing ones.

    `hidden` are sentences about what may require scopes and cannot be read. `enough` are the
    required scopes, declared and missing ones, None if something is hidden or unknown.
    """

    file: str
    scopes: tuple[ScopeLine, ...]
    hidden: tuple[str, ...]
    enough: tuple[str, ...] | None


def scope_report(source: str | bytes, file: str, files: ProjectFiles | None) -> ScopeReport:
    """The report for one manifest and the files of its app (None: only the manifest is read).

    Raises nothing, whatever the texts contain.
    """
    manifest = read_manifest(load(source))
    facts = SourceFacts()
    hidden: tuple[str, ...] = ()
    if files is None:
        hidden = ("the source code of the app was not read",)
    elif manifest.root is not None and mentions_forge(manifest, files):
        facts = read_source(manifest, files)
    declared = frozenset(scope.name for scope in manifest.scopes)
    needs = scope_needs(manifest, facts, declared)
    hidden += needs.hidden + _unknown(needs)
    reader = _Reader(manifest, facts, file)
    lines = [
        ScopeLine(
            scope.name,
            _status(scope.name, needs, bool(hidden)),
            reader.line(scope.location.token.start),
            reader.reasons(needs.needs.get(scope.name, ())),
        )
        for scope in manifest.scopes
    ]
    lines += _missing(needs, facts, declared, reader)
    enough = tuple(line.scope for line in lines if line.status in ("needed", "missing"))
    return ScopeReport(file, tuple(lines), hidden, None if hidden else enough)


class _Reader:
    """Converts locations to files and lines."""

    def __init__(self, manifest: Manifest, facts: SourceFacts, file: str) -> None:
        self._lines = manifest.document.lines
        self._facts = facts
        self._file = file.rpartition("/")[2]

    def line(self, offset: int) -> int:
        return self._lines.position(offset)[0]

    def reasons(self, needs: tuple[Need, ...]) -> tuple[Reason, ...]:
        return tuple(self._reason(need) for need in needs)

    def _reason(self, need: Need) -> Reason:
        if need.span is not None:
            line, _ = self._facts.texts[need.span.file].position(need.span.start)
            return Reason(need.reason, need.span.file, line)
        line = self.line(need.location.key_or_node.start) if need.location is not None else 1
        return Reason(need.reason, self._file, line)


def _status(scope: str, needs: ScopeNeeds, hidden: bool) -> str:
    if scope in needs.needs:
        return "needed"
    if product_of(scope) is None:
        return "unknown" if hidden or scope != "storage:app" else "unneeded"
    return "unneeded" if needs.may_be_unneeded(scope) and not hidden else "unknown"


def _unknown(needs: ScopeNeeds) -> tuple[str, ...]:
    found = []
    for product, requested in needs.unknown.items():
        paths = dict.fromkeys(request.path or "an unknown path" for request in requested)
        listed = ", ".join([*paths][:5])
        more = f" and {len(paths) - 5} more" if len(paths) > 5 else ""
        found.append(f"the scopes of these requests to {product} are unknown: {listed}{more}")
    return tuple(found)


def _missing(
    needs: ScopeNeeds, facts: SourceFacts, declared: frozenset[str], reader: _Reader
) -> list[ScopeLine]:
    missing_scopes: dict[str, list[Need]] = {}
    for request in requests(facts):
        older = request.operation is not None and bool(request.operation.only)
        if older and has_scope_of(request.product, declared):
            continue
        missing = request.operation.missing(declared) if request.operation is not None else ()
        span = request.key.at if request.key is not None else request.call.at
        for scope in missing:
            missing_scopes.setdefault(scope, []).append(
                Need(f"{request.method} {request.path}", span)
            )
    for scope, found in needs.needs.items():
        if scope not in declared and product_of(scope) is None:
            missing_scopes.setdefault(scope, []).extend(found)
    return [
        ScopeLine(scope, "missing", 0, reader.reasons(tuple(dict.fromkeys(found))))
        for scope, found in missing_scopes.items()
    ]
