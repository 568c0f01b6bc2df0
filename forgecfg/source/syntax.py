"""Reading single nodes of a JavaScript syntax tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

# Expressions that have the value of the expression inside them.
TRANSPARENT = frozenset(
    {
        "parenthesized_expression",
        "as_expression",
        "satisfies_expression",
        "non_null_expression",
        "type_assertion",
        "await_expression",
    }
)
FUNCTIONS = frozenset(
    {
        "arrow_function",
        "function_expression",
        "function_declaration",
        "generator_function",
        "generator_function_declaration",
        "method_definition",
    }
)
FUNCTION_VALUES = frozenset({"arrow_function", "function_expression", "generator_function"})

_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL
)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}


def name_of(node: Node | None) -> str:
    """The source text of a name, "" where there is none."""
    return node.text.decode("utf-8", "replace") if node is not None and node.text else ""


def string_value(node: Node) -> str:
    """The value of a string literal."""
    return unescape(name_of(node)[1:-1])


def unescape(text: str) -> str:
    """JavaScript's escapes in a text replaced with what they stand for."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else ""
    return _SHORT.get(match[4], "" if match[4] == "\r\n" else match[4])


def inner(node: Node) -> Node:
    """The expression inside parentheses, casts and `await`."""
    while node.type in TRANSPARENT:
        children = node.named_children
        if not children:
            return node
        # `<T>x` has its type first, `x as T` has it last.
        node = children[-1] if node.type == "type_assertion" else children[0]
    return node


def arguments(call: Node) -> list[Node]:
    """The arguments of a call or a `new`; a tagged template is not among them."""
    listed = call.child_by_field_name("arguments")
    if listed is None or listed.type != "arguments":
        return []
    return [child for child in listed.named_children if child.type != "comment"]


def property_key(node: Node | None) -> str | None:
    """The name of a property in an object, a pattern or a class; None where it is computed."""
    if node is None:
        return None
    if node.type == "string":
        return string_value(node)
    if node.type == "computed_property_name":
        child = node.named_children[0] if node.named_children else None
        return string_value(child) if child is not None and child.type == "string" else None
    return name_of(node)


def properties(node: Node) -> Iterator[tuple[str | None, Node]]:
    """Name and value of each property of an object literal; the name None for what is spread in.

    The value of a shorthand property is its name, that of a method its definition.
    """
    for child in node.named_children:
        if child.type == "pair":
            value = child.child_by_field_name("value")
            if value is not None:
                yield property_key(child.child_by_field_name("key")), value
        elif child.type == "shorthand_property_identifier":
            yield name_of(child), child
        elif child.type == "method_definition":
            yield property_key(child.child_by_field_name("name")), child
        elif child.type == "spread_element":
            yield None, child


def parameters(function: Node) -> list[Node]:
    """The parameters of a function, as patterns with their types and defaults."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [single]
    listed = function.child_by_field_name("parameters")
    if listed is None:
        return []
    kept = [child for child in listed.named_children if child.type != "comment"]
    return [child for child in kept if name_of(child.child_by_field_name("pattern")) != "this"]


def pattern_of(parameter: Node) -> tuple[Node, Node | None]:
    """The pattern of a parameter without its type, and its default value."""
    default: Node | None = None
    if parameter.type in ("required_parameter", "optional_parameter"):
        default = parameter.child_by_field_name("value")
        parameter = parameter.child_by_field_name("pattern") or parameter
    if parameter.type == "assignment_pattern":
        default = parameter.child_by_field_name("right")
        parameter = parameter.child_by_field_name("left") or parameter
    return parameter, default


def pattern_names(pattern: Node) -> Iterator[tuple[Node, tuple[str, ...], Node | None]]:
    """The names that a pattern binds: the node of each, the properties to it, and its default.

    Names after `...` and in array patterns have the path `("*",)`: what they hold is not followed.
    """
    waiting: list[tuple[Node, tuple[str, ...], Node | None]] = [(pattern, (), None)]
    while waiting:
        node, path, default = waiting.pop()
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            last = (*path, name_of(node)) if node.type != "identifier" else path
            yield node, last, default
        elif node.type == "object_pattern":
            waiting += ((child, path, None) for child in node.named_children)
        elif node.type == "pair_pattern":
            key, value = (node.child_by_field_name(name) for name in ("key", "value"))
            if value is not None:
                waiting.append((value, (*path, property_key(key) or "*"), None))
        elif node.type in ("object_assignment_pattern", "assignment_pattern"):
            left, right = (node.child_by_field_name(name) for name in ("left", "right"))
            if left is not None:
                waiting.append((left, path, right))
        elif node.type in ("rest_pattern", "array_pattern"):
            waiting += ((child, ("*",), None) for child in node.named_children)


def is_field(parent: Node, field: str, node: Node) -> bool:
    """Whether a node is the child of its parent in a field of the grammar."""
    child = parent.child_by_field_name(field)
    return child is not None and child.id == node.id
