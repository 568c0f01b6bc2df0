"""`--baseline`, `--write-baseline`, and `baseline` in the configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from forgecfg.cli.targets import as_argument
from forgecfg.config.config import Config
from forgecfg.config.settings import Settings
from forgecfg.document.display import counted
from forgecfg.errors import ForgecfgError
from forgecfg.findings import FileReport
from forgecfg.reporters.escape import escape

if TYPE_CHECKING:
    from forgecfg.runner.baseline.baseline import Baseline

ConfigOf = Callable[[str], Config]
"""Returns the configuration of a file."""


class BaselineSession:
    """The baselines of a run: read when a file needs them, updated or summarized at the end."""

    def __init__(
        self, file: Path | None, update: bool, settings: Settings, config_of: ConfigOf
    ) -> None:
        self._file = file
        self._update = update
        self._settings = settings
        self._config_of = config_of
        self._baselines: dict[str, Baseline] = {}

    def filtered(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The reports without the findings that their baselines match.

        Raises BaselineError if a baseline cannot be read, is damaged, or is not a baseline file.
        """
        for report in reports:
            baseline = self._baseline(report.file)
            yield report if baseline is None else baseline.filter(report)

    def prepare(self) -> None:
        """Read the baseline of the run now, so that its errors come before any finding."""
        if self._file is not None or self._update:
            self._baseline("")

    def close(self, quiet: bool) -> None:
        """Update the baseline files, and report on standard error what they hid.

        Raises BaselineError if one cannot be written.
        """
        for name, baseline in self._baselines.items():
            baseline.close()
            if self._update:
                from forgecfg.runner.baseline.file import write_baseline

                write_baseline(Path(name), baseline.current, baseline.known)
            if not quiet:
                lines = _written(name, baseline) if self._update else _hidden(name, baseline)
                for line in lines:
                    typer.echo(escape(line), err=True)

    def _baseline(self, file: str) -> Baseline | None:
        config = self._config_of(file)
        name = str(self._file or config.baseline)
        if not name and self._update:
            from forgecfg.runner.baseline.file import DEFAULT_NAME

            name = DEFAULT_NAME
        if not name:
            return None
        if name not in self._baselines:
            origin = "" if self._file else config.origin("baseline")
            self._baselines[name] = self._open(Path(name), origin)
        return self._baselines[name]

    def _open(self, file: Path, origin: str) -> Baseline:
        from forgecfg.runner.baseline.baseline import Baseline
        from forgecfg.runner.baseline.file import BaselineError, read_baseline

        if self._update:
            from forgecfg.cli.report_file import check_report_file

            check_report_file(file, what="the baseline")
        try:
            known = {} if self._update and not file.exists() else read_baseline(file)
        except BaselineError as error:
            raise ForgecfgError(f"{origin}{error}") from None
        return Baseline(file, known, self._rules_of, self._update)

    def _rules_of(self, name: str) -> frozenset[str]:
        settings = self._settings.of(self._config_of(name))
        return frozenset(rule.name for rule in settings.rules_for(name))


def _written(name: str, baseline: Baseline) -> Iterator[str]:
    """What `--write-baseline` did, and how to use the file."""
    total = sum(entries.total() for entries in baseline.current.values())
    changes = [f"{baseline.added} new"] if baseline.added else []
    changes += [f"{baseline.fixed} fixed and removed"] if baseline.fixed else []
    what = ", ".join(changes) or "no change"
    yield f"wrote {counted(total, 'finding')} to {_shown(name)} ({what})"


def _hidden(name: str, baseline: Baseline) -> Iterator[str]:
    shown = _shown(name)
    if baseline.hidden:
        yield f"{counted(baseline.hidden, 'finding')} hidden by {shown}"
    if baseline.fixed:
        command = f"forgecfg check --baseline {as_argument(shown)} --write-baseline"
        yield f"{counted(baseline.fixed, 'finding')} in {shown} fixed; remove with `{command}`"


def _shown(name: str) -> str:
    """A path relative to the current directory, if it is below it."""
    path = Path(name)
    try:
        return path.relative_to(Path.cwd()).as_posix() if path.is_absolute() else name
    except (ValueError, OSError):
        return name
