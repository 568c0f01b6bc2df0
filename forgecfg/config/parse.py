"""From the content of a configuration file to a Config, or to one clear error.

`schemas/config.schema.json` describes the same for editors; a test keeps the two in sync.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from forgecfg.config.config import Config, ConfigError
from forgecfg.config.lines import line_of
from forgecfg.config.locate import TABLE, Source, display_path
from forgecfg.files.patterns import is_pattern
from forgecfg.files.regular import is_inside
from forgecfg.files.search import real_path
from forgecfg.findings import Severity
from forgecfg.rules.selection import always_runs, is_retired
from forgecfg.rules.table import ALWAYS_ENABLED, BY_NAME, FATAL, RULES
from forgecfg.schema.official.find import find_files
from forgecfg.suggest import closest

LEVELS = tuple(severity.label for severity in sorted(Severity, reverse=True))
OFF = "off"


def rule_names() -> list[str]:
    """All rule selectors: names, codes, and prefixes of codes ("FC", "FC2", "FC20")."""
    prefixes = {rule.code[:length] for rule in RULES for length in range(2, 5)}
    return sorted(BY_NAME) + sorted(prefixes)


def ignorable_names() -> list[str]:
    """The same, without rules that always run; a prefix never includes these."""
    return [
        name
        for name in rule_names()
        if name not in BY_NAME or BY_NAME[name].code not in ALWAYS_ENABLED
    ]


def severity_names() -> list[str]:
    """The names, codes and prefixes of codes of the rules whose severity can be configured."""
    return [name for name in rule_names() if name not in BY_NAME or BY_NAME[name].code not in FATAL]


def parse(source: Source, folder: Path) -> Config:
    """The configuration of a source; its patterns are relative to `folder`.

    Raises ConfigError with file, line, key and what to write instead.
    """
    return _Parser(source, folder).config()


class _Parser:
    """Reads one source, which messages refer to."""

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
            "min-severity": self._level,
            "forge-schema": self._schema,
            "baseline": self._baseline,
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
        origins = tuple((key, self._place((key,))) for key in self._source.table)
        return Config(folder=self._folder, severity=levels, origins=origins, **values)

    def _select(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        rules = self._rules(keys, value)
        if not rules:
            self._fail(keys, "the list is empty; remove it to run all rules")
        return rules

    def _rules(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        names = tuple(name for name in self._strings(keys, value) if not is_retired(name))
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
        groups: dict[str, Severity | None] = {}
        for name, level in self._table(keys, value).items():
            path = (*keys, name)
            if is_retired(name):
                continue
            rule = BY_NAME.get(name)
            if rule is None:
                if name not in rule_names():
                    self._unknown_rule(keys, name, severity_names(), path)
                groups[name] = self._one_of(path, level, (*LEVELS, OFF))
                continue
            if rule.code in FATAL:
                self._fail(path, "reports an incomplete run; its severity is always error")
            if rule.code in levels:
                self._fail(
                    path, f"duplicate severity: {rule.name} and {rule.code} are the same rule"
                )
            levels[rule.code] = self._one_of(path, level, (*LEVELS, OFF))
            if level == OFF and rule.code in ALWAYS_ENABLED:
                self._fail(path, always_runs(rule))
        return {**_expanded(groups), **levels}

    def _per_file(
        self, keys: tuple[str, ...], value: Any
    ) -> tuple[tuple[str, tuple[str, ...]], ...]:
        ignores: list[tuple[str, tuple[str, ...]]] = []
        for pattern, rules in self._table(keys, value).items():
            path = (*keys, pattern)
            self._check_pattern(path, pattern)
            if pattern.startswith("!"):
                self._fail(path, 'a pattern cannot start with "!" here')
            ignores.append((pattern, self._ignored(path, rules)))
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
        if value in ("auto", "off"):
            return value
        path = str(self._folder / value)
        self._check_inside(keys, find_files(Path(path)), "--forge-schema")
        return path

    def _check_inside(self, keys: tuple[str, ...], files: Iterable[Path], option: str) -> None:
        """Check that files of a configuration that was found are inside its repository.

        A pull request can change such a configuration, and messages can show parts of the files.
        """
        root = self._source.root
        if root is not None and not all(is_inside(real_path(file), root) for file in files):
            self._fail(
                keys,
                "the path is outside the repository; "
                f"to use it, pass it with `{option}` on the command line",
            )

    def _baseline(self, keys: tuple[str, ...], value: Any) -> str:
        if not isinstance(value, str) or not value:
            kind = "an empty string" if value == "" else _kind(value)
            self._fail(keys, f"must be a path, not {kind}")
        return str(self._folder / value)

    def _one_of(self, keys: tuple[str, ...], value: Any, words: tuple[str, ...]) -> Severity | None:
        if not isinstance(value, str):
            self._fail(keys, f"must be {_either(words)}, not {_kind(value)}")
        if value not in words:
            intended = closest(value, words)
            hint = f'; did you mean "{intended}"?' if intended else ""
            self._fail(keys, f"must be {_either(words)}, not {_quote(value)}{hint}")
        return None if value == OFF else Severity[value.upper()]

    def _strings(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            self._fail(keys, f"must be a list of strings: write [{_quote(value)}]")
        if not isinstance(value, list):
            self._fail(keys, f"must be a list of strings, not {_kind(value)}")
        for item in value:
            if not isinstance(item, str):
                self._fail(keys, f"must be a list of strings, but contains {_kind(item)}")
        return tuple(value)

    def _table(self, keys: tuple[str, ...], value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._fail(keys, f"must be a table, not {_kind(value)}")
        return value

    def _check_pattern(self, keys: tuple[str, ...], pattern: str) -> None:
        if not is_pattern(pattern):
            message = f"invalid pattern {_quote(pattern)}; use the syntax of .gitignore"
            self._fail(keys, message, value=pattern)

    def _unknown_key(self, key: str, known: Iterable[str]) -> NoReturn:
        intended = closest(key, known)
        hint = f"expected one of: {', '.join(known)}"
        if intended:
            hint = f"did you mean {_quote(intended)}?"
        if key == TABLE[0] and not self._source.prefix:
            hint = f"in this file, write the keys without [{'.'.join(TABLE)}]"
        self._fail((), f"unknown key {_quote(key)}; {hint}", at=(key,))

    def _unknown_rule(
        self, keys: tuple[str, ...], name: str, known: Iterable[str], at: tuple[str, ...]
    ) -> NoReturn:
        intended = closest(name, known)
        hint = "`forgecfg rules` lists all rules"
        if intended:
            hint = f"did you mean {_quote(intended)}?"
        self._fail(keys, f"unknown rule {_quote(name)}; {hint}", at=at, value=name)

    def _fail(
        self,
        keys: tuple[str, ...],
        message: str,
        *,
        at: tuple[str, ...] | None = None,
        value: str | None = None,
    ) -> NoReturn:
        """Raise ConfigError about the value under `keys`.

        The reported line is that of the keys `at`, if given, or of the string `value` there.
        """
        name = ".".join((*self._source.prefix, *keys))
        where = self._place(keys if at is None else at, value)
        raise ConfigError(f"{where}: {name + ': ' if name else ''}{message}")

    def _place(self, keys: tuple[str, ...], value: str | None = None) -> str:
        """The file and line of the value under `keys`, or of the string `value` there."""
        source = self._source
        path = (*source.prefix, *keys)
        line = line_of(source.text, path, None if value in path else value)
        return f"{display_path(source.path)}:{line}" if line else display_path(source.path)


def _expanded(groups: dict[str, Severity | None]) -> dict[str, Severity | None]:
    """The severity of each rule of the prefixes; a longer prefix wins.

    As in `ignore`, a prefix never includes rules whose severity is fixed.
    """
    levels: dict[str, Severity | None] = {}
    for prefix in sorted(groups, key=len):
        fixed = ALWAYS_ENABLED if groups[prefix] is None else FATAL
        for rule in RULES:
            if rule.code.startswith(prefix) and rule.code not in fixed:
                levels[rule.code] = groups[prefix]
    return levels


def _kind(value: Any) -> str:
    """The type of a TOML value, for messages."""
    kinds = {bool: "a boolean", int: "a number", float: "a number", str: "a string"}
    kinds |= {list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date or time")


def _either(words: tuple[str, ...]) -> str:
    *others, last = (f'"{word}"' for word in words)
    return f"{', '.join(others)} or {last}"


def _quote(text: str) -> str:
    """A string of the user in quotes, cut if it is very long."""
    return f'"{text}"' if len(text) <= 60 else f'"{text[:56]}…"'
