"""Findings as plain data, in the format of version 1 of the JSON output, which never changes.

The format is spelled out here, so that the internal types can change. Its schema is
`schemas/output-v1.schema.json`. Lines and columns are 1-based and count characters; ends are
exclusive.
"""

from __future__ import annotations

from typing import TypedDict

from forgecfg.catalog.forge_pages import forge_url
from forgecfg.document.positions import Edit, PathPart
from forgecfg.findings import Finding, Fix, Related
from forgecfg.rules.urls import rule_url


class EditRecord(TypedDict):
    """Replace the text between the two positions with `text`."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class FixRecord(TypedDict):
    """Edits that belong together; `safety` is "safe" or "unsafe"."""

    title: str
    safety: str
    edits: list[EditRecord]


class RelatedRecord(TypedDict):
    """Another location that helps to understand a finding."""

    file: str
    line: int
    column: int
    message: str


class FindingRecord(TypedDict):
    """One finding; `path` leads from the document's root to it.

    `url` is the rule's docs page, `forge_url` that of Forge's documentation ("" if there is none).
    """

    file: str
    code: str
    name: str
    severity: str
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    path: list[PathPart]
    related: list[RelatedRecord]
    fixes: list[FixRecord]
    url: str
    help: str
    forge_url: str


def finding_record(finding: Finding) -> FindingRecord:
    """The record of a finding."""
    span = finding.span
    return {
        "file": finding.file,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.label,
        "message": finding.full_message,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "path": list(finding.path),
        "related": [_related_record(related, finding.file) for related in finding.related],
        "fixes": [_fix_record(fix) for fix in finding.fixes],
        "url": rule_url(finding.name),
        "help": finding.help,
        "forge_url": forge_url(finding.name),
    }


def _related_record(related: Related, file: str) -> RelatedRecord:
    return {
        "file": related.file or file,
        "line": related.span.line,
        "column": related.span.column,
        "message": related.message,
    }


def _fix_record(fix: Fix) -> FixRecord:
    return {
        "title": fix.title,
        "safety": fix.safety.value,
        "edits": [_edit_record(edit) for edit in fix.edits],
    }


def _edit_record(edit: Edit) -> EditRecord:
    return {
        "line": edit.span.line,
        "column": edit.span.column,
        "end_line": edit.span.end_line,
        "end_column": edit.span.end_column,
        "text": edit.text,
    }
