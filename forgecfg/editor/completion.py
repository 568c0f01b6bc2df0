"""What can be typed at a position: keys, names, scopes, events, values, paths, whole entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from forgecfg.editor.completion_sources import Candidate, candidates, key_candidates
from forgecfg.editor.cursor_context import CursorContext, Kind, cursor_context
from forgecfg.editor.snapshot import Snapshot
from forgecfg.editor.snippets import Snippet, snippets_for

MOST = 300
"""The most items in one answer; the editor asks again when more is typed."""


class Completion(NamedTuple):
    """One item. It replaces the 0-based range `start` to `end` of the text with `insert`.

    `kind` is "property", "value", "name", "scope", "event", "module", "variable", "file", "folder"
    or "snippet"; only a snippet has placeholders in the syntax of the protocol. `sort` orders the
    items, `documentation` is Markdown.
    """

    label: str
    kind: str
    insert: str
    start: int
    end: int
    detail: str = ""
    documentation: str = ""
    sort: str = ""
    is_snippet: bool = False


class Completions(NamedTuple):
    """The items, and whether there are more than these."""

    items: tuple[Completion, ...] = ()
    is_incomplete: bool = False


def complete(snapshot: Snapshot, offset: int, with_snippets: bool = True) -> Completions:
    """The completions at an offset. The text needs not be valid.

    `with_snippets`: the editor can expand placeholders.
    """
    context = cursor_context(snapshot.lines, offset)
    if context is None:
        return Completions()
    variable = _variables(snapshot, context)
    if variable is not None:
        return _limited(variable, context.prefix.rpartition("${")[2])
    found: list[Completion] = []
    if with_snippets and not context.in_flow and context.kind in (Kind.ITEM, Kind.NEW_ITEM):
        found += _snippets(snapshot, context)
    if context.kind in (Kind.KEY, Kind.ITEM):
        found += _keys(snapshot, context)
    if context.kind is not Kind.KEY:
        found += _values(snapshot, context)
    if context.kind is Kind.KEY and not context.present:
        # Below a key that has no value yet, a list can begin.
        items = context._replace(kind=Kind.NEW_ITEM, path=(*context.path, 0))
        found += [*(_snippets(snapshot, items) if with_snippets else ()), *_values(snapshot, items)]
    return _limited(found, context.prefix)


def _limited(items: Iterable[Completion], prefix: str) -> Completions:
    """The items that contain what is typed, as far as they are not too many."""
    typed = prefix.casefold()
    matching = [(rank, item) for item in items if (rank := _rank(item, typed)) is not None]
    unique = {(item.label, item.kind): (rank, item) for rank, item in matching}
    ordered = sorted(unique.values(), key=lambda pair: (pair[0], pair[1].sort, pair[1].label))
    found = tuple(item for _, item in ordered[:MOST])
    return Completions(found, len(ordered) > MOST)


def _rank(item: Completion, typed: str) -> int | None:
    """How well the label fits what is typed, 0 is best; None if its letters are not in it.

    The letters have to occur in their order, as editors filter.
    """
    label = item.label.casefold()
    if label.startswith(typed):
        return 0
    if typed in label:
        return 1
    letters = iter(label)
    return 2 if all(letter in letters for letter in typed) else None


def _variables(snapshot: Snapshot, context: CursorContext) -> list[Completion] | None:
    """The declared variables after an open `${`; None where there is none."""
    before, mark, typed = context.prefix.rpartition("${")
    if not mark or "}" in typed or context.kind is Kind.KEY:
        return None
    start = context.start + len(before) + 2
    end = start + len(typed)
    names = snapshot.names(context.line).document.variables
    closing = "" if snapshot.text[end : end + 1] == "}" else "}"
    return [Completion(name, "variable", f"{name}{closing}", start, end) for name in sorted(names)]


def _keys(snapshot: Snapshot, context: CursorContext) -> Iterator[Completion]:
    suffix = "" if context.has_colon else ": " if context.in_flow else ":"
    for candidate in key_candidates(snapshot, context):
        if candidate.text in context.present:
            continue
        after = suffix
        if suffix == ":" and candidate.is_scalar:
            after = ": "
        yield _completion(candidate, context, f"{candidate.text}{after}", "")


def _values(snapshot: Snapshot, context: CursorContext) -> Iterator[Completion]:
    dash = "- " if context.kind is Kind.NEW_ITEM else ""
    for candidate in candidates(snapshot, context):
        yield _completion(candidate, context, candidate.text, dash)


def _completion(
    candidate: Candidate, context: CursorContext, insert: str, before: str
) -> Completion:
    return Completion(
        candidate.text, candidate.kind, before + insert, context.start, context.end,
        candidate.detail, candidate.documentation, candidate.sort,
    )  # fmt: skip


def _snippets(snapshot: Snapshot, context: CursorContext) -> Iterator[Completion]:
    if context.present or not context.path or not isinstance(context.path[-1], int):
        return
    for snippet in snippets_for(context.path[:-1], snapshot.names(context.line)):
        text = _expanded(snippet, context)
        yield Completion(
            snippet.label, "snippet", text, context.start, context.end, snippet.detail,
            sort="0", is_snippet=True,
        )  # fmt: skip


def _expanded(snippet: Snippet, context: CursorContext) -> str:
    """The text of a snippet; its other lines are indented relative to the line of the cursor."""
    dash = "- " if context.kind is Kind.NEW_ITEM else ""
    return dash + "\n  ".join(snippet.lines)
