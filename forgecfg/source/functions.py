"""Finding the functions of an app that expressions refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forgecfg.source.syntax import FUNCTION_VALUES, FUNCTIONS, arguments, inner, name_of, properties

if TYPE_CHECKING:
    from tree_sitter import Node

    from forgecfg.source.app import App
    from forgecfg.source.scope import Binding
    from forgecfg.source.unit import Unit

# Functions that return the function they are given, or one that does the same.
SAME_FUNCTION = frozenset(
    {"useCallback", "memo", "debounce", "throttle", "freeze", "useMemo", "memoize", "once"}
)
_HOPS = 6


def enclosing(unit: Unit, node: Node) -> Node | None:
    """The innermost function around a node."""
    around = unit.parents.of(node)
    while around is not None and around.type not in FUNCTIONS:
        around = unit.parents.of(around)
    return around


def function_of(
    app: App, unit: Unit, node: Node, path: tuple[str, ...] = (), hops: int = 0
) -> tuple[Unit, Node] | None:
    """The function that an expression means, with its file; None if it cannot be determined.

    `path` are properties to enter from there.
    """
    node = inner(node)
    if hops > _HOPS:
        return None
    if node.type in FUNCTIONS:
        return (unit, node) if not path else None
    if node.type == "member_expression":
        held = node.child_by_field_name("object")
        name = name_of(node.child_by_field_name("property"))
        if held is None:
            return None
        return function_of(app, unit, held, (name, *path), hops + 1)
    if node.type == "object" and path:
        for key, value in properties(node):
            if key == path[0]:
                return function_of(app, unit, value, path[1:], hops + 1)
        return None
    if node.type == "call_expression" and not path:
        # `useCallback(function)`
        given = arguments(node)
        return (unit, given[0]) if given and given[0].type in FUNCTION_VALUES else None
    if node.type not in ("identifier", "shorthand_property_identifier"):
        return None
    binding = unit.scopes.lookup(node, name_of(node))
    return _bound(app, unit, binding, path, hops) if binding is not None else None


def _bound(
    app: App, unit: Unit, binding: Binding, path: tuple[str, ...], hops: int
) -> tuple[Unit, Node] | None:
    if binding.kind == "import":
        target = app.resolve(unit.path, binding.source)
        name = binding.path[0]
        if name == "*" and path:
            name, path = path[0], path[1:]
        found = app.export(target, name) if target else None
        if found is None or found[1].node is None:
            return None
        other, node = found[0], found[1].node
        if node.type == "identifier":
            inside = other.scopes.names(other.root).get(name_of(node))
            return _bound(app, other, inside, path, hops + 1) if inside is not None else None
        return function_of(app, other, node, path, hops + 1)
    if binding.kind == "function" and binding.value is not None:
        return (unit, binding.value) if not path else None
    if binding.kind in ("const", "let") and binding.value is not None:
        return function_of(app, unit, binding.value, (*binding.path, *path), hops + 1)
    return None
