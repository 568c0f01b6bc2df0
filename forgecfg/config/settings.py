"""The settings of a run: the configuration combined with the command line."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.config.config import Config
from forgecfg.errors import UsageError
from forgecfg.files.patterns import Patterns
from forgecfg.findings import Severity
from forgecfg.rules.base import Rule
from forgecfg.rules.selection import choose_rules, ignored_codes

if TYPE_CHECKING:
    from forgecfg.schema.official.load import ForgeSchema

OFF = "off"
AUTO = "auto"


class CheckArguments(NamedTuple):
    """The arguments of a check, as plain data.

    `select` and `ignore` are those of the command line: `select` replaces the configured list,
    `ignore` adds to it. `suppressions`: whether to respect suppression comments. `files`: whether
    to check the files that manifests reference. `source`: whether to read source code.
    `forge_schema`: "off", "auto" or a path; "" for the configured one. `all_findings`: whether to
    keep more findings of a file than are shown, for a baseline.
    """

    config: Config = Config()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    suppressions: bool = True
    files: bool = True
    source: bool = True
    forge_schema: str = ""
    all_findings: bool = False


class Settings:
    """The rules and the official schema for each file.

    Raises UsageError, with a suggestion, for an unknown rule.
    """

    def __init__(self, arguments: CheckArguments) -> None:
        config = arguments.config
        self._arguments = arguments
        self._others: dict[Config, Settings] = {config: self}
        self.suppressions = arguments.suppressions
        self.files = arguments.files
        self.source = arguments.source
        self.all_findings = arguments.all_findings or bool(config.baseline)
        self._schema = arguments.forge_schema or config.forge_schema or OFF
        self.wants_schema = self._schema != OFF
        chosen = choose_rules(
            arguments.select or config.select, (*config.ignore, *arguments.ignore)
        )
        severity = dict(config.severity)
        self.rules = tuple(_with_severity(rule, severity.get(rule.code)) for rule in chosen)
        self._config = config
        if self._schema not in (OFF, AUTO):
            self.forge_schema_for(None)  # report an invalid path before any finding

    def of(self, config: Config | None) -> Settings:
        """The same arguments with another configuration; None means that of the arguments."""
        if config is None:
            return self
        if config not in self._others:
            self._others[config] = Settings(self._arguments._replace(config=config))
        return self._others[config]

    def rules_for(self, file: str) -> tuple[Rule, ...]:
        """The rules that run on a file, which does not have to exist."""
        if not self._config.per_file_ignores:
            return self.rules
        real = str(Path(file).resolve())
        skipped = {
            code for patterns, codes in self._per_file if patterns.covers(real) for code in codes
        }
        return tuple(rule for rule in self.rules if rule.code not in skipped)

    def forge_schema_for(self, file: str | None) -> ForgeSchema | None:
        """The official schema for a file (None: standard input), if enabled and found.

        In auto mode an unreadable schema is ignored.

        Raises UsageError if the configured path has no schema, or an unreadable one.
        """
        if not self.wants_schema:
            return None
        from forgecfg.schema.official.find import find, find_at
        from forgecfg.schema.official.load import load

        if self._schema != AUTO:
            origin = "" if self._arguments.forge_schema else self._config.origin("forge-schema")
            try:
                return load(find_at(Path(self._schema), origin or "--forge-schema "))
            except UsageError as error:
                message = str(error).removeprefix(origin)
                raise UsageError(f"{origin}{message}") from None
        found = find(Path(file).parent if file is not None else Path())
        try:
            return load(found) if found is not None else None
        except UsageError:  # ignore unreadable schemas in auto mode
            return None

    @cached_property
    def exclude(self) -> Patterns | None:
        """The patterns of files that a search skips."""
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
    """The rule with this severity for all of its findings."""
    return rule._replace(severity_of_all=severity) if severity is not None else rule
