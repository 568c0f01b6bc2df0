"""From wants to a new text: one plan, verified after every step."""

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
from forgecfg.findings import ManualEdit, ScaffoldResult, Unresolved
from forgecfg.manifest.view import Manifest, read_manifest
from forgecfg.rules.scopes.missing_app_scope import example_scope, token_without_app_scope
from forgecfg.scaffold import steps
from forgecfg.scaffold.ask import Prompter
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.steps import Addition

if TYPE_CHECKING:
    from forgecfg.scaffold.add import Planner


def scaffold(text: str, options: ScaffoldOptions, ask: Prompter) -> ScaffoldResult:
    """Add all that the wiring of a manifest lacks. See `forgecfg.api.scaffold_text`."""
    builder = _Builder(text)
    violation = _unreadable(builder.document)
    if violation is not None:
        return ScaffoldResult(text, (), (violation,), ())
    builder.take(steps.hollow_sections)
    builder.take(lambda manifest: steps.missing_endpoints(manifest, options, ask))
    builder.take(lambda manifest: steps.missing_remotes(manifest, options, ask))
    builder.take(steps.missing_routes)
    builder.take(lambda manifest: steps.missing_storage(manifest, ask))
    builder.take(steps.hollow_sections)  # new endpoints may need what nothing needed before
    builder.take(lambda manifest: steps.missing_scopes(manifest, options))
    builder.take(steps.missing_provider_egress)
    builder.take(lambda manifest: steps.unused_urls(manifest, options))
    return builder.result()


def add_to_text(text: str, addition: Planner) -> ScaffoldResult:
    """Add one thing that was asked for; see `forgecfg.scaffold.add`."""
    builder = _Builder(text)
    builder.take(addition)
    return builder.result()


def _unreadable(document: Document) -> Unresolved | None:
    """Why nothing can be said of a manifest; an empty one lacks nothing."""
    if document.syntax:
        violation = document.syntax[0]
        line, column = document.lines.position(violation.offset)
        what = f"line {line}, column {column}: {violation.message}"
    elif document.second_document is not None:
        line, _ = document.lines.position(document.second_document)
        what = f"line {line}: a second document begins, and Forge reads one"
    elif not document.readable:
        what = "the manifest cannot be read"
    elif document.root is not None and not _is_root(Cursor(document.root)):
        what = "the manifest is no mapping"
    else:
        return None
    return Unresolved(what, "`forgecfg check` shows all faults; mend them, then scaffold again")


def _is_root(root: Cursor) -> bool:
    return root.is_mapping or root.is_null


class _Builder:
    """A text that grows step by step."""

    def __init__(self, text: str) -> None:
        self.old = text
        self.mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
        # `load` takes one mark away; a second one is part of the first word.
        self.document = load(text)
        self.added: list[str] = []
        self.open: list[Unresolved] = []
        self.by_hand: list[ManualEdit] = []

    def take(self, step: Callable[[Manifest], Iterable[Addition | Unresolved]]) -> None:
        """Make all that a step wants, as seen from the state before it."""
        for want in list(step(read_manifest(self.document))):
            if isinstance(want, Unresolved):
                self.open.append(want)
            else:
                self._make(want)

    def _make(self, want: Addition) -> None:
        try:
            plan = compose(self.document, lambda here: _plan(here, want))
        except CannotEdit as error:
            snippet = _snippet(self.document, want)
            self.by_hand.append(ManualEdit(_reason(error), error.location, snippet))
            return
        if plan.edits:
            self.document = load(apply_edits(self.document.text, plan.edits))
            self.added.append(want.done)

    def result(self) -> ScaffoldResult:
        manifest = read_manifest(self.document)
        if token_without_app_scope(manifest) is not None:
            self.open.append(
                Unresolved(
                    "a token needs at least one scope for what the app does with it; only you know "
                    "which",
                    f"for example `forgecfg add scope {example_scope(manifest)}`",
                )
            )
        # Of a text beyond the safety limit the document holds nothing.
        text = self.mark + self.document.text if self.added else self.old
        return ScaffoldResult(text, tuple(self.added), tuple(self.open), tuple(self.by_hand))


def _plan(document: Document, want: Addition) -> Plan:
    if want.replaces:
        return set_value(document, want.path, want.data)
    return ensure(document, want.path, want.data)


def _reason(error: CannotEdit) -> str:
    where = ".".join(str(part) for part in error.path)
    return f"{where}: {error.reason}" if where else error.reason


def _snippet(document: Document, want: Addition) -> str:
    """The YAML to paste by hand: the new data below its sections."""
    data: Data = want.data
    for part in reversed(_named(want.path)):
        data = {part: data}
    return "\n".join(block(data, file_style(document), 0)) if isinstance(data, dict | list) else ""


def _named(path: YamlPath) -> list[str]:
    """The part of a path that a snippet can show: up to the first list item."""
    names: list[str] = []
    for part in path:
        if isinstance(part, int):
            break
        names.append(part)
    return names
