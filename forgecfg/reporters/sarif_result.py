"""How SARIF describes a finding: its places, its fixes, and what tells it from others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from forgecfg.findings import Edit, FileReport, Finding, Fix, Span
from forgecfg.reporters.checkout import Checkout
from forgecfg.reporters.escape import code, escape
from forgecfg.reporters.sarif_rule import LEVELS

ROOT = "%SRCROOT%"
"""The name of what relative addresses start from, as other tools have it too."""

_FINGERPRINT = "forgecfg/v1"
# `[text](target)` is a link even in plain text, and `{0}` takes an argument. Braces are not
# doubled otherwise, as the standard asks for: those who show messages do not undo it.
_SYNTAX = re.compile(r"(?<=\])\(|\{(?=\d+\})")


class Source:
    """One file: its address, and how many UTF-16 units are in its lines."""

    def __init__(self, file: FileReport, checkout: Checkout, name: str = "") -> None:
        """`name`: another file that findings of the report are in, "" for the manifest."""
        self._report = file
        self._checkout = checkout
        self._name = name or file.file
        self._lines = file.lines_of(self._name)
        self.artifact = _artifact(self._name, checkout)

    def other(self, name: str) -> Source:
        """Another file of the same report; "" and its own name mean itself."""
        return self if name in ("", self._name) else Source(self._report, self._checkout, name)

    def location(self, span: Span, message: str = "") -> dict[str, Any]:
        """The `location` of a place, with a word on it."""
        place = {"artifactLocation": self.artifact, "region": self.region(span)}
        location: dict[str, Any] = {"physicalLocation": place}
        return {**location, "message": {"text": plain(message)}} if message else location

    def region(self, span: Span) -> dict[str, int]:
        """The `region` of a place: 1-based, columns in UTF-16 units, the end exclusive."""
        return {
            "startLine": span.line,
            "startColumn": self._column(span.line, span.column),
            "endLine": span.end_line,
            "endColumn": self._column(span.end_line, span.end_column),
        }

    def _column(self, line: int, column: int) -> int:
        before = self._lines.get(line, "")[: column - 1]
        return column + (0 if before.isascii() else sum(char > "\uffff" for char in before))


def result(
    finding: Finding, source: Source, index: int, fingerprint: str, manifest: Source
) -> dict[str, Any]:
    """The `result` of a finding in a file; `index` is the place of its rule among the rules."""
    described: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": plain(finding.full_message)},
        "locations": [source.location(finding.span)],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if finding.related:
        described["relatedLocations"] = [
            {"id": number, **source.other(related.file).location(related.span, related.message)}
            for number, related in enumerate(finding.related)
        ]
    if finding.fixes:
        fixes = [_fix(fix, manifest) for fix in finding.fixes]
        described["fixes"] = [fix for at, fix in enumerate(fixes) if fix not in fixes[:at]]
    return described


def notification(finding: Finding, source: Source, index: int) -> dict[str, Any]:
    """The `notification` of a finding that leaves the run without a full result."""
    return {
        "level": LEVELS[finding.severity],
        "message": {"text": plain(finding.full_message)},
        "associatedRule": {"id": finding.code, "index": index},
        "locations": [source.location(finding.span)],
    }


def plain(message: str) -> str:
    """A message as SARIF's plain text, in which nothing is a link or a placeholder."""
    return _SYNTAX.sub(lambda match: code(match[0]), escape(message))


def _fix(fix: Fix, source: Source) -> dict[str, Any]:
    change = {
        "artifactLocation": source.artifact,
        "replacements": list(_replacements(fix.edits, source)),
    }
    return {
        "description": {"text": plain(fix.title)},
        "artifactChanges": [change],
        "properties": {"safety": fix.safety.value},
    }


def _replacements(edits: Iterable[Edit], source: Source) -> Iterable[dict[str, Any]]:
    for edit in edits:
        replacement: dict[str, Any] = {"deletedRegion": source.region(edit.span)}
        if edit.text:
            replacement["insertedContent"] = {"text": edit.text}
        yield replacement


def _artifact(file: str, checkout: Checkout) -> dict[str, str]:
    relative = checkout.relative(file)
    if relative is not None:
        return {"uri": quote(_encoded(relative)), "uriBaseId": ROOT}
    path = quote(_encoded(checkout.absolute(file)), safe="/:")
    # A path from a drive has no slash at its start, and one from a Windows share has two.
    start = "file:" if path.startswith("//") else "file://" if path.startswith("/") else "file:///"
    return {"uri": start + path}


def _encoded(path: str) -> bytes:
    try:
        # Names of files may be no text; their bytes are then in the address as they are.
        return path.encode("utf-8", errors="surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", errors="backslashreplace")
