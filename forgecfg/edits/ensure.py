"""Make sure that data is present at a path, creating sections on the way."""

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
from forgecfg.edits.locate import NodeRef, cannot_edit, follow
from forgecfg.edits.plain_data import Plain, plain, plain_data
from forgecfg.edits.plan import Step, compose
from forgecfg.edits.style import file_style
from forgecfg.edits.value import fill, is_empty_value


def ensure_all(document: Document, additions: Iterable[tuple[YamlPath, Data]]) -> Plan:
    """One plan that ensures several things, one after another; see `ensure`."""
    steps: list[Step] = [partial(ensure, path=path, data=data) for path, data in additions]
    try:
        plans = [step(document) for step in steps]
    except CannotEdit:  # it may need the result of an earlier step
        return compose(document, *steps)
    if len(choose([plan.edits for plan in plans])) < len(plans):
        return compose(document, *steps)
    # The plans do not touch each other, so the text is not parsed again after each.
    return Plan(
        tuple(in_order(edit for plan in plans for edit in plan.edits)),
        tuple(change for plan in plans for change in plan.changes),
    )


def ensure(document: Document, path: YamlPath, data: Data) -> Plan:
    """Make sure that `data` is present at `path`, including its parent sections.

    An empty value (no key, no value, null, `[]`, `{}`) is replaced with `data`. To a list, missing
    items of a list `data` are appended; in a mapping, the keys of a dict `data` are ensured one by
    one. An existing scalar must be equal. Present data needs no edit, so a second call returns an
    empty plan. An index in `path` must exist.

    Raises CannotEdit, also if there is a different value.
    """
    refs = follow(document, path)
    if not refs or _is_empty_root(refs[0]):
        return _into_empty(document, _wrapped(path, data))
    ref = refs[-1]
    rest = path[len(refs) - 1 :]
    if rest:
        return _add(document, ref, _wrapped(rest, data), rest)
    if ref.node.aliased and plain(ref.node, document.text) != plain_data(data):
        raise cannot_edit(document, ref, "it comes from an alias")
    if is_empty_value(ref.node) and plain(ref.node, document.text) != plain_data(data):
        return fill(document, refs, data) if data is not None else Plan()
    return _merge(document, ref, data)


def _wrapped(path: YamlPath, data: Data) -> Data:
    for part in reversed(path):
        data = {part: data} if isinstance(part, str) else [data]
    return data


def _is_empty_root(ref: NodeRef) -> bool:
    return isinstance(ref.node, Scalar) and ref.node.start == ref.node.end


def _into_empty(document: Document, data: Data) -> Plan:
    """The first content of a file that is empty or contains only comments."""
    if "\n..." in f"\n{document.text}":
        raise CannotEdit("the document is empty and has an explicit end")
    if data in (None, [], {}):
        return Plan()
    lines = block(data, file_style(document), 0)
    edit = layout.insert_after(document, layout.count(document), lines)
    return Plan((edit,), (Put((), data),))


def _add(document: Document, ref: NodeRef, data: Data, rest: YamlPath) -> Plan:
    if isinstance(rest[0], int):
        raise cannot_edit(document, ref, f"no item {rest[0]}")
    assert isinstance(data, dict)
    return set_keys(document, ref.path, data)


def _merge(document: Document, ref: NodeRef, data: Data) -> Plan:
    node = ref.node
    have = plain(node, document.text)
    if have == plain_data(data):
        return Plan()
    if isinstance(node, Sequence) and isinstance(data, list):
        present = [plain(item, document.text) for item in node.items]
        return append_items(document, ref.path, _missing(present, data))
    if isinstance(node, Mapping) and isinstance(data, dict):
        steps = [
            partial(ensure, path=(*ref.path, name), data=value) for name, value in data.items()
        ]
        return compose(document, *steps)
    raise cannot_edit(document, ref, "it already has a different value")


def _missing(present: list[Plain], data: list[Data]) -> list[Data]:
    missing: list[Data] = []
    for item in data:
        if plain_data(item) not in present:
            present.append(plain_data(item))
            missing.append(item)
    return missing
