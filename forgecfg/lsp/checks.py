"""Requests about findings: diagnostics on request, code actions, code lenses, commands."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from forgecfg.editor.actions import FIX_ALL, QUICK_FIX, REFACTOR, SCAFFOLD, actions
from forgecfg.editor.lenses import diff_against, lenses, list_changes
from forgecfg.editor.snapshot import Snapshot
from forgecfg.errors import UsageError
from forgecfg.files.app_files import files_beside
from forgecfg.files.discovery import find_manifests
from forgecfg.files.read import Unreadable, read_manifest_file
from forgecfg.linter.lint import unreadable_report
from forgecfg.lsp import convert
from forgecfg.lsp.git_base import committed_version
from forgecfg.lsp.server import ForgeServer, path_of
from forgecfg.lsp.state import OpenDocument
from forgecfg.lsp.text import Text
from forgecfg.rules.explain import explanation
from forgecfg.rules.selection import find_rule

SHOW_CHANGES = "forgecfg.showChanges"
"""The command that lists the changes since the last commit; its argument is the URI."""

# Seconds until an answer that the editor knows is computed again.
_HOLD = 30.0
_Unchanged = types.RelatedUnchangedDocumentDiagnosticReport
_WorkspaceReport = (
    types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport
)


def register(server: ForgeServer) -> None:
    """Add the requests to a server."""
    server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True),
    )(on_diagnostic)
    server.feature(types.WORKSPACE_DIAGNOSTIC)(on_workspace_diagnostic)
    kinds: list[types.CodeActionKind | str] = [QUICK_FIX, REFACTOR, FIX_ALL, SCAFFOLD]
    server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds)
    )(on_code_action)
    server.feature(types.TEXT_DOCUMENT_CODE_LENS)(on_code_lens)
    server.command(convert.EXPLAIN)(on_explain)
    server.command(SHOW_CHANGES)(on_show_changes)


async def on_diagnostic(
    ls: ForgeServer, params: types.DocumentDiagnosticParams
) -> types.RelatedFullDocumentDiagnosticReport | _Unchanged:
    """The diagnostics of a manifest or a source file, once the manifest stops changing.

    Nothing for other documents.
    """
    document = ls.manifest(params.text_document.uri)
    if document is None:
        listed = await _in_source(ls, params.text_document.uri)
        return types.RelatedFullDocumentDiagnosticReport(listed)
    report = await ls.current_report(document)
    found = ls.diagnostics_of(document, report)
    own = found.pop(document.uri, [])
    number = _result_id([own, found])
    if number == params.previous_result_id:
        return _Unchanged(number)
    related: dict[str, types.FullDocumentDiagnosticReport] = {}
    if ls.capability("text_document.diagnostic.related_document_support"):
        related = {uri: types.FullDocumentDiagnosticReport(listed) for uri, listed in found.items()}
    return types.RelatedFullDocumentDiagnosticReport(
        items=own,
        related_documents=dict(related) or None,
        result_id=number,
    )


async def _in_source(ls: ForgeServer, uri: str) -> list[types.Diagnostic]:
    """The diagnostics of a source file, from the open manifests of its app."""
    path = path_of(uri)
    found: list[types.Diagnostic] = []
    for user in ls.state.users_of(path) if path else ():
        report = await ls.current_report(user)
        for file, listed in ls.diagnostics_of(user, report).items():
            # Editors write the URI of a file in different ways.
            if path_of(file) == path:
                found += listed
    return found


async def on_workspace_diagnostic(
    ls: ForgeServer, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """The diagnostics of all manifests in the folders of the workspace, open or not.

    Some editors ask again as soon as they have the answer: if they know the current one, the next
    follows when something changes, or after a while, because not all editors watch files.
    """
    known = {one.uri: one.value for one in params.previous_result_ids}
    await ls.poll.start(set(known), _HOLD)
    items: list[_WorkspaceReport] = []
    seen: set[str] = set()
    for document in list(ls.state.manifests()):
        found = ls.diagnostics_of(document, await ls.current_report(document))
        seen.add(document.path)
        for uri, listed in found.items():
            version = document.version if uri == document.uri else None
            items.append(_workspace_report(uri, version, listed, known))
    for folder in list(ls.workspace.folders.values()):
        root = to_fs_path(folder.uri)
        for path in await ls.in_worker(partial(_manifests_in, root)):
            if path not in seen:
                seen.add(path)
                reports = await ls.in_worker(partial(_check_on_disk, ls, path))
                items += [_workspace_report(uri, None, r, known) for uri, r in reports.items()]
    ls.poll.finish({item.uri for item in items})
    return types.WorkspaceDiagnosticReport(items)


def _manifests_in(folder: str | None) -> list[str]:
    if folder is None or not Path(folder).is_dir():
        return []
    return [path.as_posix() for path in find_manifests([Path(folder)])]


def _check_on_disk(ls: ForgeServer, path: str) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of a manifest that is not open."""
    content = read_manifest_file(Path(path))
    if isinstance(content, Unreadable):
        text = Text("", ls.encoding)
        document = OpenDocument(convert.uri_of(path), path, 0, text)
        return ls.diagnostics_of(document, unreadable_report(path, content.reason))
    text = Text(content.decode("utf-8", errors="replace"), ls.encoding)
    document = OpenDocument(convert.uri_of(path), path, 0, text)
    settings = ls.state.settings(path)
    document.snapshot = Snapshot(
        text.content, path, files_beside(Path(path)), settings.forge_schema_for(path),
        ls.state.options.source,
    )  # fmt: skip
    return ls.diagnostics_of(document, ls.state.check(path, document.snapshot))


