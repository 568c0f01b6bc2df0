"""The formatting style of a file, for new text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from forgecfg.document.document import Document
from forgecfg.document.nodes import Collection, Entry, Mapping, Node, Scalar, Sequence, walk
from forgecfg.edits import layout
from forgecfg.edits.quoting import must_quote

# How much of a file is read to detect its style.
_FILE_NODES = 5000
_NEAR_NODES = 300
_NEAR_ITEMS = 10

_T = TypeVar("_T", int, str)


@dataclass(frozen=True, slots=True)
class Style:
    """How new YAML is written.

    `step`: the indent of a mapping below its key. `list_offset`: that of a list's dash (0 is
    flush). `dash`: the dash and the spaces after it. `quote`: the quotes if some are needed.
    `item_quote`, `key_quote`, `value_quotes` (by key) and `other_quote`: the usual quotes, "" for
    plain. `padded` contains "{}" and "[]" if flow brackets have a space inside. `flow_colons`:
    `[a:b]` is plain. `apart`: the items of most lists of mappings are separated by a blank line.
    """

    step: int = 2
    list_offset: int = 2
    dash: str = "- "
    quote: str = '"'
    item_quote: str = ""
    key_quote: str = ""
    value_quotes: Table[str, str] = field(default_factory=dict)
    other_quote: str = ""
    padded: frozenset[str] = frozenset()
    flow_colons: bool = False
    apart: bool = False

    def value_quote(self, name: str) -> str:
        """The usual quotes of the value of a key."""
        return self.value_quotes.get(name, self.other_quote)


@dataclass(slots=True)
class _Counts:
    """Counts; `keys`, `items`, `values` and `by_key` only of strings that could be plain."""

    steps: Counter[int] = field(default_factory=Counter)
    offsets: Counter[int] = field(default_factory=Counter)
    dashes: Counter[str] = field(default_factory=Counter)
    quotes: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    by_key: dict[str, Counter[str]] = field(default_factory=dict)
    gaps: Counter[bool] = field(default_factory=Counter)
    padded: Counter[str] = field(default_factory=Counter)
    tight: Counter[str] = field(default_factory=Counter)
    flow_colons: bool = False


@lru_cache(maxsize=1)
def file_style(document: Document) -> Style:
    """The style of the whole file."""
    nodes = walk(document.root) if document.root is not None else iter(())
    counts = _count(document, islice(nodes, _FILE_NODES))
    step = _most(counts.steps, 2)
    return Style(
        step=step,
        list_offset=_most(counts.offsets, step),
        dash=_most(counts.dashes, "- "),
        quote=_most(counts.quotes, '"'),
        key_quote=_most(counts.keys, ""),
        # Without any string in a list, use the style of values: in JSON all strings are quoted.
        item_quote=_clear(counts.items, _clear(counts.values, "")),
        other_quote=_clear(counts.values, ""),
        padded=_padded(counts, frozenset()),
        flow_colons=counts.flow_colons,
        apart=counts.gaps[True] > counts.gaps[False],
    )


@lru_cache(maxsize=1)  # called for each violation of a mapping, which can be thousands
def style_at(document: Document, node: Collection) -> Style:
    """The style at a collection that gets a new item or key; its own style wins over the file's."""
    base = file_style(document)
    if isinstance(node, Mapping):
        counts = _count(document, [node])
        return _nearer(base, counts)
    near = node.items[-_NEAR_ITEMS:]
    below = (part for item in near for part in walk(item))
    counts = _count(document, islice(below, _NEAR_NODES))
    counts.items = Counter(
        item.style for item in near if isinstance(item, Scalar) and _plain_possible(item)
    )
    style = _nearer(base, counts)
    if counts.items:
        style = replace(style, item_quote=_most(counts.items, ""))
    return replace(style, dash=_dash(document, node, style.dash))


def _nearer(base: Style, counts: _Counts) -> Style:
    return replace(
        base,
        step=_most(counts.steps, base.step),
        list_offset=_most(counts.offsets, base.list_offset),
        quote=_most(counts.quotes, base.quote),
        key_quote=_most(counts.keys, base.key_quote),
        value_quotes={name: _most(seen, "") for name, seen in counts.by_key.items()},
        other_quote=_clear(counts.values, base.other_quote),
        padded=_padded(counts, base.padded),
    )


