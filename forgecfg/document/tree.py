"""Building the node tree from events, without recursion, so that deep nesting is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from forgecfg.document.aliases import Aliases
from forgecfg.document.events import LimitError, YamlError, errors_translated, has_libyaml, stream
from forgecfg.document.flow import COMMENT_WITHOUT_SPACE
from forgecfg.document.keys import (
    identity_of,
    name_of,
    problem_of_empty_key,
    without_overwritten,
)
from forgecfg.document.limits import MAX_NODES
from forgecfg.document.nodes import Collection, Entry, Mapping, Node, Scalar, Sequence, walk
from forgecfg.document.positions import YamlPath
from forgecfg.document.sanitizer import BAD_VERSION, Sanitizer
from forgecfg.document.scalars import resolve, resolve_tagged

# More than any manifest needs (display conditions nest fewer than ten levels), and safe for
# recursion over the tree.
MAX_DEPTH = 100

# `&anchor` and `!tag` before a value; a node's `start` is after them.
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:\s+|(?=[\[{]))(?:#[^\n]*\n\s*)*)+")
_COMMENT_WITHOUT_SPACE = re.compile(r"[\"'\]}]#|[|>][-+0-9]*#")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_ANCHOR = re.compile(r"&([^\s,\[\]{}]*)")


class DuplicateKey(NamedTuple):
    """A duplicate key of one mapping, with the first key of that name."""

    first: Node
    duplicate: Node
    name: str
    path: YamlPath


class MergeKey(NamedTuple):
    """A key `<<` without quotes."""

    key: Node
    path: YamlPath


class Tree(NamedTuple):
    """The result of parsing: the root node, and notes that the nodes do not contain.

    `templates` are the values that contain `${`. `multiline` are the multiline flow collections
    and quoted scalars, with the 0-based column of the block around each (-1: none). `problems` are
    errors that did not stop the parser. `second_document` is the 0-based offset of its `---`.
    `yaml_version` is that of the version in a `%YAML 1.1` directive.
    """

    root: Node | None
    duplicates: list[DuplicateKey]
    merge_keys: list[MergeKey]
    templates: list[Scalar]
    multiline: list[tuple[int, Node]]
    problems: list[YamlError]
    second_document: int | None
    yaml_version: int | None


class _Frame:
    """A collection that is not complete yet.

    `key` is the mapping key whose value comes next, `names` are the keys so far by identity,
    `has_unusual_keys` tells whether two different keys may have the same name.
    """

    __slots__ = ("column", "has_unusual_keys", "key", "names", "node")

    def __init__(self, node: Collection) -> None:
        self.node = node
        self.key: Node | None = None
        self.names: dict[object, Node] = {}
        self.has_unusual_keys = False
        self.column: int | None = None


class _Builder:
    def __init__(self, text: str, sanitizer: Sanitizer, pure: bool) -> None:
        self.text = text
        self.sanitizer = sanitizer
        self.pure = pure or not has_libyaml()
        self.templates = "${" in text or "\\" in text
        self.checks_comments = _COMMENT_WITHOUT_SPACE.search(text) is not None
        self.root: Node | None = None
        self.stack: list[_Frame] = []
        self.aliases = Aliases()
        self.tree = Tree(None, [], [], [], [], [], None, sanitizer.yaml_version)
        if sanitizer.bad_version is not None:
            self.tree.problems.append(YamlError(BAD_VERSION, sanitizer.bad_version))

    def build(self) -> Tree:
        scalar, add = self._scalar, self._add
        events = stream(self.sanitizer.text, self.pure)
        if len(self.text) > MAX_NODES:
            events = _limited(events)
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                add(scalar(event))
            elif kind is MappingStartEvent:
                self._open(Mapping(event.start_mark.index, bool(event.flow_style)), event)
            elif kind is SequenceStartEvent:
                self._open(Sequence(event.start_mark.index, bool(event.flow_style)), event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            elif kind is AliasEvent:
                self._alias(event.start_mark.index, event.end_mark.index)
            elif kind is DocumentStartEvent and self.root is not None:
                return self.tree._replace(root=self.root, second_document=event.start_mark.index)
        return self.tree._replace(root=self.root)

    def _scalar(self, event: Any) -> Scalar:
        text, style = event.value, event.style
        start_mark, end_mark = event.start_mark, event.end_mark
        start, end = start_mark.index, end_mark.index
        if self.pure and not text.isascii():
            # An escaped surrogate pair (JSON style) is one character; libyaml rejects it.
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if self.sanitizer.originals:
            text = text.translate(self.sanitizer.originals)
        tag = event.ctag
        if tag is None and event.anchor is None:
            if not style:
                return Scalar(resolve(text), text, "", start, end)
            node = Scalar(text, text, style, start, end)
        else:
            if text or style:
                start = self._after_properties(start, end)
            value = text if style else resolve(text)
            if tag is not None:
                value = resolve_tagged(text, str(event.tag))
            node = Scalar(value, text, style or "", start, end)
            if event.anchor is not None:
                self._anchor(node, event.start_mark.index)
        if self.checks_comments:
            self._check_comment(start, end)
        if style in ("|", ">"):
            node.end = start + len(self.text[start:end].rstrip(" \t\r\n"))
        elif style and start_mark.line != end_mark.line and not self._in_flow():
            self.tree.multiline.append((self._indent(), node))
        return node

    def _check_comment(self, start: int, end: int) -> None:
        """Note a comment without a space after a quote, a bracket or a block scalar header."""
        header = _BLOCK_HEADER.match(self.text, start)
        if header is not None:
            end = header.end()
        if self.text.startswith("#", end):
            self.tree.problems.append(YamlError(COMMENT_WITHOUT_SPACE, end))

    def _after_properties(self, start: int, end: int) -> int:
        match = _PROPERTIES.match(self.text, start, end)
        return match.end() if match else start

    def _anchor(self, node: Node, start: int) -> None:
        # The name in the event may contain replaced characters.
        match = _ANCHOR.search(self.text, start)
        node.anchor = match.group(1) if match else ""
        self.aliases.open(node.anchor, node)

    def _in_flow(self) -> bool:
        return bool(self.stack) and self.stack[-1].node.flow

    def _open(self, node: Collection, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            problem = f"nested more than {MAX_DEPTH} levels deep"
            raise LimitError(problem, node.start)
        if event.anchor is not None or event.ctag is not None:
            start = node.start
            node.start = self._after_properties(start, len(self.text))
            if event.anchor is not None:
                self._anchor(node, start)
        self.stack.append(_Frame(node))

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        node = frame.node
        if node.flow:
            node.end = event.end_mark.index
            if self.checks_comments:
                self._check_comment(node.start, node.end)
            if self.text.find("\n", node.start, node.end) >= 0 and not self._in_flow():
                self.tree.multiline.append((self._indent(), node))
        elif type(node) is Mapping:
            if node.entries:
                last = node.entries[-1]
                # The position of an empty value is the end of its key.
                node.start = node.entries[0].key.start
                node.end = max(last.value.end, last.key.end)
        elif type(node) is Sequence and node.items:
            node.end = node.items[-1].end
        if frame.has_unusual_keys and isinstance(node, Mapping):
            node.entries = without_overwritten(node.entries)
        if node.anchor is not None:
            self.aliases.close(node.anchor, node)
        self._add(node)

    def _indent(self) -> int:
        """The 0-based column of the current block collection, -1 at the root."""
        if not self.stack:
            return -1
        frame = self.stack[-1]
        if frame.column is None:
            start = frame.node.start
            if isinstance(frame.node, Mapping):
                first = frame.node.entries[0].key if frame.node.entries else frame.key
                start = first.start if first is not None else start
            frame.column = start - (self.text.rfind("\n", 0, start) + 1)
        return frame.column

    def _alias(self, start: int, end: int) -> None:
        node = self.aliases.expand(self.text[start + 1 : end], start, end)
        if isinstance(node, YamlError):
            self.tree.problems.append(node)
            node = Scalar(None, "", "", start, end)
        elif self.templates and not self._at_key():
            self.tree.templates.extend(
                part for part in walk(node) if isinstance(part, Scalar) and _is_template(part)
            )
        node.aliased = True
        self._add(node)

    def _at_key(self) -> bool:
        frame = self.stack[-1] if self.stack else None
        return frame is not None and frame.key is None and isinstance(frame.node, Mapping)

    def _add(self, node: Node) -> None:
        if not self.stack:
            node.start, node.end = (min(at, len(self.text)) for at in (node.start, node.end))
            self.root = node
            return
        frame = self.stack[-1]
        parent = frame.node
        if type(parent) is Sequence:
            parent.items.append(node)
        elif frame.key is None:
            frame.key = node
            return
        elif type(parent) is Mapping:
            if node.start == node.end and type(node) is Scalar:
                _place_empty_value(self.text, frame.key, node)
            self._add_entry(frame, parent, frame.key, node)
            frame.key = None
        # Forge substitutes variables only in values.
        if self.templates and type(node) is Scalar and _is_template(node) and not node.aliased:
            self.tree.templates.append(node)

    def _add_entry(self, frame: _Frame, mapping: Mapping, key: Node, value: Node) -> None:
        if type(key) is Scalar and type(key.value) is str and not key.aliased:
            name = key.value
            identity: object = name
        else:
            name = name_of(key, self.text)
            identity = identity_of(key)
            frame.has_unusual_keys = True
            error = None if mapping.flow else problem_of_empty_key(key, value, self.text)
            if error is not None:
                self.tree.problems.append(error)
        first = frame.names.setdefault(identity, key)
        if name == "<<" and type(key) is Scalar and not key.style:
            self.tree.merge_keys.append(MergeKey(key, (*self._path(), name)))
        if first is not key:
            self.tree.duplicates.append(DuplicateKey(first, key, name, (*self._path(), name)))
        mapping.entries.append(Entry(name, key, value))

    def _path(self) -> YamlPath:
        path: list[str | int] = []
        for frame in self.stack[:-1]:
            if isinstance(frame.node, Sequence):
                path.append(len(frame.node.items))
            else:
                path.append(name_of(frame.key, self.text) if frame.key is not None else "")
        return tuple(path)


def _place_empty_value(text: str, key: Node, value: Scalar) -> None:
    """Set the position of an empty value after its key's colon; the parsers differ in this."""
    colon = text.find(":", key.end, value.start + 1)
    value.start = value.end = key.end if colon < 0 else colon + 1


def _is_template(node: Scalar) -> bool:
    return "${" in node.text and isinstance(node.value, str)


def _limited(events: Iterator[Any]) -> Iterator[Any]:
    """The events. Raises LimitError at the first one of too many."""
    count = 0
    for event in events:
        count += isinstance(event, NodeEvent)
        if count > MAX_NODES:
            raise LimitError(f"more than {MAX_NODES:,} keys and values", event.start_mark.index)
        yield event


def build(text: str, sanitizer: Sanitizer, pure: bool = False) -> Tree:
    """The tree of a text; `sanitizer` is its input for the parser, which is libyaml unless `pure`.

    Raises YamlError for the first syntax error, and LimitError for too many aliases, for more than
    MAX_DEPTH levels and for more than MAX_NODES keys and values.
    """
    with errors_translated():
        return _Builder(text, sanitizer, pure).build()
