"""Rename the key of an endpoint, a remote, a function or a resource, with all references to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from forgecfg.document.changes import Plan
from forgecfg.document.cursor import Cursor
from forgecfg.document.decode import BYTE_ORDER_MARK
from forgecfg.document.document import Document, load
from forgecfg.document.nodes import Scalar
from forgecfg.document.positions import Edit
from forgecfg.edits.apply import apply_edits, in_order
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.locate import check_editable
from forgecfg.edits.plan import checked
from forgecfg.edits.value import set_value
from forgecfg.errors import UsageError
from forgecfg.manifest.declarations import module_keys, names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest, read_manifest
from forgecfg.scaffold.results import ScaffoldResult
from forgecfg.scaffold.validation import key_error
from forgecfg.suggest import closest

TARGETS = (Target.ENDPOINT, Target.REMOTE, Target.FUNCTION, Target.RESOURCE)
"""What can be renamed."""

# The keys of all modules must be unique, whatever their types.
_MODULES = (Target.ENDPOINT, Target.FUNCTION)
_UNLIMITED = (Target.RESOURCE,)

# What source code calls by its key.
_SOURCE = {
    Target.REMOTE: "source code is not changed: look for `invokeRemote` and `requestRemote` with "
    '"{}"',
    Target.RESOURCE: 'source code is not changed: look for `new Modal` with resource "{}"',
}


class Renaming(NamedTuple):
    """A rename that was verified: its plan, and the owners of the references that change."""

    plan: Plan
    owners: tuple[str, ...]


class _Use(NamedTuple):
    """A scalar that contains a name: the name starts at index `at` of its value."""

    cursor: Cursor
    at: int
    owner: str | None


def rename_text(text: str, target: Target, old: str, new: str) -> tuple[Edit, ...]:
    """The edits that rename a key in the text of a manifest, see `rename`.

    Their offsets are those of the text without its byte order mark.
    """
    return rename(load(text), target, old, new).plan.edits


def rename_in_manifest(text: str, target: Target, old: str, new: str) -> ScaffoldResult:
    """The text of a manifest after a rename, and what was renamed, for the user.

    Raises UsageError as `rename` does, and for what cannot be edited.
    """
    document = load(text)
    try:
        renaming = rename(document, target, old, new)
    except CannotEdit as error:
        where = f" (line {error.location.line})" if error.location is not None else ""
        raise UsageError(f'cannot rename {target} "{old}": {error.reason}{where}') from None
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    renamed = mark + apply_edits(document.text, renaming.plan.edits)
    done = [f'{target} "{old}" to "{new}"']
    done += [f"reference from {owner}" for owner in renaming.owners]
    note = _SOURCE.get(target)
    return ScaffoldResult(renamed, tuple(done), (), (), (note.format(old),) if note else ())


def rename(document: Document, target: Target, old: str, new: str) -> Renaming:
    """Rename the key of a declaration and every reference to it; all other text stays unchanged.

    `target` is one of `TARGETS`. Raises UsageError if `old` is not declared or declared twice, or
    if `new` is malformed or taken; CannotEdit if a key or a reference is an alias, has one, or
    contains a variable.
    """
    check_editable(document)
    manifest = read_manifest(document)
    _check_old(manifest, target, old)
    _check_new(manifest, target, old, new)
    uses = {use.cursor.path: use for use in _uses(manifest, target, old)}
    plans = [_replaced(document, use, old, new) for use in uses.values()]
    plan = Plan(
        tuple(in_order(edit for plan in plans for edit in plan.edits)),
        tuple(change for plan in plans for change in plan.changes),
    )
    checked(document, plan)
    owners = dict.fromkeys(use.owner for use in uses.values() if use.owner is not None)
    return Renaming(plan, tuple(owners))


def _check_old(manifest: Manifest, target: Target, old: str) -> None:
    lines = [
        _line(manifest.document, key) for name, key in _declared(manifest, target) if name == old
    ]
    if not lines:
        intended = closest(old, names_of(manifest, target))
        hint = f'; did you mean "{intended}"?' if intended is not None else ""
        raise UsageError(f'no {target} with key "{old}"{hint}')
    if len(lines) > 1:
        listed = ", ".join(map(str, lines))
        raise UsageError(f'{target} "{old}" is declared {len(lines)} times (lines {listed})')


def _check_new(manifest: Manifest, target: Target, old: str, new: str) -> None:
    if new == old:
        raise UsageError(f'{target} "{old}" already has this key')
    error = key_error(new, f"{target} key", *((None,) if target in _UNLIMITED else ()))
    if error is not None:
        raise UsageError(error)
    taken: Iterable[tuple[str, str | None]] = (
        ((kind, key.text) for kind, key in module_keys(manifest))
        if target in _MODULES
        else ((target, name) for name in names_of(manifest, target))
    )
    for kind, name in taken:
        if name == new:
            raise UsageError(f'{kind} "{new}" already exists')


def _line(document: Document, key: Cursor) -> int:
    return document.lines.position(key.node.start)[0]


def _declared(manifest: Manifest, target: Target) -> Iterator[tuple[str, Cursor]]:
    """The name and the key of each declaration, duplicates included."""
    keys: Iterable[Cursor | None]
    if target is Target.ENDPOINT:
        keys = (endpoint.key for endpoint in manifest.endpoints)
    elif target is Target.REMOTE:
        keys = (remote.key for remote in manifest.remotes)
    elif target is Target.FUNCTION:
        keys = (module.key for module in manifest.modules if module.type == "function")
    else:
        keys = (item.get("key") for item in manifest.items("resources"))
    for key in keys:
        if key is not None and key.text is not None:
            yield key.text, key


def _uses(manifest: Manifest, target: Target, name: str) -> Iterator[_Use]:
    """The declaration of a name and every reference to it."""
    for declared, key in _declared(manifest, target):
        if declared == name:
            yield _Use(key, 0, None)
    for reference in manifest.references[target]:
        if reference.name == name:
            yield _Use(reference.value, len(reference.before), reference.owner)


def _replaced(document: Document, use: _Use, old: str, new: str) -> Plan:
    node, path = use.cursor.node, use.cursor.path
    value = use.cursor.text
    if not isinstance(node, Scalar) or value is None or node.text != value:
        where = document.lines.span(node.start, node.end)
        raise CannotEdit("its value contains a variable", where, path)
    return set_value(document, path, value[: use.at] + new + value[use.at + len(old) :])