def _most(counts: Counter[_T], default: _T) -> _T:
    return counts.most_common(1)[0][0] if counts else default


def _clear(counts: Counter[str], default: str) -> str:
    """The quotes of nearly all strings, for strings without a closer example."""
    kind = _most(counts, "")
    if not counts:
        return default
    return kind if kind and counts[kind] > 0.8 * counts.total() else ""


def _padded(counts: _Counts, base: frozenset[str]) -> frozenset[str]:
    kinds = set(base)
    for kind in ("{}", "[]"):
        if counts.padded[kind] > counts.tight[kind]:
            kinds.add(kind)
        elif counts.tight[kind]:
            kinds.discard(kind)
    return frozenset(kinds)


def _dash(document: Document, node: Sequence, default: str) -> str:
    """The dash and spaces of the last item that has its text on the dash's line."""
    for item in reversed([] if node.flow else node.items[-_NEAR_ITEMS:]):
        dash = document.text[layout.dash(document, node, item) : item.start]
        if not item.aliased and dash[1:].strip(" ") == "" and len(dash) > 1:
            return dash
    return default


def _count(document: Document, nodes: Iterable[Node]) -> _Counts:
    counts = _Counts()
    for node in nodes:
        if node.aliased or isinstance(node, Scalar):
            continue
        if node.flow:
            _count_flow(document, node, counts)
        if isinstance(node, Mapping):
            for entry in node.entries:
                _count_entry(document, node, entry, counts)
        else:
            for item in node.items:
                _count_string(item, counts, counts.items, node.flow)
            if dash := _dash(document, node, ""):
                counts.dashes[dash] += 1
            _count_gaps(document, node, counts)
    return counts


def _count_entry(document: Document, parent: Mapping, entry: Entry, counts: _Counts) -> None:
    key, value = entry.key, entry.value
    if isinstance(key, Scalar) and _plain_possible(key):
        counts.keys[key.style] += 1
    if isinstance(value, Scalar):
        _count_string(value, counts, counts.values, parent.flow)
        if _plain_possible(value):
            counts.by_key.setdefault(entry.name, Counter())[value.style] += 1
    elif not parent.flow and not value.flow and not value.aliased:
        # A collection on the line of its key, as in `? - a`, has no indent.
        if layout.row(document, value.start) == layout.row(document, key.start):
            return
        deeper = layout.column(document, value.start) - layout.column(document, key.start)
        if isinstance(value, Sequence):
            counts.offsets[max(deeper, 0)] += 1
        elif deeper > 0:
            counts.steps[deeper] += 1


def _count_gaps(document: Document, node: Sequence, counts: _Counts) -> None:
    if node.flow or not all(isinstance(item, Mapping) for item in node.items):
        return
    for index in range(1, min(len(node.items), _NEAR_ITEMS)):
        counts.gaps[layout.has_gap(document, node, index)] += 1


def _count_string(node: Node, counts: _Counts, where: Counter[str], flow: bool) -> None:
    if not isinstance(node, Scalar) or node.aliased or not isinstance(node.value, str):
        return
    if node.style in ("'", '"'):
        counts.quotes[node.style] += 1
    if _plain_possible(node):
        where[node.style] += 1
    if flow and not node.style and ":" in node.text:
        counts.flow_colons = True


def _plain_possible(node: Scalar) -> bool:
    """Whether a string is written in quotes by habit, or plain: what needs quotes tells nothing."""
    written = isinstance(node.value, str) and not node.aliased and node.style in ("", "'", '"')
    return written and (not node.style or not must_quote(node.text, flow=False))


def _count_flow(document: Document, node: Collection, counts: _Counts) -> None:
    first = document.text[node.start : node.start + 2]
    kind = "{}" if isinstance(node, Mapping) else "[]"
    if first[:1] != kind[0] or first[1:] in ("\r", "\n") or not layout.children_of(node):
        return
    (counts.padded if first[1] == " " else counts.tight)[kind] += 1
