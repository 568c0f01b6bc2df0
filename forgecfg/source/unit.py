"""One source file: its text, its tree, what it imports and exports."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.document.lines import LineIndex
from forgecfg.source.grammar import parse
from forgecfg.source.parents import Parents
from forgecfg.source.scope import Binding, Scopes, is_type_only
from forgecfg.source.syntax import name_of, properties, property_key, string_value

if TYPE_CHECKING:
    from tree_sitter import Node

MENTION = "@forge/"

# Patterns that begin with a plain word are found fast.
_FROM = re.compile(r"""from\s*(['"])([^'"\n]+)\1""")
_BARE = re.compile(r"""import\s*(['"])([^'"\n]+)\1""")
_LINE_COMMENT = re.compile(r"//[^\n]*")
_TYPES = re.compile(r"\s*(?:type|typeof)\s+(?!from\b)[\w${*]")
# Characters that never occur between `import` and `from`.
_ELSEWHERE = re.compile(r"""['"`;()=]""")
_CALLED = r"""\s*\(\s*(?:/\*[^*]*\*/\s*)?(['"`])([^'"`\n$]+)\1"""
_CALLS = (re.compile("require" + _CALLED), re.compile("import" + _CALLED))
_COMMONJS = re.compile(rb"\b(?:module\.exports|exports\.[\w$]+)")
_WORD = frozenset(
    bytes([char]) for char in range(256) if chr(char).isalnum() or chr(char) in "_$" or char > 127
)
_WHOLE_WORD = re.compile(rb"[0-9A-Za-z_$\x80-\xff]+")
# After this many searched bytes an index of the words needs less time.
_SEARCHED = 20_000_000
# In a larger file tree-sitter's own search can take too long.
_LARGE = 200_000
# A bundler writes lines of many thousands of characters; people do not.
_LONG_LINE = 5_000
_MINIFIED_FROM = 50_000


class Export(NamedTuple):
    """What an export name stands for: a node of the same file, or a name of another file.

    `name` is the local node (an expression, a declaration or the identifier in `export {x}`), or
    None where `source` and `imported` say which export of which module it is ("*": all of it).
    """

    node: Node | None
    source: str = ""
    imported: str = ""


class Unit:
    """One file with source. All positions of nodes are offsets in bytes into `data`."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.parents = Parents(lambda: self.root)
        self.scopes = Scopes(self.parents)
        self._searched = 0
        self.known_imports: list[tuple[str, Binding | Node]] | None = None

    @cached_property
    def data(self) -> bytes:
        """The text in UTF-8, as the parser reads it."""
        return self.text.encode("utf-8", "replace")

    @cached_property
    def root(self) -> Node:
        """The root of the syntax tree; parsing happens when it is first asked for."""
        return parse(self.path, self.data).root_node

    @cached_property
    def lines(self) -> LineIndex:
        """Lines and columns of the text, in characters."""
        return LineIndex(self.text)

    @property
    def mentions_forge(self) -> bool:
        """Whether the text names any `@forge/` package."""
        return MENTION in self.text

    @cached_property
    def minified(self) -> bool:
        """Whether a bundler or minifier wrote the text: positions in it are not useful."""
        if len(self.text) < _MINIFIED_FROM:
            return False
        return len(self.text) / (self.text.count("\n") + 1) > _LONG_LINE / 10

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in characters for offsets in bytes."""
        if self.text.isascii():
            return start, end
        return self._offset(start), self._offset(end)

    def _offset(self, position: int) -> int:
        starts = self._line_bytes
        row = bisect_right(starts, position) - 1
        inside = self.data[starts[row] : position].decode("utf-8", "replace")
        return self.lines.start(row + 1) + len(inside)

    @cached_property
    def _line_bytes(self) -> list[int]:
        lengths = [len(line) + 1 for line in self.data.split(b"\n")]
        return list(accumulate(lengths[:-1], initial=0))

    def extent(self, scope: Node | None) -> tuple[int, int]:
        """The offsets in bytes of the start and end of a scope, of the file for None."""
        return (scope.start_byte, scope.end_byte) if scope else (0, len(self.data))

    def locations(self, name: str, first: int, last: int) -> Iterator[int]:
        """The offsets in bytes between two others at which a name occurs as a whole word."""
        data, word = self.data, name.encode("utf-8", "replace")
        self._searched += last - first
        if self._searched > _SEARCHED and _WHOLE_WORD.fullmatch(word):
            known = self._words.get(word, [])
            yield from islice(known, bisect_left(known, first), bisect_left(known, last))
            return
        end = len(word)
        at = data.find(word, first, last)
        while at >= 0:
            if data[at - 1 : at] not in _WORD and data[at + end : at + end + 1] not in _WORD:
                yield at
            at = data.find(word, at + end, last)

    @cached_property
    def _words(self) -> dict[bytes, list[int]]:
        """The offsets in bytes of each word."""
        found: dict[bytes, list[int]] = {}
        for match in _WHOLE_WORD.finditer(self.data):
            found.setdefault(match[0], []).append(match.start())
        return found

    def at(self, start: int, end: int) -> Node | None:
        """The smallest node that covers a range of bytes."""
        if len(self.data) > _LARGE:
            return self.parents.smallest(start, end)
        return self.root.descendant_for_byte_range(start, end)

    @cached_property
    def imported_paths(self) -> tuple[str, ...]:
        """What the file imports, requires or re-exports, as written; imports of types do not count.

        Read from the text: most files of an app need no tree.
        """
        text = self.text
        found: dict[str, None] = {}
        for match in _FROM.finditer(text):
            if self._is_import(match.start()):
                found[match[2]] = None
        for match in _BARE.finditer(text):
            blank = not self._before(match.start()).strip(" \t;\ufeff")
            if blank and not self._in_comment(match.start()):
                found[match[2]] = None
        for pattern in _CALLS:
            for match in pattern.finditer(text):
                before = self._before(match.start())
                if "//" not in before and not self._in_comment(match.start()):
                    found[match[2]] = None
        return tuple(found)

    def _before(self, location: int) -> str:
        """The text before an offset on its line."""
        return self.text[self.text.rfind("\n", 0, location) + 1 : location]

    def _is_import(self, location: int) -> bool:
        """Whether the `from` at an offset ends an `import` or `export` outside of comments."""
        text = self.text
        start, first = location, max(location - _LONG_LINE, 0)
        while True:
            start = max(text.rfind("import", first, start), text.rfind("export", first, start))
            if start < 0:
                return False
            if not self._before(start).strip(" \t;\ufeff"):
                break
        names = text[start + 6 : location]
        if "//" in names:
            names = _LINE_COMMENT.sub("", names)
        if _ELSEWHERE.search(names) or _TYPES.match(names):
            return False
        return not self._in_comment(start)

    def _in_comment(self, location: int) -> bool:
        starts, ends = self._comment_signs
        last = bisect_right(starts, location - 2) - 1
        if last < 0:
            return False
        end = bisect_left(ends, starts[last])
        return end == len(ends) or ends[end] > location - 2

    @cached_property
    def _comment_signs(self) -> tuple[list[int], list[int]]:
        """The offsets of `/*` and of `*/` in the text."""
        starts = [match.start() for match in re.finditer(r"/\*", self.text)]
        return starts, [match.start() for match in re.finditer(r"\*/", self.text)]

    @cached_property
    def exports(self) -> dict[str, Export]:
        """The exports by name; "*0", "*1", … are those of `export * from`."""
        found: dict[str, Export] = {}
        for statement in self.root.named_children:
            if statement.type == "export_statement" and not is_type_only(statement):
                for name, export in _exports(statement):
                    found.setdefault(name if name != "*" else f"*{len(found)}", export)
        if b"exports" in self.data:
            for name, node in self._commonjs():
                found.setdefault(name, Export(node))
        return found

    @cached_property
    def _exports_by_start(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for name, export in self.exports.items():
            if export.node is not None:
                found.setdefault(export.node.start_byte, []).append(name)
        return found

    def exported_at(self, starts: Iterable[int]) -> list[str]:
        """The names of the exports whose nodes start at these offsets in bytes."""
        return [name for start in starts for name in self._exports_by_start.get(start, ())]

    def _commonjs(self) -> Iterator[tuple[str, Node]]:
        for match in _COMMONJS.finditer(self.data):
            node = self.at(match.start(), match.end())
            while node is not None and node.end_byte < match.end():
                node = node.parent
            parent = node.parent if node is not None else None
            name = match[0].decode().rpartition(".")[2]
            if parent is not None and parent.type == "member_expression" and name == "exports":
                name = name_of(parent.child_by_field_name("property"))
                parent = parent.parent
            if parent is None or parent.type != "assignment_expression":
                continue
            value = parent.child_by_field_name("right")
            if value is None:
                continue
            if name == "exports":
                yield "module.exports", value
                if value.type == "object":
                    yield from ((key, inside) for key, inside in properties(value) if key)
            else:
                yield name, value

    def exports_unclear(self) -> bool:
        """Whether there may be exports that cannot be read off."""
        text = self.text
        if any(name[0] == "*" for name in self.exports):
            return True
        whole = self.exports.get("module.exports")
        if whole is not None and whole.node is not None:
            node = whole.node
            if node.type != "object" or any(key is None for key, _ in properties(node)):
                return True
        return "exports[" in text or "defineProperty(exports" in text or "export =" in text


def _exports(statement: Node) -> Iterator[tuple[str, Export]]:
    source_node = statement.child_by_field_name("source")
    source = string_value(source_node) if source_node is not None else ""
    declaration = statement.child_by_field_name("declaration")
    value = statement.child_by_field_name("value")
    words = [child.type for child in statement.children[:3]]
    if "default" in words:
        node = declaration or value
        if node is not None:
            yield "default", Export(node)
    elif declaration is not None:
        yield from _declared(declaration)
    elif source and "*" in words:
        yield "*", Export(None, source, "*")
    else:
        for child in statement.named_children:
            if child.type == "namespace_export" and child.named_children:
                yield name_of(child.named_children[0]), Export(None, source, "*")
            elif child.type == "export_clause":
                yield from _clause(child, source)


def _clause(clause: Node, source: str) -> Iterator[tuple[str, Export]]:
    for specifier in clause.named_children:
        name = specifier.child_by_field_name("name")
        if name is None or is_type_only(specifier):
            continue
        public = property_key(specifier.child_by_field_name("alias") or name) or ""
        if source:
            yield public, Export(None, source, property_key(name) or "")
        else:
            yield public, Export(name)


def _declared(declaration: Node) -> Iterator[tuple[str, Export]]:
    from forgecfg.source.syntax import pattern_names

    if declaration.type in ("lexical_declaration", "variable_declaration"):
        for declarator in declaration.named_children:
            pattern = declarator.child_by_field_name("name")
            if declarator.type == "variable_declarator" and pattern is not None:
                for name, _, _ in pattern_names(pattern):
                    yield name_of(name), Export(name)
    else:
        declared = declaration.child_by_field_name("name")
        if declared is not None:
            yield name_of(declared), Export(declared)
