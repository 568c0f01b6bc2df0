"""`--baseline` and `--write-baseline`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from forgecfg.cli.report_file import check_report_file
from forgecfg.cli.targets import as_argument
from forgecfg.config.settings import Settings
from forgecfg.reporters.escape import escape

if TYPE_CHECKING:
    from forgecfg.runner.baseline.baseline import Baseline


class BaselineSession:
    """The baseline of a run: read before it, updated or summarized after it."""

    def __init__(self, baseline: Baseline, file: Path, update: bool) -> None:
        self.filtered = baseline.filtered
        self._baseline = baseline
        self._file = file
        self._update = update

    def close(self, quiet: bool) -> None:
        """Update the baseline file, and report on standard error what it hid.

        Raises BaselineError if it cannot be written.
        """
        from forgecfg.runner.baseline.file import write_baseline

        if self._update:
            write_baseline(self._file, self._baseline.current, self._baseline.known)
        if not quiet:
            for line in self._lines():
                typer.echo(escape(line), err=True)

    def _lines(self) -> list[str]:
        hidden, fixed = self._baseline.hidden, self._baseline.fixed
        if self._update:
            total = sum(entries.total() for entries in self._baseline.current.values())
            removed = f", removed {fixed} fixed" if fixed else ""
            return [f"wrote {_findings(total)} to {self._file}{removed}"]
        lines = []
        if hidden:
            lines.append(f"{_findings(hidden)} hidden by {self._file}")
        if fixed:
            file = as_argument(str(self._file))
            command = f"forgecfg check --baseline {file} --write-baseline"
            lines.append(f"{_findings(fixed)} in {self._file} fixed; remove with `{command}`")
        return lines


def open_baseline_session(
    file: Path | None, update: bool, settings: Settings
) -> BaselineSession | None:
    """The baseline that the options name, None if they name none.

    Raises BaselineError if it cannot be read, is damaged, or is not a baseline file, UsageError if
    it must not be written.
    """
    if file is None and not update:
        return None
    from forgecfg.runner.baseline.baseline import Baseline
    from forgecfg.runner.baseline.file import DEFAULT_NAME, read_baseline

    file = file or Path(DEFAULT_NAME)
    if update:
        check_report_file(file, what="the baseline")
    known = {} if update and not file.exists() else read_baseline(file)

    def rules_of(name: str) -> frozenset[str]:
        return frozenset(rule.name for rule in settings.rules_for(name))

    return BaselineSession(Baseline(file, known, rules_of, update), file, update)


def _findings(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"
