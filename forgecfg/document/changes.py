"""Changes to a document: edits of its text, and the resulting changes of its data."""

from __future__ import annotations

from dataclasses import dataclass

from forgecfg.document.nodes import ScalarValue
from forgecfg.document.positions import Edit, YamlPath

Data = ScalarValue | list["Data"] | dict[str, "Data"]


@dataclass(frozen=True, slots=True)
class Put:
    """Set the value at `path` to `data`; a missing key, or the next index, is added."""

    path: YamlPath
    data: Data


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove the key or list item at `path`; `nth` (0-based) selects one of duplicate keys."""

    path: YamlPath
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Rename:
    """Rename the key at the end of `path` to `key` and keep its value."""

    path: YamlPath
    key: str


Change = Put | Drop | Rename


@dataclass(frozen=True, slots=True)
class Plan:
    """The edits and changes of one or more operations on one document; may be empty."""

    edits: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()
