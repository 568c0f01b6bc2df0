"""What a run does: the configuration and the command line together."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.config.config import Config
from forgecfg.errors import UsageError
from forgecfg.findings import Severity
from forgecfg.patterns import Patterns
from forgecfg.rules import Rule
from forgecfg.select import choose_rules, ignored_codes

if TYPE_CHECKING:
    from forgecfg.forge_schema import ForgeSchema

OFF = "off"
AUTO = "auto"


class Choice(NamedTuple):
    """What to check for, as plain data.

    `select` and `ignore` are those of the command line: the first takes the place of the
    configured one, the second adds to it. `suppressions`: whether ignore comments count; `files`:
    whether the files that manifests name are looked at; `source`: whether source code is read;
    `forge_schema`: "off", "auto" or a path.
    """

    config: Config = Config()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    suppressions: bool = True
    files: bool = True
    source: bool = True
    forge_schema: str = OFF


class Settings:
    """The rules that run on each file.

    Raises UsageError, with a suggestion, for a name that no rule has.
    """

    def __init__(self, choice: Choice) -> None:
        config = choice.config
        self.suppressions = choice.suppressions
        self.files = choice.files
        self.source = choice.source
        self.wants_schema = choice.forge_schema != OFF
        self._schema = choice.forge_schema
        chosen = choose_rules(choice.select or config.select, (*config.ignore, *choice.ignore))
        severity = dict(config.severity)
        self.rules = tuple(_with_severity(rule, severity.get(rule.code)) for rule in chosen)
        self._config = config
        if self._schema not in (OFF, AUTO):
            self.forge_schema_for(None)  # what is wrong with the path is said before all else

    def rules_for(self, file: str) -> tuple[Rule, ...]:
        """The rules that run on a file, which need not exist."""
        if not self._config.per_file_ignores:
            return self.rules
        real = str(Path(file).resolve())
        unwanted = {
            code for patterns, codes in self._per_file if patterns.covers(real) for code in codes
        }
        return tuple(rule for rule in self.rules if rule.code not in unwanted)

    def forge_schema_for(self, file: str | None) -> ForgeSchema | None:
        """The official schema for a file (None: standard input), where it is wanted and found.

        One that is sought and cannot be read is taken as none.

        Raises UsageError where a path was given that leads to none, or to one that cannot be read.
        """
        if not self.wants_schema:
            return None
        from forgecfg.forge_schema.find import find, find_at
        from forgecfg.forge_schema.load import load

        if self._schema != AUTO:
            return load(find_at(Path(self._schema)))
        found = find(Path(file).parent if file is not None else Path())
        try:
            return load(found) if found is not None else None
        except UsageError:  # somebody else's damage, which the run can do without
            return None

    @cached_property
    def exclude(self) -> Patterns | None:
        """What not to find by searching."""
        if not self._config.exclude:
            return None
        return Patterns(self._folder, self._config.exclude)

    @cached_property
    def _per_file(self) -> list[tuple[Patterns, frozenset[str]]]:
        return [
            (Patterns(self._folder, [pattern]), ignored_codes(names))
            for pattern, names in self._config.per_file_ignores
            if names
        ]

    @property
    def _folder(self) -> str:
        return str(self._config.folder.resolve())


def _with_severity(rule: Rule, severity: Severity | None) -> Rule:
    """A rule all of whose findings have this severity, also those that have one of their own."""
    return rule._replace(severity_of_all=severity) if severity is not None else rule
