"""Following what comes from `@forge/` packages through the source of an app, to its calls."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from forgecfg.source.app import App
from forgecfg.source.functions import enclosing
from forgecfg.source.origin import HELD, INSTANCE, RETURNED, WRAPPER, Origin
from forgecfg.source.rawcall import RawCall
from forgecfg.source.scope import Binding
from forgecfg.source.seeds import Seed, imported, seeds
from forgecfg.source.syntax import (
    FUNCTION_VALUES,
    TRANSPARENT,
    is_field,
    name_of,
    pattern_names,
    property_key,
    string_value,
)
from forgecfg.source.targets import (
    Tracked,
    held_in,
    into_component,
    into_function,
    may_use,
    uses_of,
    uses_of_this,
)
from forgecfg.source.unit import Unit

if TYPE_CHECKING:
    from tree_sitter import Node

# What these return has functions that matter.
_FOLLOWED = frozenset(
    {"asApp", "asUser", "withProvider", "entity", "query", "index", "create", "makeInvoke"}
)
# More than any app has; a bound for texts made to be followed without end.
_MOST_STEPS = 300_000


class Flow:
    """Follows values forward, from where they are imported to where they are used.

    `paths` are the files that count. After `run`, `calls` has every call of a followed value and
    `escaped` the origins of values that went where they could not be followed. Those of wrappers
    are separate: `callers`, and in `lost` their instances.
    """

    def __init__(self, app: App, paths: Iterable[str]) -> None:
        self._app = app
        self._paths = tuple(paths)
        self._importers: dict[str, list[str]] = {}
        self._seen: set[tuple[object, ...]] = set()
        self._waiting: deque[tuple[Unit, Binding, Origin]] = deque()
        self._steps = 0
        self.calls: dict[tuple[str, int, str, str], RawCall] = {}
        self._wrapped: dict[str, dict[tuple[str, int], RawCall]] = {}
        self.escaped: set[Origin] = set()
        self.lost: set[str] = set()

    def run(self) -> None:
        """Follow everything that the files import from Forge, and the HTTP clients."""
        for path in self._paths:
            unit = self._app.unit(path)
            if unit is None:
                continue
            for specifier in unit.imported_paths:
                target = self._app.resolve(path, specifier)
                if target:
                    self._importers.setdefault(target, []).append(path)
        for path in self._paths:
            unit = self._app.unit(path)
            if unit is not None:
                self._begin(unit, seeds(unit))
        self.settle()

    def follow_function(self, unit: Unit, function: Node, origin: Origin) -> None:
        """Follow a function of the app to where it is called."""
        self._function(unit, function, origin)
        self.settle()

    def callers(self, instance: str) -> list[RawCall]:
        """The calls of a function that was followed as a wrapper with this instance."""
        return [*self._wrapped.get(instance, {}).values()]

    def settle(self) -> None:
        """Follow all that waits to be followed."""
        while self._waiting and self._steps < _MOST_STEPS:
            self._uses(*self._waiting.popleft())

    def _begin(self, unit: Unit, found: Iterable[Seed]) -> None:
        for location, origin in found:
            if isinstance(location, Binding):
                self._track(unit, location, origin)
            elif isinstance(location, str):
                self._exported(unit, location, origin)
            elif origin is not None:
                self._climb(unit, location, origin)

    def _track(self, unit: Unit, binding: Binding, origin: Origin | None) -> None:
        if origin is None:
            return
        key = (unit.path, binding.name.start_byte, origin)
        if key not in self._seen:
            self._seen.add(key)
            self._waiting.append((unit, binding, origin))

    def _uses(self, unit: Unit, binding: Binding, origin: Origin) -> None:
        """Follow each use of a name."""
        for node in uses_of(unit, binding):
            if node is None:
                self._escape(origin)
            else:
                self._climb(unit, node, origin)
        start = binding.name.start_byte
        declared = {start} if binding.value is None else {start, binding.value.start_byte}
        for public in unit.exported_at(sorted(declared)):
            self._exported(unit, public, origin)

    def _exported(self, unit: Unit, public: str, origin: Origin | None) -> None:
        """Follow an export into the files that import it."""
        key = (unit.path, public, origin, "export")
        if origin is None or key in self._seen:
            return
        self._seen.add(key)
        for path in self._importers.get(unit.path, ()):
            importer = self._app.unit(path)
            if importer is not None and may_use(importer, public):
                self._begin(importer, imported(self._app, importer, unit, public, origin))

    def _climb(self, unit: Unit, node: Node, start: Origin) -> None:
        """Follow an expression with a value to what is done with it."""
        origin: Origin | None = start
        callee = node
        while origin is not None:
            self._steps += 1
            parent = unit.parents.of(node)
            if parent is None or self._steps > _MOST_STEPS:
                if unit.parents.is_deep(node):
                    self._escape(origin)
                return
            kind = parent.type
            if kind in TRANSPARENT:
                node = parent
            elif kind == "member_expression" and is_field(parent, "object", node):
                callee = parent.child_by_field_name("property") or node
                node, origin = parent, origin.member(name_of(callee))
            elif kind == "subscript_expression" and is_field(parent, "object", node):
                index = parent.child_by_field_name("index")
                if index is None or index.type != "string":
                    self._escape(origin)
                    return
                callee = index
                node, origin = parent, origin.member(string_value(index))
            elif kind == "call_expression" and is_field(parent, "function", node):
                node, origin = parent, self._call(unit, parent, callee, origin)
            elif kind == "new_expression" and is_field(parent, "constructor", node):
                node, origin = parent, self._new(unit, parent, callee, origin)
            elif kind in ("ternary_expression", "binary_expression"):
                if kind == "binary_expression" and not is_field(parent, "right", node):
                    if name_of(parent.child_by_field_name("operator")) not in ("||", "??"):
                        return
                elif is_field(parent, "condition", node):
                    return
                node = parent
            else:
                held = held_in(unit, parent, node, origin)
                if held is None:
                    self._stored(unit, parent, node, origin)
                    return
                node, origin = held

    def _call(self, unit: Unit, call: Node, callee: Node, origin: Origin) -> Origin | None:
        result = origin.called()
        if not origin.is_held:
            self._record(RawCall(unit, call, callee, origin))
            if origin.package == WRAPPER:
                return None
            if origin.package == "@forge/resolver" and origin.path[-1:] == ("define",):
                return origin._replace(path=origin.path[:-1])
            if origin.path[-1:] and origin.path[-1] not in _FOLLOWED:
                # Data, not something to call.
                return None
        return result

    def _new(self, unit: Unit, call: Node, callee: Node, origin: Origin) -> Origin | None:
        result = origin.created()
        if not origin.is_held and origin.package != WRAPPER:
            self._record(RawCall(unit, call, callee, origin))
            if result is not None:
                result = result._replace(instance=f"{unit.path}:{call.start_byte}")
        return result

    def _escape(self, origin: Origin) -> None:
        if origin.package == WRAPPER:
            self.lost.add(origin.instance)
        else:
            self.escaped.add(origin)

    def _record(self, call: RawCall) -> None:
        origin = call.origin
        if origin.package == WRAPPER:
            place = (call.unit.path, call.node.start_byte)
            self._wrapped.setdefault(origin.instance, {})[place] = call
            return
        path = ".".join((origin.package, *origin.path))
        self.calls[call.unit.path, call.node.start_byte, path, origin.instance] = call

    def _stored(self, unit: Unit, parent: Node, node: Node, origin: Origin) -> None:
        kind = parent.type
        if kind == "variable_declarator":
            self._bound(unit, parent, origin)
        elif kind == "assignment_expression" and is_field(parent, "right", node):
            self._assigned(unit, parent, origin)
        elif kind == "arguments":
            self._give(into_function(self._app, unit, parent, node, origin), origin)
        elif kind == "return_statement" or (
            kind == "arrow_function" and is_field(parent, "body", node)
        ):
            function = parent if kind == "arrow_function" else enclosing(unit, parent)
            if function is not None:
                self._function(unit, function, origin.then(RETURNED))
        elif kind == "export_statement":
            self._exported(unit, "default", origin)
        elif kind == "export_specifier":
            public = parent.child_by_field_name("alias") or node
            self._exported(unit, name_of(public), origin)
        elif kind == "public_field_definition":
            self._member_of_class(unit, parent, origin)
        elif kind in ("jsx_self_closing_element", "jsx_opening_element"):
            if is_field(parent, "name", node) and not origin.is_held:
                self._record(RawCall(unit, parent, node, origin))
        elif kind == "jsx_expression":
            self._give(into_component(self._app, unit, parent, origin), origin)
        elif kind == "array":
            # Dependencies of a hook are only compared.
            listed = unit.parents.of(parent)
            call = unit.parents.of(listed) if listed is not None else None
            hook = call.child_by_field_name("function") if call is not None else None
            if not re.fullmatch(r"(?:\w+\.)?use[A-Z]\w*", name_of(hook)):
                self._escape(origin)
        elif kind not in ("expression_statement", "typeof", "unary_expression", "if_statement"):
            self._escape(origin)

    def _bound(self, unit: Unit, declarator: Node, origin: Origin) -> None:
        pattern = declarator.child_by_field_name("name")
        if pattern is None:
            return
        value = declarator.child_by_field_name("value")
        for name, path, default in pattern_names(pattern):
            if "*" not in path:
                binding = Binding("const", name, value, path, default=default)
                self._track(unit, binding, origin.members(path))

    def _assigned(self, unit: Unit, parent: Node, origin: Origin) -> None:
        left = parent.child_by_field_name("left")
        if left is None:
            return
        if left.type == "identifier":
            binding = unit.scopes.lookup(left, name_of(left))
            if binding is not None:
                self._track(unit, binding, origin)
                return
        if left.type == "member_expression":
            held = left.child_by_field_name("object")
            name = name_of(left.child_by_field_name("property"))
            whole = name_of(left)
            if held is not None and held.type == "this":
                self._member_of_class(unit, left, origin, name)
                return
            if whole == "module.exports":
                self._exported(unit, "module.exports", origin)
                last = origin.path[-1] if origin.path else ""
                if last[:1] == HELD:
                    self._exported(unit, last[1:], origin.member(last[1:]))
                return
            if whole in (f"exports.{name}", f"module.exports.{name}"):
                self._exported(unit, name, origin)
                return
        self._escape(origin)

    def _give(self, targets: list[Tracked] | None, origin: Origin) -> None:
        """Follow a value into the parameters that it becomes."""
        if targets is None:
            self._escape(origin)
            return
        for unit, binding, inside in targets:
            self._track(unit, binding, inside)

    def _function(self, unit: Unit, function: Node, origin: Origin | None) -> None:
        """Follow a function as a value."""
        if origin is None:
            return
        if function.type in FUNCTION_VALUES:
            self._climb(unit, function, origin)
            return
        name = function.child_by_field_name("name")
        if function.type == "method_definition":
            parent = unit.parents.of(function)
            if parent is not None and parent.type == "object":
                held = origin.then(HELD + (property_key(name) or "?"))
                if held is not None:
                    self._climb(unit, parent, held)
            else:
                self._member_of_class(unit, function, origin)
        elif name is None:
            self._exported(unit, "default", origin)
        else:
            self._track(unit, Binding("function", name, function), origin)

    def _member_of_class(
        self, unit: Unit, member: Node, origin: Origin, name: str | None = None
    ) -> None:
        """Follow what a class or its instances have under a name."""
        body: Node | None = member
        while body is not None and body.type != "class_body":
            body = unit.parents.of(body)
        if name is None:
            name = property_key(member.child_by_field_name("name"))
        declaration = unit.parents.of(body) if body is not None else None
        if body is None or declaration is None or not name:
            self._escape(origin)
            return
        key = (unit.path, body.start_byte, name, origin)
        if key in self._seen:
            return
        self._seen.add(key)
        for node in uses_of_this(unit, body, name):
            self._climb(unit, node, origin)
        static = any(child.type == "static" for child in member.children)
        held = origin.then(HELD + name) if static else origin.then(HELD + name, INSTANCE)
        owner = declaration.child_by_field_name("name")
        if owner is not None and held is not None:
            self._track(unit, Binding("class", owner, declaration), held)
