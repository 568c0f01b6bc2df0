"""Find and read the configuration file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from forgecfg.config.config import ConfigError

NAMES = ("forgecfg.toml", ".forgecfg.toml")
PYPROJECT = "pyproject.toml"
TABLE = ("tool", "forgecfg")

_OURS = r"""tool["']?\s*\.\s*["']?forgecfg"""
_PLACE = r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$"


class Source(NamedTuple):
    """The text and the content of a configuration file.

    `prefix` is the path of `table` in the file.
    """

    path: Path
    text: str
    prefix: tuple[str, ...]
    table: dict[str, Any]


def locate(start: Path) -> Source | None:
    """The configuration of a directory or its nearest parent, up to the root of the repository.

    Raises ConfigError if that file cannot be read.
    """
    # os.path, not pathlib: see "Why start-up looks like this" in CONTRIBUTING.md.
    try:
        folder = os.path.abspath(start)  # noqa: PTH100
    except OSError:  # the current directory no longer exists
        return None
    while True:
        source = read_in(folder)
        if source is not None or is_top(folder):
            return source
        folder = os.path.dirname(folder)  # noqa: PTH120


def read_in(folder: str) -> Source | None:
    """The configuration in exactly this directory.

    Raises ConfigError if that file cannot be read.
    """
    for name in NAMES:
        file = os.path.join(folder, name)  # noqa: PTH118
        # A broken link is an error, not a missing configuration.
        if os.path.isfile(file) or os.path.islink(file):  # noqa: PTH113, PTH114
            return read(Path(file))
    file = os.path.join(folder, PYPROJECT)  # noqa: PTH118
    return _read_pyproject(Path(file)) if os.path.isfile(file) else None  # noqa: PTH113


def is_top(folder: str) -> bool:
    """Whether the search for a configuration ends here: at the root of a repository or a drive."""
    at_root = os.path.dirname(folder) == folder  # noqa: PTH120
    return at_root or os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118


def read(file: Path) -> Source:
    """The configuration in a file.

    Raises ConfigError if it cannot be read, or is a `pyproject.toml` without `[tool.forgecfg]`.
    """
    if file.name != PYPROJECT:
        text = _text(file)
        return Source(file, text, (), _parse(file, text))
    source = _read_pyproject(file)
    if source is None:
        raise ConfigError(f"{display_path(file)} has no table [{'.'.join(TABLE)}]")
    return source


def display_path(file: Path) -> str:
    """The path of a file, relative to the current directory if it is below."""
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
        return None  # invalid, but not our configuration
    for key in TABLE:
        table = table.get(key) if isinstance(table, dict) else None
        if table is None:
            return None
    if not isinstance(table, dict):
        raise ConfigError(f"{display_path(file)}: {'.'.join(TABLE)} must be a table")
    return Source(file, text, TABLE, table)


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(f"{display_path(file)} is not valid UTF-8") from None
    except OSError as error:
        raise ConfigError(f"cannot read {display_path(file)}: {error.strerror or error}") from None


def _parse(file: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        # Line ends are not normalized: TOML rejects a bare carriage return.
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.match(_PLACE, str(error))
        what = match["what"] if match else str(error)
        line = match["line"] if match else None
        if match and line is None:
            line = str(text.count("\n") + 1)
        where = f"{display_path(file)}:{line}" if line else display_path(file)
        raise ConfigError(f"{where}: invalid TOML: {what[:1].lower()}{what[1:]}") from None
    except RecursionError:
        raise ConfigError(f"{display_path(file)}: nested too deeply") from None
    except ValueError:  # Python limits the number of digits, TOML does not
        raise ConfigError(f"{display_path(file)}: number too long") from None
