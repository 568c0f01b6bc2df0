"""`--format sarif`: SARIF 2.1.0, the log of results that code scanning services take.

Each result is written as soon as its file has been checked. The rules come after the results, so
that only those that occur are described; a result points to its rule by the place it will have.
"""

from __future__ import annotations

from forgecfg import __version__
from forgecfg.findings import INCOMPLETE, FileReport
from forgecfg.home import HOME
from forgecfg.reporters.checkout import find_checkout
from forgecfg.reporters.dump import dump
from forgecfg.reporters.fingerprint import fingerprints
from forgecfg.reporters.reporter import Output
from forgecfg.reporters.sarif_result import ROOT, Source, notification, result
from forgecfg.reporters.sarif_rule import descriptor
from forgecfg.reporters.summary import Summary

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


class SarifReporter:
    """Writes a log with one run. Findings without a full result are notifications as well."""

    def __init__(self, output: Output) -> None:
        self._write = output.write
        self._checkout = find_checkout()
        # The name of each rule that occurred by its code; the index of a rule is its place here.
        self._rules: dict[str, str] = {}
        self._notifications: list[object] = []
        self._separator = "\n"
        # The base has no address of its own: whoever reads the log has the files elsewhere.
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
            if finding.code in INCOMPLETE:
                self._notifications.append(notification(finding, source, index))

    def finish(self, summary: Summary) -> None:  # noqa: ARG002
        """Write what was run, and the rules that occurred."""
        invocation = {
            "executionSuccessful": not self._notifications,
            "toolExecutionNotifications": self._notifications,
        }
        driver = {
            "name": "forgecfg",
            "version": __version__,
            "semanticVersion": __version__,
            "informationUri": HOME,
            "rules": [descriptor(code, name) for code, name in self._rules.items()],
        }
        end = "]" if self._separator == "\n" else "\n]"
        self._write(
            f'{end}, "invocations": [{dump(invocation)}], "tool": {dump({"driver": driver})}}}]}}\n'
        )
