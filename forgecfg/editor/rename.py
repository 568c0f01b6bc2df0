"""Rename a key with all its references. The edits are verified before they are returned."""

from __future__ import annotations

from forgecfg.document.changes import Plan
from forgecfg.document.nodes import Scalar
from forgecfg.document.positions import Edit
from forgecfg.editor.nodes import find_node
from forgecfg.editor.occurrences import (
    Occurrence,
    Symbol,
    kind_of_key,
    occurrences_of,
    symbol_at,
)
from forgecfg.editor.snapshot import Snapshot
from forgecfg.edits.apply import in_order
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.locate import check_editable
from forgecfg.edits.plan import checked
from forgecfg.edits.value import set_value
from forgecfg.errors import UsageError
from forgecfg.manifest.declarations import module_keys, names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.rename import TARGETS, rename
from forgecfg.scaffold.validation import key_error


def prepare_rename(snapshot: Snapshot, offset: int) -> Occurrence | None:
    """The name at an offset that can be renamed; None where there is no declared key.

    Raises UsageError if the text is broken.
    """
    if snapshot.is_broken:
        raise UsageError("cannot rename while the manifest has syntax errors")
    found = symbol_at(snapshot.manifest, offset)
    return found[1] if found is not None and found[0].declaration is not None else None


def rename_at(snapshot: Snapshot, offset: int, new: str) -> tuple[Edit, ...]:
    """The edits that rename the key at an offset and all references to it in the manifest.

    Raises UsageError if there is no declared key, or if the new name is malformed or taken;
    CannotEdit if a place cannot be edited safely.
    """
    if prepare_rename(snapshot, offset) is None:
        raise UsageError("there is no key to rename at this position")
    found = symbol_at(snapshot.manifest, offset)
    assert found is not None
    symbol = found[0]
    if symbol.target in TARGETS:
        return rename(snapshot.document, symbol.target, symbol.name, new).plan.edits
    return _rename(snapshot, symbol, new)


def _rename(snapshot: Snapshot, symbol: Symbol, new: str) -> tuple[Edit, ...]:
    document, manifest = snapshot.document, snapshot.manifest
    check_editable(document)
    _check_name(manifest, symbol, new)
    plans = [_replaced(snapshot, place, symbol.name, new) for place in _places(manifest, symbol)]
    plan = Plan(
        tuple(in_order(edit for plan in plans for edit in plan.edits)),
        tuple(change for plan in plans for change in plan.changes),
    )
    checked(document, plan)
    return plan.edits


def _places(manifest: Manifest, symbol: Symbol) -> list[Occurrence]:
    return occurrences_of(manifest, symbol)


def _check_name(manifest: Manifest, symbol: Symbol, new: str) -> None:
    kind = kind_of_key(symbol)
    if new == symbol.name:
        raise UsageError(f'{kind} "{new}" already has this key')
    error = key_error(new, f"{kind} key", None)
    if error is not None:
        raise UsageError(error)
    if symbol.declaration is not None and symbol.declaration.path[:1] == ("modules",):
        if symbol.target is Target.STATE:
            states = symbol.declaration.path[:3]
            taken = {
                key.text: "state"
                for key in names_of(manifest, Target.STATE).values()
                if key.path[:3] == states
            }
        else:
            taken = {key.text: kind for kind, key in module_keys(manifest)}
    else:
        taken = dict.fromkeys(names_of(manifest, symbol.target), kind)
    if new in taken:
        raise UsageError(f'{taken[new]} "{new}" already exists')


def _replaced(snapshot: Snapshot, place: Occurrence, old: str, new: str) -> Plan:
    found = find_node(snapshot.manifest.root, place.start)
    assert found is not None
    node, path = found.cursor.node, found.cursor.path
    value = found.cursor.text
    if not isinstance(node, Scalar) or value is None or node.text != value:
        where = snapshot.document.lines.span(node.start, node.end)
        raise CannotEdit("its value contains a variable", where, path)
    at = place.start - node.start - (1 if node.style in ("'", '"') else 0)
    return set_value(snapshot.document, path, value[:at] + new + value[at + len(old) :])
