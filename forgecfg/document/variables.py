"""Variables `${NAME}` in values.

Forge substitutes variables after parsing, only in string values, and only names that are declared
under `environment.variables`; the result stays a string. The shell that deploys can set a variable
to any value, so only a declared default is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from typing import NamedTuple

from forgecfg.document.nodes import Mapping, Node, Scalar, Sequence

REFERENCE = re.compile(r"\$\{([a-zA-Z_][a-zA-Z0-9_]*)\}")


class UndeclaredVariable(NamedTuple):
    """An undeclared `${NAME}`; its 0-based offsets, or those of the scalar if unknown."""

    name: str
    start: int
    end: int
    scalar: Scalar


def declared(root: Node | None) -> dict[str, str | None]:
    """The names declared under `environment.variables` and their defaults (None: no default)."""
    names: dict[str, str | None] = {}
    environment = root.get("environment") if isinstance(root, Mapping) else None
    section = environment.value if environment is not None else None
    variables = section.get("variables") if isinstance(section, Mapping) else None
    items = variables.value.items if variables and isinstance(variables.value, Sequence) else []
    for item in items:
        name, default = item, None
        if isinstance(item, Mapping):
            key, entry = item.get("key"), item.get("default")
            name = key.value if key is not None else item
            default = _text(entry.value) if entry is not None else None
        if isinstance(name, Scalar) and isinstance(name.value, str):
            names.setdefault(name.value, default)
    return names


def _text(node: Node) -> str | None:
    """The text of a scalar, None for null and for collections."""
    return node.text if isinstance(node, Scalar) and node.value is not None else None


def substitute(
    text: str, scalars: Iterable[Scalar], names: Table[str, str | None]
) -> list[UndeclaredVariable]:
    """Replace declared variables in the scalars' values, and return the undeclared ones.

    A value that contains a variable without a default is marked as unknown.
    """
    undeclared: list[UndeclaredVariable] = []
    for scalar in scalars:
        value = str(scalar.value)
        at = scalar.start
        for match in REFERENCE.finditer(value):
            name = match.group(1)
            if name not in names:
                undeclared.append(_locate(text, scalar, name, match.group(), at))
                at = undeclared[-1].end
            elif names[name] is None:
                scalar.unknown = True
        scalar.value = REFERENCE.sub(lambda match: _substitution(match, names), value)
    return undeclared


def _substitution(match: re.Match[str], names: Table[str, str | None]) -> str:
    """The default of a variable, or its reference if it has no default."""
    default = names.get(match[1])
    return match[0] if default is None else default


def _locate(text: str, scalar: Scalar, name: str, token: str, after: int) -> UndeclaredVariable:
    """The variable with its offsets, or those of the scalar if escapes or folding hide it."""
    at = -1 if scalar.aliased else text.find(token, after, scalar.end)
    start, end = (at, at + len(token)) if at >= 0 else (scalar.start, scalar.end)
    return UndeclaredVariable(name, start, end, scalar)
