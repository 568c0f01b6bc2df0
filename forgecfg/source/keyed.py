"""Which argument of a Forge call names something, and what it names; through wrappers too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forgecfg.source.app import App
from forgecfg.source.facts import API, BRIDGE, PRODUCTS, Argument, Call, Key, Property, SourceSpan
from forgecfg.source.flow import Flow
from forgecfg.source.origin import CALLED, CREATED, WRAPPER, Origin
from forgecfg.source.rawcall import RawCall, wrapped_arguments
from forgecfg.source.syntax import (
    FUNCTION_VALUES,
    FUNCTIONS,
    arguments,
    inner,
    properties,
)
from forgecfg.source.unit import Unit
from forgecfg.source.values import ANY, Hole, Text, evaluate, join_parts, texts_inside

if TYPE_CHECKING:
    from tree_sitter import Node

TYPES = ("string", "template_string")

_KEYED = {
    (BRIDGE, "invoke"),
    (BRIDGE, "requestRemote"),
    (API, "invokeRemote"),
    (API, "invokeService"),
    (API, "getUrl"),
    (API, "queryUrls"),
    (API, "withProvider"),
    ("@forge/resolver", "define"),
    ("global", "fetch"),
    (API, "fetch"),
    ("node-fetch", "fetch"),
    ("cross-fetch", "fetch"),
    ("undici", "fetch"),
}
_OPTIONS = {
    ("@forge/events", "Queue"): "key",
    (BRIDGE, "Modal"): "resource",
    (BRIDGE, "invokeRemote"): "path",
    (BRIDGE, "invokeService"): "path",
}
_AXIOS = frozenset({"get", "post", "put", "patch", "delete", "head", "request"})
# A wrapper of a wrapper of a wrapper is as far as real code goes.
_LEVELS = 3
# Longer chains of `a ? b : c ? d : …` are not read.
_LONGEST_CHOICE = 20
# More callers of one wrapper than any app has.
_MOST_KEYS = 4_000

_Found = tuple[Unit, Text, SourceSpan]


def source_span(unit: Unit, start: int, end: int) -> SourceSpan:
    """A place in a file from offsets in bytes."""
    return SourceSpan(unit.path, *unit.offsets(start, end))


def chain_of(origin: Origin) -> tuple[str, ...]:
    """The names of an origin's path, without the marks of calls."""
    names = tuple(name for name in origin.path if name not in (CALLED, CREATED))
    return names[1:] if names[:1] == ("default",) and len(names) > 1 else names


def canonical(raw: RawCall) -> tuple[str, tuple[str, ...]]:
    """Package and chain of a call; default exports that are functions get their name."""
    package, chain = raw.origin.package, chain_of(raw.origin)
    if chain in ((), ("default",)):
        chain = {"@forge/resolver": ("Resolver",), "axios": ("axios",)}.get(package, ("fetch",))
    return package, chain


