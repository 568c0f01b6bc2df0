"""Where a value goes that is given to a function or a component of the app."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from forgecfg.source.app import App
from forgecfg.source.functions import SAME_FUNCTION, function_of
from forgecfg.source.origin import HELD, RETURNED, Origin
from forgecfg.source.scope import Binding
from forgecfg.source.syntax import (
    arguments,
    is_field,
    name_of,
    parameters,
    pattern_names,
    pattern_of,
    property_key,
)
from forgecfg.source.unit import Unit

if TYPE_CHECKING:
    from tree_sitter import Node

Tracked = tuple[Unit, Binding, Origin | None]
"""A file, a name that is bound in it, and what the name then is."""


def into_function(
    app: App, unit: Unit, listed: Node, node: Node, origin: Origin
) -> list[Tracked] | None:
    """The parameters that an argument becomes; None where the function is not known."""
    call = unit.parents.of(listed)
    callee = call.child_by_field_name("function") if call is not None else None
    found = function_of(app, unit, callee) if callee is not None else None
    if call is None or found is None:
        return None
    index = [argument.id for argument in arguments(call)].index(node.id)
    return _parameter(*found, index, origin)


def into_component(app: App, unit: Unit, expression: Node, origin: Origin) -> list[Tracked] | None:
    """The properties of a component that a value in JSX becomes; None where it is not known.

    Elements of HTML only call what they are given.
    """
    attribute = unit.parents.of(expression)
    element = unit.parents.of(attribute) if attribute is not None else None
    named = element.child_by_field_name("name") if element is not None else None
    if attribute is None or named is None or attribute.type != "jsx_attribute":
        return None
    if named.type == "identifier" and name_of(named)[:1].islower():
        return []
    held = origin.then(HELD + name_of(attribute.named_children[0]))
    found = function_of(app, unit, named)
    if held is None or found is None or not parameters(found[1]):
        return None
    return _parameter(*found, 0, held)


def _parameter(unit: Unit, function: Node, index: int, origin: Origin) -> list[Tracked]:
    given = parameters(function)
    if index >= len(given):
        return []
    pattern, _ = pattern_of(given[index])
    return [
        (unit, Binding("parameter", name, None), origin.members(path))
        for name, path, _ in pattern_names(pattern)
        if "*" not in path
    ]


def global_name(node: Node) -> Node | None:
    """The expression that is the global `fetch`: itself, or as a property of the global object."""
    parent = node.parent
    if node.type == "identifier" or parent is None or parent.type != "member_expression":
        return node if node.type == "identifier" else None
    held = name_of(parent.child_by_field_name("object"))
    return parent if held in ("window", "globalThis", "self", "global") else None


def may_use(importer: Unit, public: str) -> bool:
    """Whether a file may use an export of another: found without parsing it."""
    text = importer.text
    return public in ("default", "module.exports") or public in text or "export *" in text


def uses_of(unit: Unit, binding: Binding) -> Iterator[Node | None]:
    """Each use of a name in its scope; None where the code is nested too deeply to be read."""
    name, start = name_of(binding.name), binding.name.start_byte
    scope = unit.scopes.scope_of(binding.name, name)
    if scope is not None and unit.scopes.names(scope)[name].name.start_byte != start:
        return  # declared again: the uses belong to the first one
    first, last = unit.extent(scope)
    while first < last:
        end = last
        for at in unit.locations(name, first, last):
            node = unit.at(at, at + len(name.encode())) if at != start else None
            if node is not None and node.type in ("identifier", "shorthand_property_identifier"):
                found = unit.scopes.lookup(node, name)
                if found is not None and found.name.start_byte == start:
                    yield node
            deep_until = unit.parents.deep_until(at)
            if deep_until:
                yield None
                end = deep_until
                break
        first = end


def uses_of_this(unit: Unit, body: Node, name: str) -> Iterator[Node]:
    """Each `this.name` in the body of a class that is read."""
    pattern = re.compile(rb"\bthis\s*\.\s*" + re.escape(name.encode()) + rb"(?![\w$])")
    for match in pattern.finditer(unit.data, body.start_byte, body.end_byte):
        node = unit.at(match.start(), match.end())
        parent = unit.parents.of(node) if node is not None else None
        if node is None or parent is None or node.type != "member_expression":
            continue
        left = parent.child_by_field_name("left")
        written = parent.type == "assignment_expression" and left is not None
        if not (written and left is not None and left.id == node.id):
            yield node


def held_in(
    unit: Unit, parent: Node, node: Node, origin: Origin
) -> tuple[Node, Origin | None] | None:
    """The object that contains a value or the call that returns it, with its origin, or None."""
    kind = parent.type
    if node.type == "shorthand_property_identifier" and kind == "object":
        return parent, origin.then(HELD + name_of(node))
    above = unit.parents.of(parent)
    if kind == "pair" and is_field(parent, "value", node) and above is not None:
        key = property_key(parent.child_by_field_name("key"))
        return above, origin.then(HELD + (key or "?"))
    if kind == "arguments" and above is not None:
        call = above
        function = call.child_by_field_name("function")
        last = function and (function.child_by_field_name("property") or function)
        if name_of(last) in SAME_FUNCTION:
            inside = name_of(last) == "useMemo" and origin.path[-1:] == (RETURNED,)
            return call, origin.called() if inside else origin
    return None
