"""`--format sarif`: SARIF 2.1.0, the format of code scanning services.

Each result is written as soon as its file has been checked. The rules come after the results, so
that only those that occur are described; a result refers to its rule by the index it will have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from forgecfg import __version__
from forgecfg.catalog.forge_pages import forge_url
from forgecfg.document.positions import Edit, Span
from forgecfg.findings import FileReport, Finding, Fix, Severity
from forgecfg.reporters.checkout import Checkout, find_checkout
from forgecfg.reporters.dump import dump
from forgecfg.reporters.escape import code, escape
from forgecfg.reporters.fingerprint import fingerprints
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.summary import Summary
from forgecfg.rules.base import Rule
from forgecfg.rules.explain import explanation
from forgecfg.rules.table import BY_NAME, FATAL
from forgecfg.rules.urls import home_url, rule_url

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""The base of relative addresses, under the name that other tools use too."""
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""SARIF's names of the severities."""

# GitHub's names of the severities, by which it sorts and filters.
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_FINGERPRINT = "forgecfg/v1"
# `[text](target)` is a link even in plain text, and `{0}` is a placeholder. The standard asks for
# doubled braces, but viewers do not undo that, so only real placeholders are escaped.
_SYNTAX = re.compile(r"(?<=\])\(|\{(?=\d+\})")


class SarifReporter:
    """Writes a log with one run. Findings that make a run incomplete are notifications too."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._checkout = find_checkout()
        # The name of each rule that occurred by its code; the order gives the index of a rule.
        self._rules: dict[str, str] = {}
        self._notifications: list[object] = []
        self._separator = "\n"
        # The base has no address: the reader of the log has the files somewhere else.
        bases = {ROOT: {"description": {"text": "The root of the repository."}}}
        self._write(
            f'{{"$schema": {dump(SCHEMA)}, "version": "2.1.0", "runs": [{{'
            f'"columnKind": "utf16CodeUnits", "originalUriBaseIds": {dump(bases)}, "results": ['
        )

    def add(self, file: FileReport) -> None:
        """Write the results of one file."""
        manifest = Source(file, self._checkout)
        prints = fingerprints(file.findings)
        for finding, fingerprint in zip(file.findings, prints, strict=True):
            self._rules.setdefault(finding.code, finding.name)
            index = list(self._rules).index(finding.code)
            source = manifest.other(finding.file)
            described = result(finding, source, index, fingerprint, manifest)
            self._write(self._separator + dump(described))
            self._separator = ",\n"
            if finding.code in FATAL:
                self._notifications.append(_notification(finding, source, index))

    def finish(self, summary: Summary) -> None:  # noqa: ARG002
        """Write the description of the run, and the rules that occurred."""
        invocation = {
            "executionSuccessful": not self._notifications,
            "toolExecutionNotifications": self._notifications,
        }
        driver = {
            "name": "forgecfg",
            "version": __version__,
            "semanticVersion": __version__,
            **({"informationUri": home_url()} if home_url() else {}),
            "rules": [descriptor(code, name) for code, name in self._rules.items()],
        }
        end = "]" if self._separator == "\n" else "\n]"
        self._write(
            f'{end}, "invocations": [{dump(invocation)}], "tool": {dump({"driver": driver})}}}]}}\n'
        )


class Source:
    """One file: its address, and positions in it in UTF-16 units."""

    def __init__(self, file: FileReport, checkout: Checkout, name: str = "") -> None:
        """`name`: another file that has findings of the report, "" for the manifest."""
        self._report = file
        self._checkout = checkout
        self._name = name or file.file
        self._lines = file.lines_of(self._name)
        self.artifact = _artifact(self._name, checkout)

    def other(self, name: str) -> Source:
        """Another file of the same report; "" and its own name mean itself."""
        return self if name in ("", self._name) else Source(self._report, self._checkout, name)

    def location(self, span: Span, message: str = "") -> dict[str, Any]:
        """The `location` of a span, with an optional message."""
        place = {"artifactLocation": self.artifact, "region": self.region(span)}
        location: dict[str, Any] = {"physicalLocation": place}
        return {**location, "message": {"text": _plain_text(message)}} if message else location

    def region(self, span: Span) -> dict[str, int]:
        """The `region` of a span: 1-based, columns in UTF-16 units, the end exclusive."""
        return {
            "startLine": span.line,
            "startColumn": self._column(span.line, span.column),
            "endLine": span.end_line,
            "endColumn": self._column(span.end_line, span.end_column),
        }

    def _column(self, line: int, column: int) -> int:
        before = self._lines.get(line, "")[: column - 1]
        return column + (0 if before.isascii() else sum(char > "\uffff" for char in before))


def descriptor(code: str, name: str) -> dict[str, Any]:
    """The `reportingDescriptor` of a rule, with the text of `forgecfg explain`."""
    described: dict[str, Any] = {"id": code, "name": name}
    if url := rule_url(name):
        described["helpUri"] = url
    rule = BY_NAME.get(name)
    return described if rule is None else {**described, **_details(rule)}


def _details(rule: Rule) -> dict[str, Any]:
    text = explanation(rule)
    return {
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(f"{rule.summary} {rule.explanation}".split())},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": ["forge", rule.group.name],
            "precision": "high",
            "problem.severity": _PROBLEMS[rule.severity],
            **({"forgeUrl": page} if (page := forge_url(rule.name)) else {}),
        },
    }


def result(
    finding: Finding, source: Source, index: int, fingerprint: str, manifest: Source | None = None
) -> dict[str, Any]:
    """The `result` of a finding in a file; `index` is that of its rule among the rules.

    `manifest` is the file that fixes edit, if it is not the file of the finding.
    """
    described: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [source.location(finding.span)],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if finding.related:
        described["relatedLocations"] = [
            {"id": number, **source.other(related.file).location(related.span, related.message)}
            for number, related in enumerate(finding.related)
        ]
    if finding.fixes:
        fixes = [_fix(fix, manifest or source) for fix in finding.fixes]
        described["fixes"] = [fix for at, fix in enumerate(fixes) if fix not in fixes[:at]]
    return described


def _message(finding: Finding) -> str:
    """The message, and the help in a second paragraph: viewers may show only the first."""
    message = _plain_text(finding.full_message)
    return f"{message}\n\nhelp: {_plain_text(finding.help)}" if finding.help else message


def _notification(finding: Finding, source: Source, index: int) -> dict[str, Any]:
    """The `notification` of a finding that makes the run incomplete."""
    return {
        "level": LEVELS[finding.severity],
        "message": {"text": _plain_text(finding.full_message)},
        "associatedRule": {"id": finding.code, "index": index},
        "locations": [source.location(finding.span)],
    }


def _plain_text(message: str) -> str:
    """A message in which nothing is a link or a placeholder."""
    return _SYNTAX.sub(lambda match: code(match[0]), escape(message))


def _fix(fix: Fix, source: Source) -> dict[str, Any]:
    change = {
        "artifactLocation": source.artifact,
        "replacements": list(_replacements(fix.edits, source)),
    }
    return {
        "description": {"text": _plain_text(fix.title)},
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
    # `C:/x` has no slash at its start, and the path of a Windows share has two.
    start = "file:" if path.startswith("//") else "file://" if path.startswith("/") else "file:///"
    return {"uri": start + path}


def _encoded(path: str) -> bytes:
    try:
        # File names that are not text keep their bytes in the address.
        return path.encode("utf-8", errors="surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", errors="backslashreplace")
