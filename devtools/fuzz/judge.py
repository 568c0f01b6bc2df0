"""An independent parser as judge: npm `yaml` 2, which Forge uses, in a Node process.

Also what a change means for data, written without any code of forgecfg that applies changes.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from forgecfg.document.changes import Change, Drop, Put


class Verdict(NamedTuple):
    """The data of a text, or why it is not valid."""

    data: object
    error: str = ""


class Judge:
    """The Node process. `modules` is a `node_modules` directory with the package `yaml`."""

    def __init__(self, modules: Path) -> None:
        script = Path(__file__).with_name("judge.js")
        self._process = subprocess.Popen(
            ["node", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "NODE_PATH": str(modules)},
            encoding="utf-8",
        )

    def read(self, text: str) -> Verdict:
        """What the parser reads from a text. Raises RuntimeError if the process ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the Node process ended")
        answer = json.loads(line)
        return Verdict(answer.get("data"), answer.get("error", ""))

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)


def comparable(data: Any) -> Any:
    """Data in one form for both parsers: numbers as JavaScript has them, keys as strings.

    Forge passes the data through JSON, which turns infinity and NaN into null.
    """
    if isinstance(data, dict):
        return {str(key): comparable(value) for key, value in data.items()}
    if isinstance(data, list):
        return [comparable(item) for item in data]
    if isinstance(data, bool) or not isinstance(data, int | float):
        return data
    try:
        number = float(data)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def after(data: Any, changes: Sequence[Change]) -> Any:
    """The data after changes. Raises LookupError or TypeError if they do not fit the data."""
    data = deepcopy(data)
    for change in changes:
        if not change.path:
            assert isinstance(change, Put)
            data = change.data
            continue
        parent = data
        for part in change.path[:-1]:
            parent = parent[part]
        last: Any = change.path[-1]
        if isinstance(change, Put):
            if isinstance(parent, list) and last == len(parent):
                parent.append(change.data)
            else:
                parent[last] = change.data
        elif isinstance(change, Drop):
            # A duplicate key is not part of the data of a parser that rejects it.
            if isinstance(parent, list) or last in parent:
                del parent[last]
        else:
            parent[change.key] = parent.pop(last)
    return data


def is_kept(old: Any, new: Any) -> bool:
    """Whether all of the old data is in the new: mappings and lists only grew.

    Scaffolding also writes `appUserToken: true` as a mapping, and moves the `url` of an endpoint.
    An empty section may become another one.
    """
    if (old is True and new == {"enabled": True}) or old in ({}, []):
        return True
    if isinstance(old, dict):
        return isinstance(new, dict) and all(
            key in new and is_kept(value, new[key]) for key, value in old.items() if key != "url"
        )
    if isinstance(old, list):
        if not isinstance(new, list):
            return False
        rest: Iterator[object] = iter(new)
        return all(any(is_kept(item, other) for other in rest) for item in old)
    return bool(old == new) or old is None
