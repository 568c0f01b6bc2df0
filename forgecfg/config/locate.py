"""Finding and reading the file of a configuration."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from forgecfg.config.config import ConfigError

NAMES = ("forgecfg.toml", ".forgecfg.toml")
PYPROJECT = "pyproject.toml"
TABLE = ("tool", "forgecfg")

# Compiled only where something is wrong: all else is part of every start.
_OURS = r"""tool["']?\s*\.\s*["']?forgecfg"""
_PLACE = r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$"


class Source(NamedTuple):
    """The text of a configuration file, and what it says.

    `prefix` are the keys that lead to `table` in the file.
    """

    path: Path
    text: str
    prefix: tuple[str, ...]
    table: dict[str, Any]


def locate(start: Path) -> Source | None:
    """The configuration nearest upwards from a folder, up to the root of its repository.

    Raises ConfigError where that file cannot be read.
    """
    # Text, not Path: this is part of every start.
    try:
        folder = os.path.abspath(start)  # noqa: PTH100
    except OSError:  # the current folder is no more
        return None
    while True:
        for name in NAMES:
            file = os.path.join(folder, name)  # noqa: PTH118
            # A link that leads nowhere was meant to configure something.
            if os.path.isfile(file) or os.path.islink(file):  # noqa: PTH113, PTH114
                return read(Path(file))
        file = os.path.join(folder, PYPROJECT)  # noqa: PTH118
        if os.path.isfile(file):  # noqa: PTH113
            source = _read_pyproject(Path(file))
            if source is not None:
                return source
        parent = os.path.dirname(folder)  # noqa: PTH120
        if parent == folder or os.path.lexists(os.path.join(folder, ".git")):  # noqa: PTH118
            return None
        folder = parent


def read(file: Path) -> Source:
    """The configuration in a file.

    Raises ConfigError where it cannot be read, or is a `pyproject.toml` that says nothing of us.
    """
    if file.name != PYPROJECT:
        text = _text(file)
        return Source(file, text, (), _parse(file, text))
    source = _read_pyproject(file)
    if source is None:
        raise ConfigError(f"{shown(file)} has no table [{'.'.join(TABLE)}]")
    return source


def shown(file: Path) -> str:
    """A file's name as short as it can be: relative to the current folder if it is below."""
    try:
        return file.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()


def _read_pyproject(file: Path) -> Source | None:
    text = _text(file)
    if TABLE[1] not in text:
        return None
    try:
        table: Any = _parse(file, text)
    except ConfigError:
        if re.search(_OURS, text):
            raise
        return None  # broken, but no business of ours
    for key in TABLE:
        table = table.get(key) if isinstance(table, dict) else None
        if table is None:
            return None
    if not isinstance(table, dict):
        raise ConfigError(f"{shown(file)}: {'.'.join(TABLE)} must be a table")
    return Source(file, text, TABLE, table)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(f"{shown(file)} is not UTF-8") from None
    except OSError as error:
        raise ConfigError(f"cannot read {shown(file)}: {error.strerror or error}") from None


def _parse(file: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        # Line ends of all kinds count as what they are: TOML allows no bare carriage return.
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.match(_PLACE, str(error))
        what = match["what"] if match else str(error)
        line = match["line"] if match else None
        if match and line is None:
            line = str(text.count("\n") + 1)
        where = f"{shown(file)}:{line}" if line else shown(file)
        raise ConfigError(f"{where}: no valid TOML: {what[:1].lower()}{what[1:]}") from None
    except RecursionError:
        raise ConfigError(f"{shown(file)}: nested too deeply") from None
    except ValueError:  # Python converts only so many digits, and TOML sets no limit
        raise ConfigError(f"{shown(file)}: a number in it is too long") from None
