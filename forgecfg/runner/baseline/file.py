"""The baseline file: JSON, one finding per line, sorted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forgecfg.errors import ForgecfgError
from forgecfg.files.read import reason_of
from forgecfg.files.regular import BASELINE, read_regular_file
from forgecfg.runner.baseline.entry import Entry, EntryCounts

DEFAULT_NAME = ".forgecfg-baseline.json"
FORMAT = "forgecfg-baseline"
VERSION = 1


class BaselineError(ForgecfgError):
    """A baseline that cannot be read or written, or a file that is not a baseline.

    The message is escaped, because the file can contain anything.
    """

    def __init__(self, message: str) -> None:
        from forgecfg.reporters.escape import escape

        super().__init__(escape(message))


def read_baseline(file: Path) -> EntryCounts:
    """The entries of a baseline file.

    Raises BaselineError if it is unreadable, not a baseline, or of another version.
    """
    try:
        data = json.loads(read_regular_file(file, BASELINE).decode("utf-8-sig"))
    except FileNotFoundError:
        raise BaselineError(
            f"cannot read {file}: no such file; create it with `--write-baseline`"
        ) from None
    except OSError as error:
        raise BaselineError(f"cannot read {file}: {reason_of(error)}") from None
    except UnicodeDecodeError:
        raise BaselineError(f"{file} is not a baseline file: invalid UTF-8") from None
    except json.JSONDecodeError as error:
        what = f"{error.msg[:1].lower()}{error.msg[1:]}"
        raise BaselineError(f"{file}:{error.lineno}: invalid JSON: {what}") from None
    except (RecursionError, ValueError):
        raise BaselineError(f"{file} is not a baseline file: invalid JSON") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BaselineError(f'{file} is not a baseline file: missing "format": "{FORMAT}"')
    version = data.get("version")
    if version != VERSION or isinstance(version, bool):
        raise BaselineError(
            f"{file} has version {json.dumps(version)[:20]} (expected {VERSION}); delete it and "
            "create it again with `--write-baseline`"
        )
    try:
        return _known(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BaselineError(
            f"{file} is damaged ({error}); delete it and create it again with `--write-baseline`"
        ) from None


def write_baseline(file: Path, new: EntryCounts, old: EntryCounts) -> None:
    """Replace a baseline that was read as `old` (empty if there was none), atomically.

    Raises BaselineError if it cannot be written, or if another run has changed it meanwhile.
    """
    from forgecfg.files.lock import locked
    from forgecfg.files.temporary import NewFile

    text = "".join(_lines(new))
    if len(text) > BASELINE.limit:  # it is ASCII
        raise BaselineError(f"cannot write {file}: too many findings for one baseline")
    try:
        temporary = NewFile(file, file.stat() if file.exists() else None)
        try:
            temporary.stream.write(text.encode())
            temporary.finish()
            # The lock of the directory, because the file may not exist yet.
            with locked(file.parent):
                if (read_baseline(file) if file.exists() else {}) != old:
                    raise BaselineError(
                        f"{file} was changed by another program; not written, try again"
                    )
                temporary.replace()
        finally:
            temporary.discard()
    except OSError as error:
        raise BaselineError(f"cannot write {file}: {error.strerror or error}") from None


def _known(data: dict[str, Any]) -> EntryCounts:
    """The entries. Raises one of Python's errors for invalid data, with a reason as its text."""
    known: EntryCounts = {}
    for file, entries in data["files"].items():
        if not isinstance(entries, list):
            raise TypeError(f'the value of "{file}" is not a list')
        counts = known[file] = Counter[Entry]()
        for entry in entries:
            counts[_entry(entry)] += _count(entry)
    return known


def _entry(entry: Any) -> Entry:
    rule, path, value = entry["rule"], entry["path"], entry["value"]
    if not isinstance(rule, str) or not isinstance(value, str) or not isinstance(path, list):
        raise TypeError("an entry must have a rule, a path and a value")
    if not all(part is None or isinstance(part, str) for part in path):
        raise TypeError("a path must contain only strings and null")
    return Entry(rule, tuple(path), value)


def _count(entry: Any) -> int:
    count = entry.get("count", 1)
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise ValueError("a count must be a positive integer")
    return count


def _lines(known: EntryCounts) -> Iterator[str]:
    yield f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "files": {{'
    comma = ""
    for file in sorted(known):
        entries = sorted(known[file].items(), key=_order)
        if not entries:
            continue
        yield f"{comma}\n    {json.dumps(file)}: [\n"
        records = (_record(entry, count) for entry, count in entries)
        yield ",\n".join(f"      {json.dumps(record)}" for record in records)
        yield "\n    ]"
        comma = ","
    yield "\n  }\n}\n"


def _order(item: tuple[Entry, int]) -> tuple[str, list[str], str]:
    entry, _ = item
    return entry.rule, [part or "" for part in entry.path], entry.value


def _record(entry: Entry, count: int) -> dict[str, Any]:
    return {"rule": entry.rule, "path": entry.path, "value": entry.value, "count": count}
