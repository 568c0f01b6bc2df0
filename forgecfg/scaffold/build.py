"""From additions to a new text: one plan for each step, verified before the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forgecfg.document.changes import Data, Plan, Put
from forgecfg.document.cursor import Cursor
from forgecfg.document.decode import BYTE_ORDER_MARK
from forgecfg.document.document import Document, load
from forgecfg.document.positions import YamlPath
from forgecfg.edits.apply import choose, in_order
from forgecfg.edits.emit import block
from forgecfg.edits.ensure import ensure
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.plan import checked
from forgecfg.edits.style import file_style
from forgecfg.edits.value import rename_key, set_value
from forgecfg.manifest.analysis.tokens import example_scope, token_without_app_scope
from forgecfg.manifest.view import Manifest, read_manifest
from forgecfg.scaffold import steps
from forgecfg.scaffold.addition import Addition, Note, Planner
from forgecfg.scaffold.endpoints import missing_endpoints
from forgecfg.scaffold.incomplete import endpoints_without_remote, tokens_as_booleans
from forgecfg.scaffold.leftovers import wiring_errors
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.prompts import Prompter
from forgecfg.scaffold.remotes import missing_remotes
from forgecfg.scaffold.results import ManualEdit, ScaffoldResult, Unresolved

if TYPE_CHECKING:
    from forgecfg.scaffold.addition import Additions

# The rules whose findings are what `ManualEdit`s are about.
_ADDED = frozenset(
    {
        "undefined-endpoint",
        "undefined-remote",
        "missing-property",
        "missing-route",
        "missing-storage-declaration",
        "missing-token-scope",
        "missing-app-scope",
        "provider-remote-not-allowed",
        "wrong-type",
    }
)


def scaffold(text: str, options: ScaffoldOptions, prompter: Prompter) -> ScaffoldResult:
    """Add everything that is missing. See `forgecfg.api.scaffold_text`."""
    builder = _Builder(text)
    unreadable = _unreadable(builder.document)
    if unreadable is not None:
        return ScaffoldResult(text, (), (unreadable,), ())
    builder.add(steps.empty_sections)
    builder.add(tokens_as_booleans)
    builder.add(lambda manifest: endpoints_without_remote(manifest, options, prompter))
    builder.add(lambda manifest: missing_endpoints(manifest, options, prompter))
    builder.add(lambda manifest: missing_remotes(manifest, options, prompter))
    builder.add(steps.missing_routes)
    builder.add(lambda manifest: steps.missing_storage(manifest, prompter))
    builder.add(steps.empty_sections)  # new endpoints may need more sections
    # Twice: what is missing is known when there is a section next to a misspelled one.
    for _ in range(2):
        builder.add(lambda manifest: steps.missing_scopes(manifest, options))
    builder.add(lambda manifest: steps.missing_product_scopes(manifest, prompter))
    builder.add(steps.missing_egress)
    builder.add(steps.undeclared_code)
    builder.add(lambda manifest: steps.unused_urls(manifest, options))
    builder.add(lambda manifest: steps.unused_tokens(manifest, options))
    builder.add(_missing_app_scope)
    builder.add_leftovers(options)
    return builder.result()


def add_to_text(text: str, planner: Planner) -> ScaffoldResult:
    """Make the additions of a planner of `forgecfg.scaffold.add`."""
    builder = _Builder(text)
    builder.add(planner)
    builder.add(_missing_app_scope)
    return builder.result()


def _unreadable(document: Document) -> Unresolved | None:
    """Why a manifest cannot be scaffolded, None if it can."""
    if document.syntax:
        violation = document.syntax[0]
        line, column = document.lines.position(violation.offset)
        what = f"line {line}, column {column}: {violation.message}"
    elif document.second_document is not None:
        line, _ = document.lines.position(document.second_document)
        what = f"line {line}: second document; Forge reads only one"
    elif not document.readable:
        what = "the manifest cannot be read"
    elif document.root is not None and not _is_root(Cursor(document.root)):
        what = "the manifest is not a mapping"
    else:
        return None
    return Unresolved(what, "fix the errors that `forgecfg check` reports, then scaffold again")


def _is_root(root: Cursor) -> bool:
    return root.is_mapping or root.is_null


def _missing_app_scope(manifest: Manifest) -> Additions:
    if token_without_app_scope(manifest) is not None:
        yield Unresolved(
            "the tokens need at least one product scope (which one depends on the APIs "
            "that the remote calls)",
            f"for example `forgecfg add scope {example_scope(manifest)}`",
            "missing-app-scope",
        )


class _Builder:
    """A text that grows step by step."""

    def __init__(self, text: str) -> None:
        self.old = text
        self.mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
        # `load` removes one mark; a second one would be part of the first word.
        self.document = load(text)
        self.added: list[str] = []
        self.open: list[Unresolved] = []
        self.by_hand: list[ManualEdit] = []
        self.notes: list[str] = []

    def add(self, step: Planner) -> None:
        """Make all additions of a step, which sees the document before any of them."""
        additions: list[Addition] = []
        for item in step(read_manifest(self.document)):
            if isinstance(item, Unresolved):
                self.open.append(item)
            elif isinstance(item, Note):
                self.notes.append(item.text)
            else:
                additions.append(item)
        pending = _groups(additions)
        while pending:
            pending = self._round(pending)

    def _round(self, groups: list[list[Addition]]) -> list[list[Addition]]:
        """Make the additions that can be made together; the others are returned."""
        planned: list[tuple[list[Addition], Plan]] = []
        failed: dict[int, CannotEdit] = {}
        for index, group in enumerate(groups):
            try:
                planned.append((group, _plan(self.document, _merged(group))))
            except CannotEdit as error:  # it may need the result of another
                failed[index] = error
        if not planned:
            return self._without_failed(groups, failed)
        chosen = set(choose([plan.edits for _, plan in planned]))
        try:
            self._make([planned[index] for index in sorted(chosen)])
        except CannotEdit as error:  # a bug in forgecfg
            if len(groups) == 1:
                return self._without_failed(groups, {0: error})
            return [left for group in groups for left in self._round([group])]
        left = [group for index, (group, _) in enumerate(planned) if index not in chosen]
        return [*left, *(groups[index] for index in failed)]

    def _without_failed(
        self, groups: list[list[Addition]], failed: dict[int, CannotEdit]
    ) -> list[list[Addition]]:
        """Give up on single additions, and separate the others."""
        separate: list[list[Addition]] = []
        for index, error in failed.items():
            if len(groups[index]) > 1:
                separate += [[addition] for addition in groups[index]]
                continue
            snippet = _snippet(self.document, groups[index][0])
            self.by_hand.append(ManualEdit(_reason(error), error.location, snippet))
        return separate

    def _make(self, planned: list[tuple[list[Addition], Plan]]) -> None:
        """Make additions whose plans do not touch each other."""
        made = [(group, plan) for group, plan in planned if plan.edits]
        if not made:
            return
        edits = in_order(edit for _, plan in made for edit in plan.edits)
        changes = tuple(change for _, plan in made for change in plan.changes)
        self.document = checked(self.document, Plan(tuple(edits), changes))
        additions = [addition for group, _ in made for addition in group]
        self.added += [addition.description for addition in additions]
        self.notes += [addition.note for addition in additions if addition.note]

    def add_leftovers(self, options: ScaffoldOptions) -> None:
        """Report the errors in the wiring that nothing so far has reported."""
        reported = {unresolved.rule for unresolved in self.open}
        if self.by_hand:
            reported |= _ADDED
        for unresolved in wiring_errors(self.document, options.rules):
            if unresolved.rule not in reported:
                self.open.append(unresolved)

    def result(self) -> ScaffoldResult:
        # The document of a text beyond the size limit is empty.
        text = self.mark + self.document.text if self.added else self.old
        notes = tuple(dict.fromkeys(self.notes))
        return ScaffoldResult(text, tuple(self.added), tuple(self.open), tuple(self.by_hand), notes)


def _groups(additions: list[Addition]) -> list[list[Addition]]:
    """The additions, with those of items of one list together."""
    groups: dict[tuple[YamlPath, int], list[Addition]] = {}
    for index, addition in enumerate(additions):
        is_list = isinstance(addition.data, list) and not addition.replaces
        groups.setdefault((addition.path, -1 if is_list else index), []).append(addition)
    return list(groups.values())


def _merged(group: list[Addition]) -> Addition:
    if len(group) == 1:
        return group[0]
    items = [item for one in group if isinstance(one.data, list) for item in one.data]
    return group[0]._replace(data=items)


def _plan(document: Document, addition: Addition) -> Plan:
    path = addition.path
    if addition.renamed_from is not None:
        old = (*path[:-1], addition.renamed_from)
        renamed = rename_key(document, old, str(path[-1]))
        filled = set_value(document, old, addition.data)
        edits = in_order((*renamed.edits, *filled.edits))
        return Plan(tuple(edits), (*renamed.changes, Put(path, addition.data)))
    if addition.replaces:
        return set_value(document, path, addition.data)
    return ensure(document, path, addition.data)


def _reason(error: CannotEdit) -> str:
    where = ".".join(str(part) for part in error.path)
    return f"{where}: {error.reason}" if where else error.reason


def _snippet(document: Document, addition: Addition) -> str:
    """The YAML to paste by hand: the new data below its sections."""
    data: Data = addition.data
    for part in reversed(_keys(addition.path)):
        data = {part: data}
    return "\n".join(block(data, file_style(document), 0)) if isinstance(data, dict | list) else ""


def _keys(path: YamlPath) -> list[str]:
    """The keys of a path up to the first list index, which a snippet cannot show."""
    names: list[str] = []
    for part in path:
        if isinstance(part, int):
            break
        names.append(part)
    return names