class KeyReader:
    """Reads the texts that calls name; follows the app's own functions where they pass one on."""

    def __init__(self, app: App, flow: Flow, entries: frozenset[str]) -> None:
        """`entries` are the files in which code starts to run."""
        self._entries = entries
        self._app = app
        self._flow = flow
        self._followed: dict[tuple[str, int], list[RawCall]] = {}
        self.lost: set[tuple[str, int]] = set()

    def keys(self, raw: RawCall, package: str, chain: tuple[str, ...]) -> tuple[Key, ...]:
        """What a call names, with each possible text; empty where it names nothing."""
        name = chain[-1]
        given = arguments(raw.node)
        option = _OPTIONS.get((package, name))
        if name in PRODUCTS and package in (API, BRIDGE):
            option = None
        elif package == "axios":
            option = "url" if name in ("axios", "request") else None
            if name not in _AXIOS | {"axios"}:
                return ()
        elif name in ("entity", "index") and package in ("@forge/kvs", API):
            option = None
        elif option is None and (package, name) not in _KEYED:
            return ()
        if not given:
            return ()
        found = [*self._argument(raw.unit, given[0], option)]
        keys = [
            Key(text, where)
            for unit, part, at in found
            for _, text, where in self._expand(unit, part, at, 0)
        ]
        return tuple(dict.fromkeys(keys[:_MOST_KEYS]))

    def _argument(self, unit: Unit, node: Node, option: str | None) -> Iterator[_Found]:
        if option is not None and inner(node).type not in TYPES:
            yield from self._at(unit, node, (option,))
        else:
            yield from self._at(unit, node, ())

    def _at(
        self, unit: Unit, node: Node, path: tuple[str, ...], depth: int = 0
    ) -> Iterator[_Found]:
        """The texts at the end of a path of properties into an expression, each at its place."""
        expression = inner(node)
        if path and expression.type == "object":
            for key, value in properties(expression):
                if key == path[0]:
                    yield from self._at(unit, value, path[1:])
                    return
            yield unit, (ANY,), source_span(unit, node.start_byte, node.end_byte)
            return
        if not path and expression.type == "ternary_expression" and depth < _LONGEST_CHOICE:
            for field in ("consequence", "alternative"):
                branch = expression.child_by_field_name(field)
                if branch is not None:
                    yield from self._at(unit, branch, (), depth + 1)
            return
        location = source_span(unit, node.start_byte, node.end_byte)
        texts = texts_inside(self._app, unit, expression, path)
        yield from ((unit, text, location) for text in texts)

    def _expand(self, unit: Unit, text: Text, at: SourceSpan, level: int) -> Iterator[_Found]:
        """A text, or where it is a parameter, what the callers of its function give for it."""
        # Only what a text begins with decides what is called; an id within a path does not.
        hole = text[0] if text else ""
        if not isinstance(hole, Hole) or hole.function < 0 or level >= _LEVELS:
            yield unit, text, at
            return
        callers = self._callers(hole)
        for caller in callers:
            for position, node in wrapped_arguments(caller):
                path = hole.path
                if position is None or not position.isdigit():
                    if hole.path[:1] != (position,) or hole.position:
                        continue
                    path = hole.path[1:]
                elif position != str(hole.position):
                    continue
                for other, given, location in self._at(caller.unit, node, path):
                    whole = _filled(text, hole, given)
                    yield from self._expand(other, whole, location, level + 1)
        # Forge itself calls functions of the files that it starts with.
        lost = (hole.file, hole.function) in self.lost
        if lost or (not callers and (hole.file in self._entries or len(text) > 1)):
            yield unit, _filled(text, hole, (ANY,)), at

    def _callers(self, hole: Hole) -> list[RawCall]:
        """The calls of the function that a parameter belongs to."""
        location = (hole.file, hole.function)
        known = self._followed.get(location)
        if known is not None:
            return known
        self._followed[location] = []
        unit = self._app.unit(hole.file)
        node = _function_at(unit, hole.function) if unit is not None else None
        if unit is None or node is None:
            self.lost.add(location)
            return []
        instance = f"{hole.file}:{hole.function}"
        self._flow.follow_function(unit, node, Origin(WRAPPER, (), instance))
        found = self._flow.callers(instance)
        lost = instance in self._flow.lost
        # A method that is called on nothing in sight may be called on what could not be followed.
        if lost or (not found and node.type == "method_definition"):
            self.lost.add(location)
        self._followed[location] = found
        return found


def _function_at(unit: Unit, start: int) -> Node | None:
    """The function that starts at an offset in bytes."""
    node = unit.at(start, start + 1)
    while node is not None and node.start_byte == start:
        if node.type in FUNCTIONS:
            return node
        node = unit.parents.of(node)
    return None


def _filled(text: Text, hole: Hole, given: Text) -> Text:
    parts: list[str | Hole] = []
    for part in text:
        parts += given if part == hole else (part,)
    return join_parts(parts)


def call_of(app: App, raw: RawCall, reader: KeyReader) -> Call:
    """The call as frozen data."""
    package, chain = canonical(raw)
    unit = raw.unit
    return Call(
        package,
        chain,
        source_span(unit, raw.callee.start_byte, raw.callee.end_byte),
        tuple(_arguments(app, raw)),
        reader.keys(raw, package, chain),
        raw.origin.instance,
    )


def _arguments(app: App, raw: RawCall) -> Iterator[Argument]:
    unit = raw.unit
    for node in arguments(raw.node):
        expression = inner(node)
        at = source_span(unit, node.start_byte, node.end_byte)
        if expression.type in TYPES:
            yield Argument("text", at)
        elif expression.type == "object":
            members = [*properties(expression)]
            listed = tuple(
                Property(
                    key,
                    evaluate(app, unit, value),
                    source_span(unit, value.start_byte, value.end_byte),
                )
                for key, value in members
                if key is not None and value.type != "method_definition"
            )
            yield Argument("object", at, listed, any(key is None for key, _ in members))
        elif expression.type in FUNCTION_VALUES:
            yield Argument("function", at)
        elif expression.type == "call_expression" and _is_tagged(expression):
            yield Argument("tagged", at)
        else:
            yield Argument("other", at)


def _is_tagged(node: Node) -> bool:
    listed = node.child_by_field_name("arguments")
    return listed is not None and listed.type == "template_string"
