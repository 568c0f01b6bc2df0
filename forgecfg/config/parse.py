"""From what a configuration file says to a Config, or one clear error.

`schemas/config.schema.json` says the same for editors; a test keeps the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from forgecfg.config.config import Config, ConfigError
from forgecfg.config.lines import line_of
from forgecfg.config.locate import TABLE, Source, shown
from forgecfg.files.patterns import is_pattern
from forgecfg.findings import Severity
from forgecfg.rules.selection import always_runs
from forgecfg.rules.table import ALWAYS_ENABLED, BY_NAME, FATAL, RULES
from forgecfg.suggest import closest

LEVELS = tuple(severity.label for severity in sorted(Severity, reverse=True))
OFF = "off"

# They say that there is no full result: neither their severity nor their number is a matter of
# taste.


def rule_names() -> list[str]:
    """All ways to name rules: names, codes, and prefixes of codes ("FC", "FC2", "FC20")."""
    prefixes = {rule.code[:length] for rule in RULES for length in range(2, 5)}
    return sorted(BY_NAME) + sorted(prefixes)


def ignorable_names() -> list[str]:
    """The same, without the rules that always run; a prefix stands for the others."""
    return [
        name
        for name in rule_names()
        if name not in BY_NAME or BY_NAME[name].code not in ALWAYS_ENABLED
    ]


def severity_names() -> list[str]:
    """The names and codes of the rules whose severity can be configured."""
    return sorted(key for key, rule in BY_NAME.items() if rule.code not in FATAL)


def parse(source: Source, folder: Path) -> Config:
    """The configuration that a source holds; its patterns are relative to `folder`.

    Raises ConfigError with file, line, key and what to write instead.
    """
    return _Parser(source, folder).config()


class _Parser:
    """Reads one source; it only carries what messages need."""

    def __init__(self, source: Source, folder: Path) -> None:
        self._source = source
        self._folder = folder

    def config(self) -> Config:
        read: dict[str, Callable[[tuple[str, ...], Any], Any]] = {
            "select": self._select,
            "ignore": self._ignored,
            "severity": self._severity,
            "per-file-ignores": self._per_file,
            "exclude": self._patterns,
            "fail-on": self._level,
            "forge-schema": self._schema,
        }
        values: dict[str, Any] = {}
        for key, value in self._source.table.items():
            if key not in read:
                self._unknown_key(key, read)
            values[key.replace("-", "_")] = read[key]((key,), value)
        severity: dict[str, Severity | None] = values.pop("severity", {})
        off = tuple(code for code, level in severity.items() if level is None)
        values["ignore"] = values.get("ignore", ()) + off
        levels = tuple((code, level) for code, level in severity.items() if level is not None)
        return Config(folder=self._folder, severity=levels, **values)

    def _select(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        rules = self._rules(keys, value)
        if not rules:
            self._fail(keys, "names no rule; leave it out to run all")
        return rules

    def _rules(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        names = self._strings(keys, value)
        known = rule_names()
        for name in names:
            if name not in known:
                self._unknown_rule(keys, name, known, keys)
        return names

    def _ignored(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        names = self._rules(keys, value)
        for name in names:
            rule = BY_NAME.get(name)
            if rule is not None and rule.code in ALWAYS_ENABLED:
                self._fail(keys, always_runs(rule), value=name)
        return names

    def _severity(self, keys: tuple[str, ...], value: Any) -> dict[str, Severity | None]:
        levels: dict[str, Severity | None] = {}
        for name, level in self._table(keys, value).items():
            here = (*keys, name)
            rule = BY_NAME.get(name)
            if rule is None:
                if name in rule_names():
                    message = f"{_quote(name)} stands for several rules; write them one by one"
                    self._fail(keys, message, at=here)
                self._unknown_rule(keys, name, severity_names(), here)
            if rule.code in FATAL:
                self._fail(here, "means that there is no full result; it is always an error")
            if rule.code in levels:
                self._fail(here, f"{rule.name} and {rule.code} are the same rule")
            levels[rule.code] = self._one_of(here, level, (*LEVELS, OFF))
            if level == OFF and rule.code in ALWAYS_ENABLED:
                self._fail(here, always_runs(rule))
        return levels

    def _per_file(
        self, keys: tuple[str, ...], value: Any
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        ignores: list[tuple[str, tuple[str, ...]]] = []
        for pattern, rules in self._table(keys, value).items():
            here = (*keys, pattern)
            self._check_pattern(here, pattern)
            if pattern.startswith("!"):
                self._fail(here, 'a pattern cannot begin with "!" here')
            ignores.append((pattern, self._ignored(here, rules)))
        return tuple(ignores)

    def _patterns(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        patterns = self._strings(keys, value)
        for pattern in patterns:
            self._check_pattern(keys, pattern)
        return patterns

    def _level(self, keys: tuple[str, ...], value: Any) -> Severity | None:
        return self._one_of(keys, value, LEVELS)

    def _schema(self, keys: tuple[str, ...], value: Any) -> str:
        if not isinstance(value, str) or not value:
            self._fail(keys, f'must be "auto", "off" or a path, not {_kind(value)}')
        return value if value in ("auto", "off") else str(self._folder / value)

    def _one_of(self, keys: tuple[str, ...], value: Any, words: tuple[str, ...]) -> Severity | None:
        if not isinstance(value, str):
            self._fail(keys, f"must be {_either(words)}, not {_kind(value)}")
        if value not in words:
            near = closest(value, words)
            hint = f'; did you mean "{near}"?' if near else ""
            self._fail(keys, f"must be {_either(words)}, not {_quote(value)}{hint}")
        return None if value == OFF else Severity[value.upper()]

    def _strings(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            self._fail(keys, f"must be a list of strings: write [{_quote(value)}]")
        if not isinstance(value, list):
            self._fail(keys, f"must be a list of strings, not {_kind(value)}")
        for item in value:
            if not isinstance(item, str):
                self._fail(keys, f"must be a list of strings, but {_kind(item)} is in it")
        return tuple(value)

    def _table(self, keys: tuple[str, ...], value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._fail(keys, f"must be a table, not {_kind(value)}")
        return value

    def _check_pattern(self, keys: tuple[str, ...], pattern: str) -> None:
        if not is_pattern(pattern):
            message = f"{_quote(pattern)} is no pattern of files as in .gitignore"
            self._fail(keys, message, value=pattern)

    def _unknown_key(self, key: str, known: Iterable[str]) -> NoReturn:
        near = closest(key, known)
        hint = f"did you mean {_quote(near)}?" if near else f"there are {', '.join(known)}"
        if key == TABLE[0] and not self._source.prefix:
            hint = f"here keys stand without [{'.'.join(TABLE)}]"
        self._fail((), f"unknown key {_quote(key)}; {hint}", at=(key,))

    def _unknown_rule(
        self, keys: tuple[str, ...], name: str, known: Iterable[str], at: tuple[str, ...]
    ) -> NoReturn:
        near = closest(name, known)
        hint = f"did you mean {_quote(near)}?" if near else "`forgecfg rules` lists all rules"
        self._fail(keys, f"unknown rule {_quote(name)}; {hint}", at=at, value=name)

    def _fail(
        self,
        keys: tuple[str, ...],
        message: str,
        *,
        at: tuple[str, ...] | None = None,
        value: str | None = None,
    ) -> NoReturn:
        """Say what is wrong with the value under `keys`.

        The line named is that of the keys `at`, where given, or of the string `value` there.
        """
        source = self._source
        there = (*source.prefix, *(keys if at is None else at))
        line = line_of(source.text, there, None if value in there else value)
        where = f"{shown(source.path)}:{line}" if line else shown(source.path)
        name = ".".join((*source.prefix, *keys))
        raise ConfigError(f"{where}: {name + ': ' if name else ''}{message}")


def _kind(value: Any) -> str:
    """What a TOML value is, in words."""
    kinds = {bool: "a boolean", int: "a number", float: "a number", str: "a string"}
    kinds |= {list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date or time")


def _either(words: tuple[str, ...]) -> str:
    *others, last = (f'"{word}"' for word in words)
    return f"{', '.join(others)} or {last}"


def _quote(text: str) -> str:
    """A string of the user in quotes, cut where it is very long."""
    return f'"{text}"' if len(text) <= 60 else f'"{text[:56]}…"'
