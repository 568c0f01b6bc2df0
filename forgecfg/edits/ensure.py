"""Whatever is wanted at a path, made to be there: sections are created on the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from forgecfg.document.changes import Data, Plan, Put
from forgecfg.document.document import Document
from forgecfg.document.nodes import Mapping, Scalar, Sequence
from forgecfg.document.positions import YamlPath
from forgecfg.edits import layout
from forgecfg.edits.apply import choose, in_order
from forgecfg.edits.emit import block
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.insert import append_items, set_keys
from forgecfg.edits.locate import NodeRef, follow, refusal
from forgecfg.edits.plain_data import Plain, plain, plain_data
from forgecfg.edits.plan import Step, compose
from forgecfg.edits.style import file_style
from forgecfg.edits.value import fill, is_empty_value


def ensure_all(document: Document, wanted: Iterable[tuple[YamlPath, Data]]) -> Plan:
    """One plan that ensures several things, one after another; see `ensure`."""
    steps: list[Step] = [partial(ensure, path=path, data=data) for path, data in wanted]
    try:
        plans = [step(document) for step in steps]
    except CannotEdit:  # without the steps before it
        return compose(document, *steps)
    if len(choose([plan.edits for plan in plans])) < len(plans):
        return compose(document, *steps)
    # They do not touch each other: the text need not be read again after each of them.
    return Plan(
        tuple(in_order(edit for plan in plans for edit in plan.edits)),
        tuple(change for plan in plans for change in plan.changes),
    )


def ensure(document: Document, path: YamlPath, data: Data) -> Plan:
    """Make `data` be there at `path`, with the sections that lead to it.

    Where nothing is yet (no key, no value, null, `[]`, `{}`), `data` becomes the value. Into a
    list, those items of a list `data` are appended that it has not yet; into a mapping, the keys
    of a dict `data` are ensured one by one. A scalar that is there must be the same. What is
    there already needs no edit, so a second call gives an empty plan. An index in `path` must
    exist.

    Raises CannotEdit, also where there is something else.
    """
    spots = follow(document, path)
    if not spots or _is_empty_root(spots[0]):
        return _into_empty(document, _wrapped(path, data))
    spot = spots[-1]
    rest = path[len(spots) - 1 :]
    if rest:
        return _add(document, spot, _wrapped(rest, data), rest)
    if spot.node.aliased and plain(spot.node, document.text) != plain_data(data):
        raise refusal(document, spot, "it comes from an alias")
    if is_empty_value(spot.node) and plain(spot.node, document.text) != plain_data(data):
        return fill(document, spots, data) if data is not None else Plan()
    return _merge(document, spot, data)


def _wrapped(path: YamlPath, data: Data) -> Data:
    for part in reversed(path):
        data = {part: data} if isinstance(part, str) else [data]
    return data


def _is_empty_root(spot: NodeRef) -> bool:
    return isinstance(spot.node, Scalar) and spot.node.start == spot.node.end


def _into_empty(document: Document, data: Data) -> Plan:
    """The first content of a file that holds nothing, or only comments."""
    if "\n..." in f"\n{document.text}":
        raise CannotEdit("the document is empty, and its end is marked")
    if data in (None, [], {}):
        return Plan()
    lines = block(data, file_style(document), 0)
    edit = layout.insert_after(document, layout.count(document), lines)
    return Plan((edit,), (Put((), data),))


def _add(document: Document, spot: NodeRef, data: Data, rest: YamlPath) -> Plan:
    if isinstance(rest[0], int):
        raise refusal(document, spot, f"there is no item {rest[0]}")
    assert isinstance(data, dict)
    return set_keys(document, spot.path, data)


def _merge(document: Document, spot: NodeRef, data: Data) -> Plan:
    node = spot.node
    have = plain(node, document.text)
    if have == plain_data(data):
        return Plan()
    if isinstance(node, Sequence) and isinstance(data, list):
        there = [plain(item, document.text) for item in node.items]
        return append_items(document, spot.path, _missing(there, data))
    if isinstance(node, Mapping) and isinstance(data, dict):
        steps = [
            partial(ensure, path=(*spot.path, name), data=value) for name, value in data.items()
        ]
        return compose(document, *steps)
    raise refusal(document, spot, "something else is there already")


def _missing(there: list[Plain], data: list[Data]) -> list[Data]:
    missing: list[Data] = []
    for item in data:
        if plain_data(item) not in there:
            there.append(plain_data(item))
            missing.append(item)
    return missing
