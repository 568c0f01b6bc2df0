"""From the results of `forgecfg.editor` to the types of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lsprotocol import types
from pygls.uris import from_fs_path

from forgecfg.document.positions import Edit, Span
from forgecfg.editor.actions import Action
from forgecfg.editor.completion import Completion
from forgecfg.editor.diagnostics import Diagnostic
from forgecfg.editor.symbols import Outline
from forgecfg.findings import Severity
from forgecfg.lsp.text import Change, Position, Range, Text

TextOf = Callable[[str], Text | None]
"""The text of a file by its absolute path; None if it cannot be read."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_COMPLETION_KINDS = {
    "property": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "name": types.CompletionItemKind.Reference,
    "scope": types.CompletionItemKind.Constant,
    "event": types.CompletionItemKind.Event,
    "module": types.CompletionItemKind.Module,
    "variable": types.CompletionItemKind.Variable,
    "file": types.CompletionItemKind.File,
    "folder": types.CompletionItemKind.Folder,
    "snippet": types.CompletionItemKind.Snippet,
}
_SYMBOL_KINDS = {
    "section": types.SymbolKind.Namespace,
    "type": types.SymbolKind.Class,
    "item": types.SymbolKind.Key,
    "value": types.SymbolKind.Property,
}
_START = Range(Position(0, 0), Position(0, 0))
EXPLAIN = "forgecfg.explain"
"""The command that explains a rule; its argument is the name or code of the rule."""


def uri_of(path: str) -> str:
    """The URI of a file."""
    return from_fs_path(path) or ""


def position_from(position: types.Position) -> Position:
    """A position that the editor sent."""
    return Position(position.line, position.character)


def range_from(found: types.Range) -> Range:
    """A range that the editor sent."""
    return Range(position_from(found.start), position_from(found.end))


def change_from(change: types.TextDocumentContentChangeEvent) -> Change:
    """A change that the editor sent: a part of the text, or all of it."""
    if isinstance(change, types.TextDocumentContentChangePartial):
        return Change(change.text, range_from(change.range))
    return Change(change.text)


def to_range(found: Range) -> types.Range:
    """A range for the editor."""
    return types.Range(types.Position(*found.start), types.Position(*found.end))


def range_in(text: Text | None, start: int, end: int) -> types.Range:
    """The range between two offsets of a text; the start of the file if it cannot be read."""
    return to_range(text.range(start, end) if text is not None else _START)


def diagnostic(found: Diagnostic, text_of: TextOf) -> types.Diagnostic:
    """A diagnostic with its related places."""
    finding = found.finding
    tags = [types.DiagnosticTag.Unnecessary] if found.unnecessary else []
    tags += [types.DiagnosticTag.Deprecated] if found.deprecated else []
    return types.Diagnostic(
        range=_span(text_of(finding.file), finding.span),
        message=found.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(found.page) if found.page else None,
        source="forgecfg",
        tags=tags or None,
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(
                    uri_of(related.file or finding.file),
                    _span(text_of(related.file or finding.file), related.span),
                ),
                related.message,
            )
            for related in finding.related
        ]
        or None,
        data={"rule": finding.name},
    )


def _span(text: Text | None, span: Span) -> types.Range:
    return range_in(text, span.start, span.end)


def text_edits(text: Text, edits: Iterable[Edit]) -> list[types.TextEdit]:
    """Edits of one text."""
    return [
        types.TextEdit(range_in(text, edit.span.start, edit.span.end), edit.text) for edit in edits
    ]


def workspace_edit(
    uri: str, version: int, text: Text, edits: Iterable[Edit], versioned: bool
) -> types.WorkspaceEdit:
    """Edits of one document; `versioned`: the editor can reject those of another version."""
    changes = text_edits(text, edits)
    if not versioned:
        return types.WorkspaceEdit(changes={uri: changes})
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, changes)])


def code_action(
    action: Action, edit: types.WorkspaceEdit | None, diagnostics: list[types.Diagnostic]
) -> types.CodeAction:
    """An action with its edit, or with the command that explains a rule."""
    command = None
    if action.rule:
        command = types.Command(title=action.title, command=EXPLAIN, arguments=[action.rule])
    return types.CodeAction(
        title=action.title,
        kind=action.kind,
        diagnostics=diagnostics or None,
        is_preferred=True if action.preferred else None,
        edit=edit,
        command=command,
    )


def completion_item(item: Completion, text: Text) -> types.CompletionItem:
    """A completion item, whose edit is limited to the line of the cursor."""
    snippet = types.InsertTextFormat.Snippet if item.is_snippet else None
    return types.CompletionItem(
        label=item.label,
        kind=_COMPLETION_KINDS[item.kind],
        detail=item.detail or None,
        documentation=markup(item.documentation) if item.documentation else None,
        sort_text=f"{item.sort}{item.label}",
        filter_text=item.label,
        insert_text_format=snippet,
        insert_text_mode=types.InsertTextMode.AdjustIndentation if item.is_snippet else None,
        text_edit=types.TextEdit(range_in(text, item.start, item.end), item.insert),
    )


def markup(text: str) -> types.MarkupContent:
    """Markdown."""
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def document_symbol(entry: Outline, text: Text) -> types.DocumentSymbol:
    """An entry of the outline with those in it."""
    whole = range_in(text, entry.start, entry.end)
    return types.DocumentSymbol(
        name=entry.name or "?",
        detail=entry.detail or None,
        kind=_SYMBOL_KINDS[entry.kind],
        range=whole,
        selection_range=range_in(text, entry.name_start, min(entry.name_end, entry.end)),
        children=[document_symbol(child, text) for child in entry.children],
    )
