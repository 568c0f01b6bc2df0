"""What text an expression has, as far as the source says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.source.syntax import (
    FUNCTION_VALUES,
    arguments,
    inner,
    name_of,
    properties,
    property_key,
    string_value,
    unescape,
)

if TYPE_CHECKING:
    from tree_sitter import Node

    from forgecfg.source.app import App
    from forgecfg.source.scope import Binding
    from forgecfg.source.unit import Unit


class Hole(NamedTuple):
    """A part of a text that is not known: the value of a parameter, or anything.

    `function` is the start of the function in its file (-1: no parameter), `position` and `path`
    say which parameter, and which property of it.
    """

    function: int = -1
    file: str = ""
    position: int = 0
    path: tuple[str, ...] = ()


_WRITE = re.compile(rb"\s*(?:[-+*/|&?]{0,2}=(?![=>])|\+\+|--)")

ANY = Hole()
Text = tuple[str | Hole, ...]
"""A text in parts; a plain string is `("abc",)`, the empty one `("",)`."""

UNKNOWN: tuple[Text, ...] = ((ANY,),)

_MOST_TEXTS = 12
_DEPTH = 16
# Their value is the text in their argument, or close enough to compare.
_PASSING = frozenset(
    {"assumeTrustedRoute", "routeFromAbsolute", "String", "URL", "Request", "freeze"}
)
_SAME_TEXT = frozenset({"toString", "trim", "valueOf", "toLowerCase"})


def plain(text: Text) -> str | None:
    """The string that a text is, None where a part of it is not known."""
    return text[0] if len(text) == 1 and isinstance(text[0], str) else None


def evaluate(app: App, unit: Unit, node: Node, depth: int = 0) -> tuple[Text, ...]:
    """The texts that an expression may have, at least one; `UNKNOWN` where nothing is known."""
    found = tuple(dict.fromkeys(_texts(app, unit, inner(node), depth)))
    return found if found and len(found) <= _MOST_TEXTS else UNKNOWN


def _texts(app: App, unit: Unit, node: Node, depth: int) -> tuple[Text, ...]:
    if depth > _DEPTH:
        return UNKNOWN
    kind = node.type
    if kind == "string":
        return ((string_value(node),),)
    if kind == "number":
        return ((name_of(node),),)
    if kind == "template_string":
        return _template(app, unit, node, depth)
    if kind == "ternary_expression":
        branches = [node.child_by_field_name(name) for name in ("consequence", "alternative")]
        return tuple(t for b in branches if b for t in evaluate(app, unit, b, depth + 1))
    if kind == "binary_expression":
        return _binary(app, unit, node, depth)
    if kind in ("identifier", "shorthand_property_identifier"):
        return _named(app, unit, node, (), depth)
    if kind in ("member_expression", "subscript_expression"):
        return _member(app, unit, node, depth)
    if kind == "call_expression":
        return _call(app, unit, node, depth)
    if kind == "new_expression":
        made = name_of(node.child_by_field_name("constructor"))
        given = arguments(node)
        if made in _PASSING and given:
            return _based(app, unit, given, depth)
    return UNKNOWN


def _based(app: App, unit: Unit, given: list[Node], depth: int) -> tuple[Text, ...]:
    """`new URL(path, base)`, or the one argument."""
    texts = evaluate(app, unit, given[0], depth + 1)
    if len(given) > 1:
        bases = evaluate(app, unit, given[1], depth + 1)
        if len(bases) == 1 and len(texts) == 1 and (start := plain(bases[0])) is not None:
            return (join_parts([start.rstrip("/") + "/", *texts[0]]),)
        return UNKNOWN
    return texts


def _template(app: App, unit: Unit, node: Node, depth: int) -> tuple[Text, ...]:
    parts: list[str | Hole] = []
    for child in node.named_children:
        if child.type == "string_fragment":
            parts.append(name_of(child))
        elif child.type == "escape_sequence":
            parts.append(unescape(name_of(child)))
        elif child.type == "template_substitution" and child.named_children:
            texts = evaluate(app, unit, child.named_children[0], depth + 1)
            parts += texts[0] if len(texts) == 1 else (ANY,)
    return (join_parts(parts),)


def join_parts(parts: list[str | Hole]) -> Text:
    """A text of parts in which no two strings follow each other."""
    joined: list[str | Hole] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined) or ("",)


def _binary(app: App, unit: Unit, node: Node, depth: int) -> tuple[Text, ...]:
    operator = name_of(node.child_by_field_name("operator"))
    left, right = (node.child_by_field_name(name) for name in ("left", "right"))
    if left is None or right is None or operator not in ("+", "||", "??"):
        return UNKNOWN
    firsts = evaluate(app, unit, left, depth + 1)
    seconds = evaluate(app, unit, right, depth + 1)
    if operator == "+":
        first = firsts[0] if len(firsts) == 1 else (ANY,)
        second = seconds[0] if len(seconds) == 1 else (ANY,)
        return (join_parts([*first, *second]),)
    return (*firsts, *seconds)


def _call(app: App, unit: Unit, node: Node, depth: int) -> tuple[Text, ...]:
    function = node.child_by_field_name("function")
    listed = node.child_by_field_name("arguments")
    if function is None or listed is None:
        return UNKNOWN
    if listed.type == "template_string":
        return _template(app, unit, listed, depth)
    last = function.child_by_field_name("property") or function
    given = arguments(node)
    if name_of(last) in _PASSING and given:
        return evaluate(app, unit, given[0], depth + 1)
    if name_of(last) in _SAME_TEXT and function.type == "member_expression":
        held = function.child_by_field_name("object")
        return evaluate(app, unit, held, depth + 1) if held is not None else UNKNOWN
    return UNKNOWN


def _member(app: App, unit: Unit, node: Node, depth: int) -> tuple[Text, ...]:
    path: list[str] = []
    while node.type in ("member_expression", "subscript_expression"):
        if node.type == "member_expression":
            path.insert(0, name_of(node.child_by_field_name("property")))
        else:
            index = node.child_by_field_name("index")
            keys = evaluate(app, unit, index, depth + 1) if index is not None else UNKNOWN
            path.insert(0, plain(keys[0]) or "*" if len(keys) == 1 else "*")
        held = node.child_by_field_name("object")
        if held is None:
            return UNKNOWN
        node = inner(held)
    if path == ["href"] and node.type in ("new_expression", "identifier"):
        return evaluate(app, unit, node, depth + 1)
    if node.type == "object":
        return _inside(app, unit, node, tuple(path), depth)
    if node.type != "identifier":
        return UNKNOWN
    found = _named(app, unit, node, tuple(path), depth)
    if path[-1] in ("href", "url") and found == UNKNOWN:
        return _named(app, unit, node, tuple(path[:-1]), depth)
    return found


def _named(app: App, unit: Unit, node: Node, path: tuple[str, ...], depth: int) -> tuple[Text, ...]:
    binding = unit.scopes.lookup(node, name_of(node))
    return UNKNOWN if binding is None else _bound(app, unit, binding, path, depth)


def _bound(
    app: App, unit: Unit, binding: Binding, path: tuple[str, ...], depth: int
) -> tuple[Text, ...]:
    path = (*binding.path, *path) if binding.kind != "import" else path
    if binding.kind == "parameter" and binding.value is not None:
        hole = Hole(binding.value.start_byte, unit.path, binding.position, path)
        if binding.default is not None and path == binding.path:
            return ((hole,), *evaluate(app, unit, binding.default, depth + 1))
        return ((hole,),)
    if binding.kind == "import":
        return _imported(app, unit, binding, path, depth)
    if binding.value is None or "*" in binding.path:
        return UNKNOWN
    if binding.kind == "let" and _is_changed(unit, binding):
        return UNKNOWN
    if binding.kind in ("const", "let", "enum", "class"):
        return _inside(app, unit, binding.value, path, depth)
    return UNKNOWN


def _is_changed(unit: Unit, binding: Binding) -> bool:
    """Whether something may be assigned to a name after its declaration."""
    name, own = name_of(binding.name), binding.name.start_byte
    scope = unit.scopes.scope_of(binding.name, name)
    locations = (at for at in unit.locations(name, *unit.extent(scope)) if at != own)
    return any(_WRITE.match(unit.data, at + len(name.encode())) for at in locations)


def _imported(
    app: App, unit: Unit, binding: Binding, path: tuple[str, ...], depth: int
) -> tuple[Text, ...]:
    target = app.resolve(unit.path, binding.source)
    if not target:
        return UNKNOWN
    name = binding.path[0]
    if name == "*":
        if not path:
            return UNKNOWN
        name, path = path[0], path[1:]
    found = app.export(target, name)
    if found is None or found[1].node is None:
        return UNKNOWN
    other, node = found[0], found[1].node
    if node.type in ("identifier", "type_identifier"):
        bound = other.scopes.names(other.root).get(name_of(node))
        return UNKNOWN if bound is None else _bound(app, other, bound, path, depth + 1)
    return _inside(app, other, node, path, depth + 1)


def _inside(
    app: App, unit: Unit, node: Node, path: tuple[str, ...], depth: int
) -> tuple[Text, ...]:
    """The texts at the end of a path of properties into an object literal, an enum or a class."""
    if depth > _DEPTH:
        return UNKNOWN
    node = inner(node)
    if not path:
        return evaluate(app, unit, node, depth + 1)
    if node.type == "call_expression":
        # `Object.freeze({…})`
        function = node.child_by_field_name("function")
        given = arguments(node)
        if function is not None and name_of(function) == "Object.freeze" and given:
            return _inside(app, unit, given[0], path, depth + 1)
        return UNKNOWN
    if node.type in ("identifier", "shorthand_property_identifier"):
        return _named(app, unit, node, path, depth + 1)
    if node.type in ("member_expression", "subscript_expression"):
        return UNKNOWN
    if node.type not in ("object", "enum_declaration", "class_declaration"):
        return UNKNOWN
    members = [*_members(node)]
    if path[0] == "*":
        if not members or any(key is None for key, _ in members):
            return UNKNOWN
        return tuple(
            t for _, value in members for t in _inside(app, unit, value, path[1:], depth + 1)
        )
    for key, value in reversed(members):
        if key == path[0] and value.type not in FUNCTION_VALUES:
            return _inside(app, unit, value, path[1:], depth + 1)
    return UNKNOWN


def _members(node: Node) -> list[tuple[str | None, Node]]:
    if node.type == "object":
        return [*properties(node)]
    body = node.child_by_field_name("body")
    found: list[tuple[str | None, Node]] = []
    for child in body.named_children if body is not None else ():
        name, value = (child.child_by_field_name(field) for field in ("name", "value"))
        if name is not None and value is not None:
            found.append((property_key(name), value))
    return found


def texts_inside(app: App, unit: Unit, node: Node, path: tuple[str, ...]) -> tuple[Text, ...]:
    """The texts that a property of a property … of an expression may have."""
    found = tuple(dict.fromkeys(_inside(app, unit, node, path, 0)))
    return found if found and len(found) <= _MOST_TEXTS else UNKNOWN
