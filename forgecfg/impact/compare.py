"""Comparing two versions of one manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from forgecfg.document.document import Document, load
from forgecfg.document.positions import Span, YamlPath
from forgecfg.impact.accept import Acceptance, apply_acceptances, read_acceptances
from forgecfg.impact.app import compare_app
from forgecfg.impact.changes import Change, Draft, ManifestDiff, Side
from forgecfg.impact.kinds import KINDS
from forgecfg.impact.modules import compare_modules
from forgecfg.impact.permissions import compare_permissions
from forgecfg.impact.remotes import (
    compare_endpoints,
    compare_providers,
    compare_remotes,
    compare_services,
)
from forgecfg.linter.readable import find_unreadable
from forgecfg.manifest.analysis.grants import Grants, read_grants
from forgecfg.manifest.analysis.ranges import SourceRange
from forgecfg.manifest.view import read_manifest

if TYPE_CHECKING:
    from forgecfg.document.cursor import Cursor

_PARTS = (
    compare_permissions,
    compare_remotes,
    compare_endpoints,
    compare_providers,
    compare_services,
    compare_modules,
    compare_app,
)
_START = Span(0, 0, 1, 1, 1, 1)


def compare_grants(base: Grants, new: Grants) -> list[Draft]:
    """The changes from one set of grants to another; none where they are equal."""
    return [draft for part in _PARTS for draft in part(base, new)]


def diff_text(
    base: str | bytes,
    new: str | bytes,
    base_file: str = "manifest.yml",
    file: str = "manifest.yml",
    acceptances: Iterable[Acceptance] = (),
) -> ManifestDiff:
    """What a change of a manifest costs when the app is deployed.

    `base` is the text (or the bytes) before, `new` the one after; `base_file` and `file` are the
    names that the result carries. Nothing is read from them. Acceptances come from the comments
    of the new text too. A side that is not a readable Forge manifest is part of the result, as a
    report of findings. Raises nothing for whatever the texts hold.
    """
    sides = [load(base), load(new)]
    unreadable = tuple(
        report
        for document, source, name in zip(sides, (base, new), (base_file, file), strict=True)
        if (report := find_unreadable(document, source, name)) is not None
    )
    if unreadable:
        return ManifestDiff(base_file, file, unreadable=unreadable)
    return _diff(sides[0], sides[1], base_file, file, acceptances)


def added_manifest(file: str) -> ManifestDiff:
    """The result for a manifest that exists in the new version only."""
    kind = KINDS["manifest-added"]
    change = Change(
        "manifest-added", file, kind.impact, kind.certainty, "the manifest is new", kind.reason,
        kind.url, kind.instead, Side.NEW, _START, (), _START,
    )  # fmt: skip
    return ManifestDiff("", file, (change,))


def removed_manifest(file: str) -> ManifestDiff:
    """The result for a manifest that exists in the old version only."""
    kind = KINDS["manifest-removed"]
    change = Change(
        "manifest-removed", file, kind.impact, kind.certainty, "the manifest is removed",
        kind.reason, kind.url, kind.instead, Side.BASE, _START, (), _START,
    )  # fmt: skip
    return ManifestDiff(file, "", (change,))


def _diff(
    base: Document, new: Document, base_file: str, file: str, acceptances: Iterable[Acceptance]
) -> ManifestDiff:
    old, now = read_manifest(base), read_manifest(new)
    drafts = compare_grants(read_grants(old), read_grants(now))
    changes = [_change(draft, base, new, now.root) for draft in drafts]
    changes.sort(key=lambda change: (-change.impact, change.side, change.span.start, change.kind))
    comments, invalid = read_acceptances(new)
    given = list(acceptances)
    done, unused = apply_acceptances(changes, [*comments, *given])
    origins = {one.origin for one in given}
    # An option covers all manifests of a run: it does not have to match anything here.
    unused = [text for text in unused if text.removesuffix(" matches no change") not in origins]
    return ManifestDiff(
        base_file,
        file,
        tuple(done),
        _lines(base, (change.span for change in done if change.side is Side.BASE)),
        _lines(
            new,
            [
                *(change.span for change in done if change.side is Side.NEW),
                *(change.anchor for change in done),
            ],
        ),
        unused=(*invalid, *unused),
    )


def _change(draft: Draft, base: Document, new: Document, root: Cursor | None) -> Change:
    kind = KINDS[draft.kind]
    side = Side.BASE if draft.new is None else Side.NEW
    place = draft.new or draft.base
    span = _span(new if side is Side.NEW else base, place)
    anchor = span if side is Side.NEW else _anchor(new, root, place.path if place else ())
    return Change(
        draft.kind,
        draft.subject,
        kind.impact,
        kind.certainty,
        draft.message,
        kind.reason,
        kind.url,
        kind.instead,
        side,
        span,
        place.path if place else (),
        anchor,
    )


def _span(document: Document, place: SourceRange | None) -> Span:
    return _START if place is None else document.lines.span(place.start, place.end)


def _anchor(new: Document, root: Cursor | None, path: YamlPath) -> Span:
    """Where the section of something that is gone is in the new text: its nearest parent."""
    place: Cursor | None = None
    current = root
    for part in path[:-1]:
        if current is None or not isinstance(part, str):
            break
        current = current.get(part)
        place = current or place
    if place is None:
        return _START
    node = place.key_or_node
    return new.lines.span(node.start, node.end)


def _lines(document: Document, spans: Iterable[Span]) -> dict[int, str]:
    numbers = sorted(set(_numbers(spans)))
    count = len(document.lines)
    return {number: document.lines.line(number) for number in numbers if 1 <= number <= count}


def _numbers(spans: Iterable[Span]) -> Iterator[int]:
    for span in spans:
        yield from range(span.line - 1, span.line + 1)
        yield span.end_line
