"""An entry put into a new mapping, in its own place."""

from __future__ import annotations

from forgecfg.document.changes import Drop, Plan, Put
from forgecfg.document.document import Document
from forgecfg.document.nodes import Mapping, Scalar
from forgecfg.document.positions import Edit, YamlPath
from forgecfg.edits import emit, layout
from forgecfg.edits.locate import NodeRef, find, flow_end, merge_key, refusal
from forgecfg.edits.style import Style, style_at


def nest(document: Document, path: YamlPath, name: str) -> Plan:
    """Put the key at the end of `path`, which has a scalar, into a new mapping `name`.

    `a: 1` becomes `name: {a: 1}`, in blocks on two lines. Its quotes and the comments around it
    stay as they are.
    Raises CannotEdit, also where `name` is there already.
    """
    spot = find(document, path)[-1]
    parent, node = spot.parent, spot.node
    if spot.entry is None or not isinstance(parent, Mapping):
        raise refusal(document, spot, "it is not the value of a key")
    if not isinstance(node, Scalar):
        raise refusal(document, spot, "it has content of its own")
    if parent.get(name) is not None:
        raise refusal(document, spot, f"the key {name!r} is there already")
    if merge_key(parent):
        raise refusal(
            document, spot, "it stands beside a merge key `<<`, which Forge does not expand"
        )
    style = style_at(document, parent)
    write = _flow if parent.flow else _block
    value = node.text if isinstance(node.value, str) else node.value
    return Plan(
        write(document, spot, name, style),
        (Drop(path), Put((*path[:-1], name), {spot.entry.name: value})),
    )


def _flow(document: Document, spot: NodeRef, name: str, style: Style) -> tuple[Edit, ...]:
    assert spot.entry is not None
    start, end = spot.entry.key.start, flow_end(document, spot.entry)
    pad = " " if "{}" in style.padded else ""
    before = f"{emit.key(name, style, flow=True)}: {{{pad}"
    return (_insertion(document, start, before), _insertion(document, end, pad + "}"))


def _block(document: Document, spot: NodeRef, name: str, style: Style) -> tuple[Edit, ...]:
    assert spot.entry is not None
    start = spot.entry.key.start
    row = layout.row(document, start)
    if layout.prefix(document, start).strip(" -") or layout.last_row(document, spot.entry) > row:
        raise refusal(document, spot, "it is written in a way that forgecfg does not edit")
    indent = " " * (layout.column(document, start) + style.step)
    before = f"{emit.key(name, style, flow=False)}:{layout.newline(document, row)}{indent}"
    return (_insertion(document, start, before),)


def _insertion(document: Document, at: int, text: str) -> Edit:
    return Edit(document.lines.span(at, at), text)
