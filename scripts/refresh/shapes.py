"""What a JSON schema says of each place of a document, however it says it.

Choices (`anyOf`, `oneOf`) are taken together: a property is known if any branch knows it, required
if all do. Conditions (`then`, `else`) may add names and choices, and require nothing. Patterns and
sizes are left out: two of them can mean the same and look different.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Trail = frozenset[str]

_SCALARS = {"string", "number"}
_BOTH = {"true", "false"}
_TYPES = {str: "string", bool: "boolean", int: "number", float: "number", type(None): "null"}


class Part(NamedTuple):
    """A schema for a place, and the references that led to it; not `firm` if on a condition."""

    schema: Any
    trail: Trail
    firm: bool = True


class Shape(NamedTuple):
    """One place: `choices` are empty where any value of the type will do."""

    required: frozenset[str]
    closed: bool
    types: frozenset[str]
    choices: frozenset[str]


class _Node:
    """A schema with its branches put together; its children are not merged yet."""

    def __init__(self) -> None:
        self.properties: defaultdict[str, list[Part]] = defaultdict(list)
        self.others: list[Part] = []
        self.items: list[Part] = []
        self.required: set[str] = set()
        self.closed = False
        self.types: set[str] = set()
        self.choices: set[str] = set()
        self.free = False

    @property
    def is_object(self) -> bool:
        return not self.types or "object" in self.types

    def absorb(self, other: _Node, firm: bool = True) -> None:
        """Take over what another one allows; not `firm` where that holds on a condition."""
        for name, parts in other.properties.items():
            self.properties[name] += _as_firm(parts, firm)
        self.others += _as_firm(other.others, firm)
        self.items += _as_firm(other.items, firm)
        self.choices |= other.choices


def _as_firm(parts: list[Part], firm: bool) -> list[Part]:
    return [part._replace(firm=part.firm and firm) for part in parts]


def shapes(schema: Mapping[str, Any]) -> dict[str, Shape]:
    """The shape of each place, by its path: `.` a property, `[]` an item, `{*}` any other name."""
    found: dict[str, Shape] = {}
    _visit(schema, found, "", [Part(schema, frozenset("#"))])
    return found


def _visit(root: Any, found: dict[str, Shape], path: str, parts: list[Part]) -> None:
    looked = [(_node(root, part.schema, part.trail), part.firm) for part in parts]
    nodes = [(node, firm) for node, firm in looked if node is not None]
    if not nodes:
        return
    whole = _Node()
    for node, is_firm in nodes:
        whole.absorb(node, is_firm)
        whole.types |= node.types
    firm = [node for node, is_firm in nodes if is_firm] or [node for node, _ in nodes]
    objects = [node for node in firm if node.is_object]
    any_will_do = any(node.free for node in firm) or whole.choices == _BOTH
    found[path] = Shape(
        required=frozenset(set.intersection(*(node.required for node in objects)))
        if objects
        else frozenset(),
        closed=bool(whole.properties) and all(node.closed for node in objects),
        types=frozenset(whole.types),
        choices=frozenset() if any_will_do else frozenset(whole.choices),
    )
    for name, below in whole.properties.items():
        _visit(root, found, f"{path}.{name}".lstrip("."), below)
    if whole.items:
        _visit(root, found, f"{path}[]", whole.items)
    if whole.others:
        _visit(root, found, f"{path}.{{*}}", whole.others)


def _node(root: Any, schema: Any, trail: Trail) -> _Node | None:
    """A schema and its branches; None for one that rejects everything, or is recursive."""
    while isinstance(schema, dict) and "$ref" in schema:
        if schema["$ref"] in trail:
            return None
        trail |= {schema["$ref"]}
        schema = _follow(root, schema["$ref"])
    if schema is False:
        return None
    node = _Node()
    if not isinstance(schema, dict):
        return node
    _own(root, schema, trail, node)
    for one in schema.get("allOf", ()):
        branch = _node(root, one, trail)
        if branch is not None:
            node.absorb(branch)
            node.required |= branch.required
            node.closed |= branch.closed
            node.free &= not branch.choices
    for keyword in ("anyOf", "oneOf"):
        _add_choice(node, [_node(root, one, trail) for one in schema.get(keyword, ())])
    for keyword in ("then", "else"):
        branch = _node(root, schema[keyword], trail) if keyword in schema else None
        if branch is not None:
            node.absorb(branch, firm=False)
            node.free &= not branch.choices
    for name in _refused(schema):
        node.properties.pop(name, None)
    return node


def _follow(root: Any, reference: str) -> Any:
    found = root
    for part in reference.removeprefix("#").split("/")[1:]:
        found = found[part]
    return found


def _own(root: Any, schema: Mapping[str, Any], trail: Trail, node: _Node) -> None:
    node.required |= set(schema.get("required", ()))
    node.closed = schema.get("additionalProperties") is False
    types = schema.get("type", ())
    node.types = {types} if isinstance(types, str) else set(types)
    node.types = {"number" if name == "integer" else name for name in node.types}
    if not node.types and "properties" in schema:
        node.types = {"object"}
    values = [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]
    node.choices = {value if isinstance(value, str) else json.dumps(value) for value in values}
    if values and not node.types:
        node.types = {_TYPES[type(value)] for value in values}
    node.free = not values and bool(node.types & _SCALARS)
    for name, inner in schema.get("properties", {}).items():
        if inner is not False:
            node.properties[name].append(Part(inner, trail))
    items = schema.get("items")
    node.items += [
        Part(one, trail) for one in (items if isinstance(items, list) else [items]) if one
    ]
    others = dict(schema.get("patternProperties", {}))
    if isinstance(schema.get("additionalProperties"), dict):
        others[""] = schema["additionalProperties"]
    # Names that are listed are properties, whatever form that is given.
    names = sorted(_names(root, schema.get("propertyNames", {})))
    for name in names:
        node.properties[name] += [
            Part(one, trail) for form, one in others.items() if re.search(form, name)
        ]
    node.closed |= bool(names)
    node.others += [] if names else [Part(one, trail) for one in others.values()]


def _names(root: Any, schema: Any) -> Iterator[str]:
    """The names that a schema for names allows, where it lists them."""
    if isinstance(schema, dict):
        yield from schema.get("enum", ())
        for one in schema.get("anyOf", ()):
            yield from _names(root, one)
        if "$ref" in schema:
            yield from _names(root, _follow(root, schema["$ref"]))


def _refused(schema: Mapping[str, Any]) -> list[str]:
    """What may not be there: `{"not": {"required": […]}}`."""
    inner = schema.get("not")
    if isinstance(inner, dict) and set(inner) == {"required"} and len(inner["required"]) == 1:
        return list(inner["required"])
    return []


def _add_choice(node: _Node, branches: list[_Node | None]) -> None:
    known = [branch for branch in branches if branch is not None]
    for branch in known:
        node.absorb(branch)
        if not node.types & _SCALARS:
            node.free |= branch.free
        elif branch.choices:
            node.free = False
    if not node.types:
        node.types = set().union(*(branch.types for branch in known))
    objects = [branch for branch in known if branch.is_object]
    if objects:
        node.required |= set.intersection(*(branch.required for branch in objects))
        node.closed |= all(branch.closed for branch in objects)