def _workspace_report(
    uri: str, version: int | None, listed: list[types.Diagnostic], known: dict[str, str]
) -> _WorkspaceReport:
    number = _result_id(listed)
    if known.get(uri) == number:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(uri, number, version)
    return types.WorkspaceFullDocumentDiagnosticReport(uri, listed, version, result_id=number)


def _result_id(listed: object) -> str:
    """A short text that is equal for equal diagnostics."""
    return hashlib.sha256(repr(listed).encode("utf-8", errors="replace")).hexdigest()[:16]


async def on_code_action(
    ls: ForgeServer, params: types.CodeActionParams
) -> list[types.CodeAction] | None:
    """Fixes, additions, ignore comments and explanations for a range."""
    document = ls.manifest(params.text_document.uri)
    if document is None:
        return None
    report = await ls.current_report(document)
    snapshot = ls.state.snapshot(document)
    place = convert.range_from(params.range)
    start, end = document.text.offset(place.start), document.text.offset(place.end)
    only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
    found = await ls.in_worker(
        lambda: actions(snapshot, report, start, end, lambda: ls.state.fixed(document), only)
    )
    if document.snapshot is not snapshot:
        return None
    versioned = bool(ls.capability("workspace.workspace_edit.document_changes"))
    result = []
    for action in found:
        edit = None
        if action.edits:
            edit = convert.workspace_edit(
                document.uri, document.version, document.text, action.edits, versioned
            )
        finding = action.finding
        solved = [
            one
            for one in params.context.diagnostics
            if finding is not None
            and one.code == finding.code
            and one.range == convert.range_in(document.text, finding.span.start, finding.span.end)
        ]
        result.append(convert.code_action(action, edit, solved))
    return result


async def on_code_lens(
    ls: ForgeServer, params: types.CodeLensParams
) -> list[types.CodeLens] | None:
    """How often declarations are used, and what changed since the last commit."""
    document = ls.manifest(params.text_document.uri)
    if document is None or not ls.state.options.code_lens:
        return None
    await ls.scheduler.settled(document.uri)
    snapshot = ls.state.snapshot(document)
    await _compare(ls, document, snapshot)
    return [
        types.CodeLens(
            convert.range_in(document.text, lens.start, lens.end),
            types.Command(
                title=lens.title,
                command=SHOW_CHANGES if lens.shows_diff else "",
                arguments=[document.uri] if lens.shows_diff else None,
            ),
        )
        for lens in lenses(snapshot, document.diff)
    ]


async def _compare(ls: ForgeServer, document: OpenDocument, snapshot: Snapshot) -> None:
    """Compare a manifest with its committed version, once for each version."""
    if not document.has_base:
        document.base = await ls.in_worker(lambda: committed_version(document.path))
        document.has_base = True
    base = document.base
    if base is not None and document.diff is None and not snapshot.is_broken:
        diff = await ls.in_worker(lambda: diff_against(snapshot, base))
        if document.snapshot is snapshot:
            document.diff = diff


def on_explain(ls: ForgeServer, rule: str) -> str | None:
    """The explanation of a rule in Markdown; also shown in short, unless the editor shows it."""
    try:
        found = find_rule(rule)
    except UsageError as error:
        ls.warn(str(error))
        return None
    if ls.state.options.show_explanations:
        message = f"{found.name} [{found.code}]: {found.summary}\n\n{found.explanation}"
        if found.how_to_fix:
            message += f"\n\nHow to fix: {found.how_to_fix}"
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, message))
    return explanation(found)


async def on_show_changes(ls: ForgeServer, uri: str) -> str | None:
    """The changes of a manifest since the last commit in Markdown; also shown as a message."""
    document = ls.manifest(uri)
    if document is None:
        return None
    await _compare(ls, document, ls.state.snapshot(document))
    text = list_changes(document.diff) if document.diff is not None else ""
    if text and ls.state.options.show_explanations:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))
    return text
