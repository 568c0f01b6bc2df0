"""What a name in JavaScript is bound to, by the scopes around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.source.parents import Parents
from forgecfg.source.syntax import (
    FUNCTIONS,
    name_of,
    parameters,
    pattern_names,
    pattern_of,
    string_value,
)

if TYPE_CHECKING:
    from tree_sitter import Node

_BLOCKS = frozenset({"program", "statement_block", "switch_case", "switch_default"})
_WHOLE = "*"


class Binding(NamedTuple):
    """One name that a scope binds.

    `kind` is "import", "const", "let", "function", "class", "enum", "parameter" or "other".
    `name` is the node of the name where it is bound. `value` is the initial value (of a function,
    class or enum the declaration, of a parameter its function), `path` the properties that
    destructuring selects, `position` the 0-based position of a parameter, `default` the expression
    after `=` in the pattern. An import has its `source` and, as `path`, what it imports: a name,
    "default", or "*" for the namespace.
    """

    kind: str
    name: Node
    value: Node | None = None
    path: tuple[str, ...] = ()
    position: int = 0
    default: Node | None = None
    source: str = ""


class Scopes:
    """The scopes of one file; the names of each are collected when they are first needed."""

    def __init__(self, parents: Parents) -> None:
        self._parents = parents
        self._tables: dict[int, dict[str, Binding]] = {}

    def lookup(self, node: Node, name: str) -> Binding | None:
        """The binding that a name means at a node; None for globals."""
        scope = self.scope_of(node, name)
        if scope is not None:
            return self.names(scope)[name]
        return Binding("other", node) if self._parents.is_deep(node) else None

    def scope_of(self, node: Node, name: str) -> Node | None:
        """The innermost scope around a node that binds a name; None for globals."""
        scope: Node | None = node
        while scope is not None:
            binds = scope.type in _BLOCKS or scope.type in FUNCTIONS or scope.type in _LOCAL
            if binds and name in self.names(scope):
                break
            scope = self._parents.of(scope)
        return scope

    def names(self, scope: Node) -> dict[str, Binding]:
        """The names that a program, a block, a function, a loop or a `catch` binds itself."""
        known = self._tables.get(scope.id)
        if known is None:
            known = self._tables[scope.id] = {}
            for binding in _bindings(scope):
                known.setdefault(name_of(binding.name), binding)
        return known


_LOCAL = frozenset({"for_statement", "for_in_statement", "catch_clause"})


def _bindings(scope: Node) -> Iterator[Binding]:
    if scope.type in _BLOCKS:
        for child in scope.named_children:
            yield from _declared(child)
    elif scope.type in FUNCTIONS:
        yield from _parameters(scope)
    elif scope.type == "for_statement":
        first = scope.child_by_field_name("initializer")
        if first is not None:
            yield from _declared(first)
    else:
        field = "left" if scope.type == "for_in_statement" else "parameter"
        pattern = scope.child_by_field_name(field)
        if pattern is not None:
            for name, _, _ in pattern_names(pattern):
                yield Binding("other", name)


def _parameters(function: Node) -> Iterator[Binding]:
    for position, parameter in enumerate(parameters(function)):
        pattern, default = pattern_of(parameter)
        for name, path, inside in pattern_names(pattern):
            yield Binding("parameter", name, function, path, position, inside or default)
    own = function.child_by_field_name("name")
    if own is not None and function.type in ("function_expression", "generator_function"):
        yield Binding("function", own, function)


def _declared(statement: Node) -> Iterator[Binding]:
    kind = statement.type
    if kind == "export_statement":
        declaration = statement.child_by_field_name("declaration")
        if declaration is not None:
            yield from _declared(declaration)
    elif kind == "import_statement":
        yield from imports(statement)
    elif kind in ("lexical_declaration", "variable_declaration"):
        constant = statement.children[0].type == "const"
        for declarator in statement.named_children:
            if declarator.type == "variable_declarator":
                yield from _variables(declarator, "const" if constant else "let")
    elif kind in _DECLARATIONS:
        name = statement.child_by_field_name("name")
        if name is not None:
            yield Binding(_DECLARATIONS[kind], name, statement)


_DECLARATIONS = {
    "function_declaration": "function",
    "generator_function_declaration": "function",
    "class_declaration": "class",
    "abstract_class_declaration": "class",
    "enum_declaration": "enum",
}


def _variables(declarator: Node, kind: str) -> Iterator[Binding]:
    pattern = declarator.child_by_field_name("name")
    value = declarator.child_by_field_name("value")
    if pattern is not None:
        for name, path, default in pattern_names(pattern):
            yield Binding(kind, name, value, path, default=default)


def is_type_only(statement: Node) -> bool:
    """Whether an `import` or `export … from` is erased by the compiler."""
    return any(child.type in ("type", "typeof") for child in statement.children[:2])


def imports(statement: Node) -> Iterator[Binding]:
    """The names that an import statement binds; those of types are left out."""
    source = statement.child_by_field_name("source")
    if source is None or is_type_only(statement):
        return
    origin = string_value(source)
    clause = next((c for c in statement.named_children if c.type == "import_clause"), None)
    for child in clause.named_children if clause is not None else ():
        if child.type == "identifier":
            yield Binding("import", child, None, ("default",), source=origin)
        elif child.type == "namespace_import":
            name = child.named_children[0] if child.named_children else None
            if name is not None:
                yield Binding("import", name, None, (_WHOLE,), source=origin)
        else:
            for specifier in child.named_children:
                imported = specifier.child_by_field_name("name")
                if imported is None or is_type_only(specifier):
                    continue
                local = specifier.child_by_field_name("alias") or imported
                path = (_imported_name(imported),)
                yield Binding("import", local, None, path, source=origin)


def _imported_name(node: Node) -> str:
    return string_value(node) if node.type == "string" else name_of(node)
