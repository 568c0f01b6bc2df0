"""`--baseline` and `--write-baseline`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from forgecfg.config.settings import Settings

if TYPE_CHECKING:
    from forgecfg.runner.baseline.baseline import Baseline


class BaselineSession:
    """The baseline of a run, read before it and written or spoken of after it."""

    def __init__(self, baseline: Baseline, file: Path, renew: bool) -> None:
        self.filtered = baseline.filtered
        self._baseline = baseline
        self._file = file
        self._renew = renew

    def close(self, quiet: bool) -> None:
        """Write the baseline, or say on standard error what it did.

        Raises BaselineError where it cannot be written.
        """
        from forgecfg.runner.baseline.file import write_baseline

        if self._renew:
            write_baseline(self._file, self._baseline.current)
        if not quiet:
            for line in self._lines():
                typer.echo(line, err=True)

    def _lines(self) -> list[str]:
        hidden, fixed = self._baseline.hidden, self._baseline.fixed
        if self._renew:
            total = sum(entries.total() for entries in self._baseline.current.values())
            gone = f", {fixed} fixed since" if fixed else ""
            return [f"wrote {_findings(total)} to {self._file}{gone}"]
        lines = []
        if hidden:
            lines.append(f"{_findings(hidden)} of {self._file} not shown")
        if fixed:
            import shlex

            command = f"forgecfg check --baseline {shlex.quote(str(self._file))} --write-baseline"
            lines.append(f"{_findings(fixed)} of {self._file} fixed; shrink it with `{command}`")
        return lines


def open_baseline_session(
    file: Path | None, renew: bool, settings: Settings
) -> BaselineSession | None:
    """The baseline that the options ask for, None where they ask for none.

    Raises BaselineError where it cannot be read, is damaged, or is something else.
    """
    if file is None and not renew:
        return None
    from forgecfg.runner.baseline.baseline import Baseline
    from forgecfg.runner.baseline.file import DEFAULT_NAME, read_baseline

    file = file or Path(DEFAULT_NAME)
    known = {} if renew and not file.exists() else read_baseline(file)

    def rules_of(name: str) -> frozenset[str]:
        return frozenset(rule.name for rule in settings.rules_for(name))

    return BaselineSession(Baseline(file, known, rules_of, renew), file, renew)


def _findings(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"
