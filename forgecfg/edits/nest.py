"""Wrap an entry in a new mapping."""

from __future__ import annotations

from forgecfg.document.changes import Drop, Plan, Put
from forgecfg.document.document import Document
from forgecfg.document.nodes import Mapping, Scalar
from forgecfg.document.positions import Edit, YamlPath
from forgecfg.edits import emit, layout
from forgecfg.edits.locate import NodeRef, cannot_edit, find, flow_end, merge_key
from forgecfg.edits.style import Style, style_at


def nest(document: Document, path: YamlPath, name: str) -> Plan:
    """Wrap the entry at `path`, which must have a scalar value, in a new mapping `name`.

    `a: 1` becomes `name: {a: 1}`, in block style on two lines. Quotes and comments stay unchanged.
    Raises CannotEdit, also if `name` already exists.
    """
    ref = find(document, path)[-1]
    parent, node = ref.parent, ref.node
    if ref.entry is None or not isinstance(parent, Mapping):
        raise cannot_edit(document, ref, "it is not the value of a key")
    if not isinstance(node, Scalar):
        raise cannot_edit(document, ref, "it is not a scalar")
    if parent.get(name) is not None:
        raise cannot_edit(document, ref, f"key {name!r} already exists")
    if merge_key(parent):
        raise cannot_edit(
            document, ref, "its mapping has a merge key `<<`, which Forge does not expand"
        )
    style = style_at(document, parent)
    write = _flow if parent.flow else _block
    value = node.text if isinstance(node.value, str) else node.value
    return Plan(
        write(document, ref, name, style),
        (Drop(path), Put((*path[:-1], name), {ref.entry.name: value})),
    )


def _flow(document: Document, ref: NodeRef, name: str, style: Style) -> tuple[Edit, ...]:
    assert ref.entry is not None
    start, end = ref.entry.key.start, flow_end(document, ref.entry)
    pad = " " if "{}" in style.padded else ""
    before = f"{emit.key(name, style, flow=True)}: {{{pad}"
    return (_insertion(document, start, before), _insertion(document, end, pad + "}"))


def _block(document: Document, ref: NodeRef, name: str, style: Style) -> tuple[Edit, ...]:
    assert ref.entry is not None
    start = ref.entry.key.start
    row = layout.row(document, start)
    if layout.prefix(document, start).strip(" -") or layout.last_row(document, ref.entry) > row:
        raise cannot_edit(document, ref, "unsupported syntax")
    indent = " " * (layout.column(document, start) + style.step)
    before = f"{emit.key(name, style, flow=False)}:{layout.newline(document, row)}{indent}"
    return (_insertion(document, start, before),)


def _insertion(document: Document, at: int, text: str) -> Edit:
    return Edit(document.lines.span(at, at), text)
