"""Find and read the configuration file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from forgecfg.config.config import ConfigError
from forgecfg.files.read import reason_of
from forgecfg.files.regular import (
    CONFIGURATION,
    OutsideError,
    is_inside,
    is_work_tree,
    read_regular_file,
    repository_root,
)

NAMES = ("forgecfg.toml", ".forgecfg.toml")
PYPROJECT = "pyproject.toml"
TABLE = ("tool", "forgecfg")

_OURS = r"""tool["']?\s*\.\s*["']?forgecfg"""
_PLACE = r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$"


class Source(NamedTuple):
    """The text and the content of a configuration file.

    `prefix` is the path of `table` in the file. `root` is the repository (outside of one, the
    directory) of a file that was found, None for a file that the user named.
    """

    path: Path
    text: str
    prefix: tuple[str, ...]
    table: dict[str, Any]
    root: str | None = None


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

    Outside of a repository, a file in a parent of the current directory counts only if it belongs
    to the user who runs forgecfg, since other users can write into some of these.

    Raises ConfigError if that file cannot be read, or is a link out of the repository.
    """
    for name in (*NAMES, PYPROJECT):
        file = os.path.join(folder, name)  # noqa: PTH118
        # A broken link or a FIFO is an error, not a missing configuration.
        if not os.path.lexists(file):
            continue
        real = os.path.realpath(folder)
        root = repository_root(real)
        if root is None and not _is_below(real) and not _is_own(file):
            continue
        root = root or real
        source = _read_pyproject(Path(file), root) if name == PYPROJECT else read(Path(file), root)
        if source is not None:
            return source
    return None


def is_top(folder: str) -> bool:
    """Whether the search for a configuration ends here: at the root of a repository or a drive."""
    return os.path.dirname(folder) == folder or is_work_tree(folder)  # noqa: PTH120


def read(file: Path, root: str | None = None) -> Source:
    """The configuration in a file; `root` is the directory that it must be in, if it was found.

    Raises ConfigError if it cannot be read, or is a `pyproject.toml` without `[tool.forgecfg]`.
    """
    if file.name != PYPROJECT:
        text = _text(file, root)
        return Source(file, text, (), _parse(file, text), root)
    source = _read_pyproject(file, root)
    if source is None:
        raise ConfigError(f"{display_path(file)} has no table [{'.'.join(TABLE)}]")
    return source


def display_path(file: Path) -> str:
    """The path of a file, relative to the current directory if it is below."""
    try:
        return file.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()


def _is_below(folder: str) -> bool:
    """Whether a directory is the current one or below it; both are without links."""
    return is_inside(folder, os.path.realpath(os.curdir))


def _is_own(file: str) -> bool:
    """Whether a file belongs to the user; always true where files have no owner."""
    user = getattr(os, "geteuid", None)
    return user is None or os.lstat(file).st_uid == user()


def _read_pyproject(file: Path, root: str | None) -> Source | None:
    if root is not None and not file.is_file():
        return None
    text = _text(file, None)
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
    if root is not None:
        _text(file, root)
    return Source(file, text, TABLE, table, root)


def _text(file: Path, root: str | None) -> str:
    try:
        text = read_regular_file(file, CONFIGURATION, root).decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(f"{display_path(file)} is not valid UTF-8") from None
    except OutsideError:
        raise ConfigError(
            f"cannot read {display_path(file)}: it is a link out of the repository; "
            "to use it, pass it with `--config`"
        ) from None
    except OSError as error:
        raise ConfigError(f"cannot read {display_path(file)}: {reason_of(error)}") from None
    return text


def _parse(file: Path, text: str) -> dict[str, Any]:
    import tomllib

    from forgecfg.config.depth import find_deep_key

    line = find_deep_key(text)
    if line is not None:
        raise ConfigError(f"{display_path(file)}:{line}: nested too deeply")
    try:
        # Line ends are not normalized: TOML rejects a bare carriage return.
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.match(_PLACE, str(error))
        what = match["what"] if match else str(error)
        number = match["line"] if match else None
        if match and number is None:
            number = str(text.count("\n") + 1)
        where = f"{display_path(file)}:{number}" if number else display_path(file)
        raise ConfigError(f"{where}: invalid TOML: {what[:1].lower()}{what[1:]}") from None
    except RecursionError:
        raise ConfigError(f"{display_path(file)}: nested too deeply") from None
    except ValueError:  # Python limits the number of digits, TOML does not
        raise ConfigError(f"{display_path(file)}: number too long") from None
