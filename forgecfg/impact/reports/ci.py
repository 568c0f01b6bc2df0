"""`--format github` and `--format sarif`: changes next to the lines of the new manifest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forgecfg import __version__
from forgecfg.findings import FileReport, Finding
from forgecfg.impact.changes import Change, Impact, ManifestDiff
from forgecfg.impact.kinds import KINDS
from forgecfg.impact.reports.verdict import SEVERITIES, as_finding
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.dump import dump
from forgecfg.reporters.fingerprint import fingerprints
from forgecfg.reporters.github import GithubReporter
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.sarif import LEVELS, ROOT, SCHEMA, Source, result
from forgecfg.rules.urls import home_url


def reports(diffs: Sequence[ManifestDiff], minor: bool) -> Iterator[FileReport]:
    """The changes that are not accepted, as findings at lines of the new manifests.

    What is gone is shown at the section that held it. Minor changes are left out without `minor`.
    """
    for diff in diffs:
        yield from diff.unreadable
        if diff.file:
            findings = tuple(
                _finding(change, diff.file)
                for change in diff.changes
                if not change.accepted and (minor or change.impact is not Impact.MINOR)
            )
            yield FileReport(diff.file, findings, diff.lines)


def _finding(change: Change, file: str) -> Finding:
    finding = as_finding(change, file)
    message = f"{change.impact.title}: {change.message}; {change.reason}"
    return finding._replace(span=change.anchor, message=message)


def write_github(diffs: Sequence[ManifestDiff], output: Output) -> None:
    """Write a workflow command for each change that is not minor."""
    reporter = GithubReporter(output)
    for report in reports(diffs, minor=False):
        reporter.add(report)


def write_sarif(diffs: Sequence[ManifestDiff], output: Output) -> None:
    """Write a SARIF 2.1.0 log."""
    checkout = find_checkout()
    rules: list[str] = []
    results: list[object] = []
    failed = any(diff.unreadable for diff in diffs)
    for report in reports(diffs, minor=True):
        source = Source(report, checkout)
        prints = fingerprints(report.findings)
        for finding, fingerprint in zip(report.findings, prints, strict=True):
            if finding.code not in rules:
                rules.append(finding.code)
            results.append(result(finding, source, rules.index(finding.code), fingerprint))
    driver = {
        "name": "forgecfg diff",
        "version": __version__,
        "semanticVersion": __version__,
        **({"informationUri": home_url()} if home_url() else {}),
        "rules": [_rule(name) for name in rules],
    }
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "columnKind": "utf16CodeUnits",
                "originalUriBaseIds": {
                    ROOT: {"description": {"text": "The root of the repository."}}
                },
                "results": results,
                "invocations": [{"executionSuccessful": not failed}],
                "tool": {"driver": driver},
            }
        ],
    }
    output.write(f"{dump(log)}\n")


def _rule(name: str) -> dict[str, object]:
    kind = KINDS.get(name)
    if kind is None:
        return {"id": name}
    described: dict[str, object] = {
        "id": name,
        "name": name,
        "shortDescription": {"text": kind.reason},
        "defaultConfiguration": {"level": LEVELS[SEVERITIES[kind.impact]]},
        "properties": {"tags": ["forge", kind.impact.label], "certainty": kind.certainty.value},
    }
    return {**described, "helpUri": kind.url} if kind.url else described
