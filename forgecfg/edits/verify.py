"""Verify that a new text is the old one plus exactly the intended change."""

from __future__ import annotations

from collections.abc import Iterable

from forgecfg.document.changes import Change
from forgecfg.document.document import Document, load
from forgecfg.document.positions import Edit, YamlPath
from forgecfg.edits.plain_data import Leaf, Plain, Table, apply_changes, plain


def verify(
    old: str, new: str, changes: Iterable[Change], edits: Iterable[Edit] | None = None
) -> str | None:
    """What is wrong with `new` as `old` plus the changes, None if it is correct.

    `new` must be readable, and its data must equal the old data after the changes. `edits` are
    those that made `new`: if they only insert whole lines, every old line must be kept, byte for
    byte and in order; if they only insert, every old character.
    """
    return problem_between(load(old), load(new), changes, edits)


def problem_between(
    old: Document, new: Document, changes: Iterable[Change], edits: Iterable[Edit] | None = None
) -> str | None:
    """The same for parsed texts."""
    if new.syntax:
        problem = new.syntax[0]
        line, column = new.lines.position(problem.offset)
        return f"the result cannot be read: {problem.message} ({line}:{column})"
    if not new.readable or new.second_document is not None:
        return "the result cannot be read as one document"
    try:
        expected = apply_changes(plain(old.root, old.text), changes)
    except LookupError as error:
        return f"the intended change does not fit the old data: {error}"
    found = plain(new.root, new.text)
    if found != expected:
        at = ".".join(str(part) for part in _difference(found, expected)) or "the root"
        return f"the result differs from the intended change at {at}"
    made = list(edits) if edits is not None else []
    if all(edit.span.start == edit.span.end for edit in made) and edits is not None:
        if all(_whole_lines(old.text, edit) for edit in made):
            if not keeps_lines(old.text, new.text):
                return "the result is missing an existing line"
        elif not _in_order(old.text, new.text):
            return "the result is missing existing text"
    return None


def keeps_lines(old: str, new: str) -> bool:
    """Whether every line of `old` is in `new`, byte for byte and in order.

    A last line without a line break may have one in `new`.
    """
    *finished, last = old.split("\n")
    have = iter(new.removesuffix("\n").split("\n"))
    if not all(line in have for line in finished):
        return False
    return not last or any(line in (last, last + "\r") for line in have)


def _in_order(wanted: Iterable[str], found: Iterable[str]) -> bool:
    rest = iter(found)
    return all(part in rest for part in wanted)


def _whole_lines(text: str, edit: Edit) -> bool:
    at = edit.span.start
    if at == 0 or text[at - 1] == "\n":
        return edit.text.endswith("\n")
    return at == len(text) and edit.text.startswith(("\n", "\r\n"))


def _difference(a: Plain, b: Plain) -> YamlPath:
    """The path to the first difference between two values that are not equal."""
    if isinstance(a, Leaf) or isinstance(b, Leaf) or type(a) is not type(b):
        return ()
    if isinstance(a, Table) and isinstance(b, Table):
        names = [name for name, _ in a.pairs]
        if len(set(names)) == len(names) and sorted(names) == sorted(n for n, _ in b.pairs):
            other = dict(b.pairs)
            return next(
                ((name, *_difference(v, other[name])) for name, v in a.pairs if v != other[name]),
                (),
            )
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        return next(
            ((i, *_difference(x, y)) for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y),
            (),
        )
    return ()
