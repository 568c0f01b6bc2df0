"""What is to become of a document: edits of its text, and the change of data that they mean."""

from __future__ import annotations

from dataclasses import dataclass

from forgecfg.document.nodes import ScalarValue
from forgecfg.document.positions import Edit, YamlPath

Data = ScalarValue | list["Data"] | dict[str, "Data"]


@dataclass(frozen=True, slots=True)
class Put:
    """The value at `path` becomes `data`; a key that is absent, or the next index, is added."""

    path: YamlPath
    data: Data


@dataclass(frozen=True, slots=True)
class Drop:
    """The key or list item at `path` goes; `nth` (0-based) tells repetitions of a key apart."""

    path: YamlPath
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Rename:
    """The key at the end of `path` becomes `key`, with the same value."""

    path: YamlPath
    key: str


Change = Put | Drop | Rename


@dataclass(frozen=True, slots=True)
class Plan:
    """What one or more operations do to one document; an empty plan does nothing."""

    edits: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()
