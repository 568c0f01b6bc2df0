"""From additions to a new text: one plan, verified after every step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from forgecfg.document.changes import Data, Plan
from forgecfg.document.cursor import Cursor
from forgecfg.document.decode import BYTE_ORDER_MARK
from forgecfg.document.document import Document, load
from forgecfg.document.positions import YamlPath
from forgecfg.edits.apply import apply_edits
from forgecfg.edits.emit import block
from forgecfg.edits.ensure import ensure
from forgecfg.edits.errors import CannotEdit
from forgecfg.edits.plan import compose
from forgecfg.edits.style import file_style
from forgecfg.edits.value import set_value
from forgecfg.manifest.analysis.tokens import example_scope, token_without_app_scope
from forgecfg.manifest.view import Manifest, read_manifest
from forgecfg.scaffold import steps
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.prompts import Prompter
from forgecfg.scaffold.results import ManualEdit, ScaffoldResult, Unresolved
from forgecfg.scaffold.steps import Addition

if TYPE_CHECKING:
    from forgecfg.scaffold.add import Planner


def scaffold(text: str, options: ScaffoldOptions, prompter: Prompter) -> ScaffoldResult:
    """Add everything that is missing. See `forgecfg.api.scaffold_text`."""
    builder = _Builder(text)
    unreadable = _unreadable(builder.document)
    if unreadable is not None:
        return ScaffoldResult(text, (), (unreadable,), ())
    builder.add(steps.empty_sections)
    builder.add(lambda manifest: steps.missing_endpoints(manifest, options, prompter))
    builder.add(lambda manifest: steps.missing_remotes(manifest, options, prompter))
    builder.add(steps.missing_routes)
    builder.add(lambda manifest: steps.missing_storage(manifest, prompter))
    builder.add(steps.empty_sections)  # new endpoints may need more sections
    # Twice: what is missing is known when there is a section next to a misspelled one.
    for _ in range(2):
        builder.add(lambda manifest: steps.missing_scopes(manifest, options))
    builder.add(steps.missing_egress)
    builder.add(lambda manifest: steps.unused_urls(manifest, options))
    return builder.result()


def add_to_text(text: str, planner: Planner) -> ScaffoldResult:
    """Make the additions of a planner of `forgecfg.scaffold.add`."""
    builder = _Builder(text)
    builder.add(planner)
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

    def add(self, step: Callable[[Manifest], Iterable[Addition | Unresolved]]) -> None:
        """Make all additions of a step, which sees the document before any of them."""
        for item in list(step(read_manifest(self.document))):
            if isinstance(item, Unresolved):
                self.open.append(item)
            else:
                self._make(item)

    def _make(self, addition: Addition) -> None:
        try:
            plan = compose(self.document, lambda current: _plan(current, addition))
        except CannotEdit as error:
            snippet = _snippet(self.document, addition)
            self.by_hand.append(ManualEdit(_reason(error), error.location, snippet))
            return
        if plan.edits:
            self.document = load(apply_edits(self.document.text, plan.edits))
            self.added.append(addition.description)

    def result(self) -> ScaffoldResult:
        manifest = read_manifest(self.document)
        if token_without_app_scope(manifest) is not None:
            self.open.append(
                Unresolved(
                    "the tokens need at least one product scope (which one depends on the APIs "
                    "that the remote calls)",
                    f"for example `forgecfg add scope {example_scope(manifest)}`",
                )
            )
        # The document of a text beyond the size limit is empty.
        text = self.mark + self.document.text if self.added else self.old
        return ScaffoldResult(text, tuple(self.added), tuple(self.open), tuple(self.by_hand))


def _plan(document: Document, addition: Addition) -> Plan:
    if addition.replaces:
        return set_value(document, addition.path, addition.data)
    return ensure(document, addition.path, addition.data)


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
