"""Requests about a position or a document: completion, hover, navigation, rename, outline."""

from __future__ import annotations

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from forgecfg.editor.completion import complete
from forgecfg.editor.hover import hover
from forgecfg.editor.links import links
from forgecfg.editor.navigation import (
    Target,
    definitions,
    definitions_from_source,
    highlights,
    references,
    references_from_source,
)
from forgecfg.editor.rename import prepare_rename, rename_at
from forgecfg.editor.snapshot import Snapshot
from forgecfg.editor.symbols import outline
from forgecfg.edits.errors import CannotEdit
from forgecfg.errors import UsageError
from forgecfg.lsp import convert
from forgecfg.lsp.server import ForgeServer
from forgecfg.lsp.state import OpenDocument
from forgecfg.lsp.text import Position, Text

_REQUEST_FAILED = -32803
_Positioned = (
    types.CompletionParams
    | types.HoverParams
    | types.DefinitionParams
    | types.DocumentHighlightParams
    | types.PrepareRenameParams
    | types.RenameParams
)
_TRIGGERS = [":", " ", "-", "/", ".", "{", '"', "'"]


def register(server: ForgeServer) -> None:
    """Add the requests to a server."""
    server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS)
    )(on_completion)
    server.feature(types.TEXT_DOCUMENT_HOVER)(on_hover)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(on_definition)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(on_references)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(on_highlight)
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(on_prepare_rename)
    server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(
        on_rename
    )
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(on_symbols)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)(on_links)


def on_completion(ls: ForgeServer, params: types.CompletionParams) -> types.CompletionList | None:
    """What can be typed."""
    found = _at(ls, params)
    if found is None:
        return None
    document, snapshot, offset = found
    snippets = bool(ls.capability("text_document.completion.completion_item.snippet_support"))
    result = complete(snapshot, offset, snippets)
    items = [convert.completion_item(item, document.text) for item in result.items]
    return types.CompletionList(result.is_incomplete, items)


def on_hover(ls: ForgeServer, params: types.HoverParams) -> types.Hover | None:
    """What is known about a key or value. Source code is left out until a check has read it."""
    found = _at(ls, params)
    if found is None:
        return None
    document, snapshot, offset = found
    result = hover(snapshot, offset, with_source=snapshot.has_facts)
    if result is None:
        return None
    place = convert.range_in(document.text, result.start, result.end)
    return types.Hover(convert.markup(result.markdown), place)


async def on_definition(
    ls: ForgeServer, params: types.DefinitionParams
) -> list[types.Location] | None:
    """Where a key is declared; also for a key in source code."""
    uri = params.text_document.uri
    found = _at(ls, params)
    if found is not None:
        document, snapshot, offset = found
        return _locations(ls, document, snapshot, definitions(snapshot, offset))
    position = convert.position_from(params.position)
    for document, file, offset in _in_source(ls, uri, position):
        await ls.current_report(document)
        snapshot = ls.state.snapshot(document)
        targets = definitions_from_source(snapshot, file, offset)
        if targets:
            return _locations(ls, document, snapshot, targets)
    return None


async def on_references(
    ls: ForgeServer, params: types.ReferenceParams
) -> list[types.Location] | None:
    """All places with a key, in the manifest and in source code."""
    uri = params.text_document.uri
    document = ls.manifest(uri)
    position = convert.position_from(params.position)
    if document is not None:
        await ls.current_report(document)
        snapshot = ls.state.snapshot(document)
        offset = document.text.offset(position)
        with_declaration = params.context.include_declaration
        targets = references(snapshot, offset, with_declaration, snapshot.has_facts)
        return _locations(ls, document, snapshot, targets)
    for user, file, offset in _in_source(ls, uri, position):
        await ls.current_report(user)
        snapshot = ls.state.snapshot(user)
        targets = references_from_source(snapshot, file, offset)
        if targets:
            return _locations(ls, user, snapshot, targets)
    return None


