"""`--format json`: version 1 of the output for programs, `schemas/diff-v1.schema.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from forgecfg import __version__
from forgecfg.document.positions import Span
from forgecfg.findings import FileReport
from forgecfg.impact.changes import Change, Impact, ManifestDiff
from forgecfg.impact.kinds import AS_OF
from forgecfg.impact.reports.verdict import verdict
from forgecfg.reporters.dump import dump
from forgecfg.reporters.record import finding_record


def record(diffs: Sequence[ManifestDiff]) -> dict[str, Any]:
    """The whole result as plain data. Lines and columns are 1-based, ends exclusive."""
    worst = verdict(diffs)
    counts = Counter(
        change.impact for diff in diffs for change in diff.changes if not change.accepted
    )
    accepted = sum(bool(change.accepted) for diff in diffs for change in diff.changes)
    return {
        "version": 1,
        "tool": {"name": "forgecfg", "version": __version__, "rules": AS_OF},
        "verdict": worst.label if worst is not None else None,
        "summary": {
            **{impact.label: counts[impact] for impact in sorted(Impact, reverse=True)},
            "accepted": accepted,
        },
        "manifests": [_manifest(diff) for diff in diffs],
    }


def json_text(diffs: Sequence[ManifestDiff]) -> str:
    """The record as text, one change a line."""
    whole = record(diffs)
    manifests = whole.pop("manifests")
    parts = []
    for manifest in manifests:
        changes = manifest.pop("changes")
        lines = ",\n".join(map(dump, changes))
        body = dump(manifest)[:-1]
        parts.append(f'{body}, "changes": [{chr(10) if lines else ""}{lines}]}}')
    return f'{dump(whole)[:-1]}, "manifests": [\n' + ",\n".join(parts) + "]}\n"


def _manifest(diff: ManifestDiff) -> dict[str, Any]:
    worst = diff.verdict
    return {
        "base": diff.base_file or None,
        "file": diff.file or None,
        "verdict": worst.label if worst is not None else None,
        "unused_acceptances": list(diff.unused),
        "unreadable": [_report(report) for report in diff.unreadable],
        "changes": [_change(change) for change in diff.changes],
    }


def _report(report: FileReport) -> dict[str, Any]:
    return {"file": report.file, "findings": [finding_record(f) for f in report.findings]}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "subject": change.subject,
        "impact": change.impact.label,
        "certainty": change.certainty.value,
        "message": change.message,
        "reason": change.reason,
        "page": change.page or None,
        "instead": change.instead or None,
        "side": change.side.value,
        **_place(change.span),
        "path": list(change.path),
        "anchor": _place(change.anchor),
        "accepted": change.accepted or None,
    }


def _place(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
