"""`${NAME}` in values.

Forge substitutes variables after parsing, in string values only, and only names that
`environment.variables` declares; the result stays a string. The deploying shell may set a
variable to anything, so only a declared default is a known value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from typing import NamedTuple

from forgecfg.document.nodes import Mapping, Node, Scalar, Sequence

REFERENCE = re.compile(r"\$\{([a-zA-Z_][a-zA-Z0-9_]*)\}")


class UndeclaredVariable(NamedTuple):
    """A `${NAME}` that stays as it is; offsets are 0-based, of the reference where it is plain."""

    name: str
    start: int
    end: int
    scalar: Scalar


def declared(root: Node | None) -> dict[str, str | None]:
    """Names of `environment.variables` and their defaults (None: no default)."""
    names: dict[str, str | None] = {}
    environment = root.get("environment") if isinstance(root, Mapping) else None
    section = environment.value if environment is not None else None
    variables = section.get("variables") if isinstance(section, Mapping) else None
    items = variables.value.items if variables and isinstance(variables.value, Sequence) else []
    for item in items:
        name, known = item, None
        if isinstance(item, Mapping):
            key, default = item.get("key"), item.get("default")
            name = key.value if key is not None else item
            known = _text(default.value) if default is not None else None
        if isinstance(name, Scalar) and isinstance(name.value, str):
            names.setdefault(name.value, known)
    return names


def _text(node: Node) -> str | None:
    """A scalar's text, None where there is none."""
    return node.text if isinstance(node, Scalar) and node.value is not None else None


def substitute(
    text: str, scalars: Iterable[Scalar], names: Table[str, str | None]
) -> list[UndeclaredVariable]:
    """Replace declared variables in the scalars' values, and return the undeclared ones.

    A value with a variable that has no default is marked unknown.
    """
    undeclared: list[UndeclaredVariable] = []
    for scalar in scalars:
        value = str(scalar.value)
        at = scalar.start
        for match in REFERENCE.finditer(value):
            name = match.group(1)
            if name not in names:
                undeclared.append(_place(text, scalar, name, match.group(), at))
                at = undeclared[-1].end
            elif names[name] is None:
                scalar.unknown = True
        scalar.value = REFERENCE.sub(lambda match: _known(match, names), value)
    return undeclared


def _known(match: re.Match[str], names: Table[str, str | None]) -> str:
    """What a reference becomes: the default, or itself where there is none."""
    default = names.get(match[1])
    return match[0] if default is None else default


def _place(text: str, scalar: Scalar, name: str, token: str, after: int) -> UndeclaredVariable:
    """Where a reference stands; the whole scalar where escapes or folding hide it."""
    at = -1 if scalar.aliased else text.find(token, after, scalar.end)
    start, end = (at, at + len(token)) if at >= 0 else (scalar.start, scalar.end)
    return UndeclaredVariable(name, start, end, scalar)
