"""The counts of a run."""

from __future__ import annotations

from typing import NamedTuple

from forgecfg.findings import FileReport, Safety, Severity


class Summary(NamedTuple):
    """The number of files, of files with findings, and of findings by severity.

    `fixable` counts the findings that have a fix, `safe` those that have a safe fix.
    """

    files: int = 0
    affected: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    fixable: int = 0
    safe: int = 0

    @classmethod
    def of(cls, file: FileReport) -> Summary:
        """The counts of one file."""
        severities = [finding.severity for finding in file.findings]
        return cls(
            files=1,
            affected=1 if file.findings else 0,
            errors=severities.count(Severity.ERROR),
            warnings=severities.count(Severity.WARNING),
            infos=severities.count(Severity.INFO),
            fixable=sum(bool(finding.fixes) for finding in file.findings),
            safe=sum(
                any(fix.safety is Safety.SAFE for fix in finding.fixes) for finding in file.findings
            ),
        )

    def plus(self, other: Summary) -> Summary:
        """The sum of both."""
        return Summary(
            files=self.files + other.files,
            affected=self.affected + other.affected,
            errors=self.errors + other.errors,
            warnings=self.warnings + other.warnings,
            infos=self.infos + other.infos,
            fixable=self.fixable + other.fixable,
            safe=self.safe + other.safe,
        )
