"""A call as it is found: nodes of a syntax tree, before it becomes frozen data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.source.origin import Origin
from forgecfg.source.syntax import arguments, name_of
from forgecfg.source.unit import Unit

if TYPE_CHECKING:
    from tree_sitter import Node


class RawCall(NamedTuple):
    """A call of something that was followed: the call's node, and the node of the name called."""

    unit: Unit
    node: Node
    callee: Node
    origin: Origin


def wrapped_arguments(call: RawCall) -> Iterator[tuple[str | None, Node]]:
    """The arguments of a call by position as text, those of a JSX element by property."""
    if call.node.type in ("call_expression", "new_expression"):
        yield from ((str(index), node) for index, node in enumerate(arguments(call.node)))
        return
    for child in call.node.named_children:
        if child.type == "jsx_attribute" and len(child.named_children) == 2:
            name, value = child.named_children
            if value.type == "jsx_expression" and value.named_children:
                value = value.named_children[0]
            yield name_of(name), value