def on_highlight(
    ls: ForgeServer, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    """The places in the manifest with the key at a position."""
    found = _at(ls, params)
    if found is None:
        return None
    document, snapshot, offset = found
    return [
        types.DocumentHighlight(
            convert.range_in(document.text, place.start, place.end),
            types.DocumentHighlightKind.Write
            if place.is_declaration
            else types.DocumentHighlightKind.Read,
        )
        for place in highlights(snapshot, offset)
    ]


def on_prepare_rename(
    ls: ForgeServer, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """The name that can be renamed at a position."""
    found = _at(ls, params)
    if found is None:
        return None
    document, snapshot, offset = found
    try:
        place = prepare_rename(snapshot, offset)
    except UsageError as error:
        raise JsonRpcException(str(error), _REQUEST_FAILED) from None
    if place is None:
        return None
    name = snapshot.text[place.start : place.end]
    return types.PrepareRenamePlaceholder(
        convert.range_in(document.text, place.start, place.end), name
    )


def on_rename(ls: ForgeServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edits that rename a key with all its references, or an error with the reason."""
    found = _at(ls, params)
    if found is None:
        return None
    document, snapshot, offset = found
    try:
        edits = rename_at(snapshot, offset, params.new_name)
    except UsageError as error:
        raise JsonRpcException(str(error), _REQUEST_FAILED) from None
    except CannotEdit as error:
        raise JsonRpcException(f"cannot rename: {error.reason}", _REQUEST_FAILED) from None
    versioned = bool(ls.capability("workspace.workspace_edit.document_changes"))
    return convert.workspace_edit(document.uri, document.version, document.text, edits, versioned)


def on_symbols(
    ls: ForgeServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | None:
    """The outline."""
    document = ls.manifest(params.text_document.uri)
    if document is None:
        return None
    entries = outline(ls.state.snapshot(document))
    return [convert.document_symbol(entry, document.text) for entry in entries]


def on_links(ls: ForgeServer, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    """Paths, handlers and base URLs."""
    document = ls.manifest(params.text_document.uri)
    if document is None:
        return None
    folder = document.path.rpartition("/")[0]
    return [
        types.DocumentLink(
            convert.range_in(document.text, link.start, link.end),
            link.url or convert.uri_of(f"{folder}/{link.file}"),
        )
        for link in links(ls.state.snapshot(document))
    ]


def _at(ls: ForgeServer, params: _Positioned) -> tuple[OpenDocument, Snapshot, int] | None:
    """The manifest that a request is about, and the offset; None for other documents."""
    document = ls.manifest(params.text_document.uri)
    if document is None:
        return None
    offset = document.text.offset(convert.position_from(params.position))
    return document, ls.state.snapshot(document), offset


def _in_source(
    ls: ForgeServer, uri: str, position: Position
) -> list[tuple[OpenDocument, str, int]]:
    """The manifests whose app has an open source file, its path relative to each, the offset."""
    source = ls.state.documents.get(uri)
    if source is None:
        return []
    offset = source.text.offset(position)
    return [
        (user, source.path.removeprefix(user.path.rpartition("/")[0] + "/"), offset)
        for user in ls.state.users_of(source.path)
    ]


def _locations(
    ls: ForgeServer, document: OpenDocument, snapshot: Snapshot, targets: list[Target]
) -> list[types.Location]:
    folder = document.path.rpartition("/")[0]
    text_of = ls.text_of(document, snapshot)
    found = []
    for target in targets:
        path = f"{folder}/{target.file}" if target.file else document.path
        text = text_of(path) or _on_disk(ls, snapshot, target.file)
        uri = convert.uri_of(path) if target.file else document.uri
        found.append(types.Location(uri, convert.range_in(text, target.start, target.end)))
    return found


def _on_disk(ls: ForgeServer, snapshot: Snapshot, file: str) -> Text | None:
    content = snapshot.files.text(file) if snapshot.files is not None else None
    return Text(content, ls.encoding) if content is not None else None
