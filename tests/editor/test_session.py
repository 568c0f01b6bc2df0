"""A whole session through a client: open, type, break, complete, rename, fix, undo, close."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from lsprotocol import types

from forgecfg.api import check_text
from forgecfg.files.app_files import files_beside

from .client import Editor, position
from .conftest import MANIFEST, SOURCE, Run

PULL = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        diagnostic=types.DiagnosticClientCapabilities(related_document_support=True)
    )
)
SNIPPETS = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        completion=types.CompletionClientCapabilities(
            completion_item=types.ClientCompletionItemOptions(snippet_support=True)
        )
    ),
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        ),
    ),
)


WRONG = """\
import { invokeRemote } from '@forge/api';
export const run = async () => invokeRemote('backnd', { path: '/orders' });
"""


def codes(found: list[types.Diagnostic]) -> list[str]:
    return [str(one.code) for one in found]


def apply(text: str, edits: list[types.TextEdit]) -> str:
    """The text after edits of the server, in an ASCII document."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: types.Position) -> int:
        return starts[place.line] + place.character

    for edit in sorted(edits, key=lambda one: offset(one.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


def test_session(run: Run) -> None:
    async def session(editor: Editor) -> None:
        client, document = editor.client, editor.document()
        editor.open(MANIFEST)
        assert codes(await editor.diagnostics()) == []
        # Type a reference to something that does not exist.
        typed = MANIFEST.replace("endpoint: orders", "endpoint: orders2")
        editor.replace(typed)
        (undefined,) = await editor.diagnostics()
        assert undefined.code == "FC201"
        assert undefined.range.start == position(typed, "        endpoint: ")
        # Break the text.
        broken = typed.replace("title: Orders", 'title: "Orders')
        editor.replace(broken)
        assert codes(await editor.diagnostics()) == ["FC002"]
        # Completion works in the broken text.
        place = position(broken, "endpoint: ")
        listed = await editor.wait(
            client.text_document_completion_async(types.CompletionParams(document, place))
        )
        assert "orders" in [item.label for item in listed.items]
        # Undo.
        editor.replace(MANIFEST)
        assert codes(await editor.diagnostics()) == []
        # Rename.
        place = position(MANIFEST, "endpoint: ord")
        prepared = await editor.wait(
            client.text_document_prepare_rename_async(types.PrepareRenameParams(document, place))
        )
        assert prepared.placeholder == "orders"
        edit = await editor.wait(
            client.text_document_rename_async(types.RenameParams(document, place, "shop"))
        )
        (changed,) = edit.document_changes
        assert changed.text_document.version == editor.versions[editor.uri()]
        renamed = apply(MANIFEST, list(changed.edits))
        assert renamed.count("shop") == 2
        editor.replace(renamed)
        assert codes(await editor.diagnostics()) == []
        # Fix.
        lacking = renamed.replace("    - read:app-user-token\n", "")
        editor.replace(lacking)
        (missing,) = await editor.diagnostics()
        assert missing.code == "FC301"
        context = types.CodeActionContext([missing])
        actions = await editor.wait(
            client.text_document_code_action_async(
                types.CodeActionParams(document, missing.range, context)
            )
        )
        fix = next(one for one in actions if one.title.startswith("Add scope"))
        assert fix.is_preferred
        assert list(fix.diagnostics) == [missing]
        editor.replace(apply(lacking, list(fix.edit.document_changes[0].edits)))
        assert codes(await editor.diagnostics()) == []
        # Close: the diagnostics go away.
        editor.close()
        assert codes(await editor.diagnostics()) == []

    run(session, SNIPPETS)


def test_features(run: Run) -> None:
    async def session(editor: Editor) -> None:
        client, document = editor.client, editor.document()
        editor.open(MANIFEST)
        await editor.diagnostics()
        place = position(MANIFEST, "endpoint: ord")
        hover = await editor.wait(
            client.text_document_hover_async(types.HoverParams(document, place))
        )
        assert "https://eu.acme.dev" in hover.contents.value
        (declared,) = await editor.wait(
            client.text_document_definition_async(types.DefinitionParams(document, place))
        )
        assert declared.range.start == position(MANIFEST, "    - key: orders", -6)
        place = position(MANIFEST, "  - key: back")
        found = await editor.wait(
            client.text_document_references_async(
                types.ReferenceParams(types.ReferenceContext(True), document, place)
            )
        )
        assert [one.uri for one in found] == [
            editor.uri(),
            editor.uri(),
            editor.uri("src/index.js"),
        ]
        assert found[-1].range.start.line == 2
        highlights = await editor.wait(
            client.text_document_document_highlight_async(
                types.DocumentHighlightParams(document, place)
            )
        )
        assert len(highlights) == 2
        symbols = await editor.wait(
            client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        )
        assert [one.name for one in symbols][:2] == ["app", "permissions"]
        links = await editor.wait(
            client.text_document_document_link_async(types.DocumentLinkParams(document))
        )
        assert editor.uri("src/index.js") in [one.target for one in links]
        lenses = await editor.wait(
            client.text_document_code_lens_async(types.CodeLensParams(document))
        )
        assert "1 module calls this endpoint" in [one.command.title for one in lenses]
        text = await editor.wait(
            client.workspace_execute_command_async(
                types.ExecuteCommandParams("forgecfg.explain", ["FC201"])
            )
        )
        assert text.startswith("# undefined-endpoint")
        assert any("How to fix" in message for message in editor.messages)
        assert editor.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
        # From the source to the manifest.
        editor.open(SOURCE, "src/index.js", "javascript")
        place = position(SOURCE, "invokeRemote('bac")
        (declared,) = await editor.wait(
            client.text_document_definition_async(
                types.DefinitionParams(editor.document("src/index.js"), place)
            )
        )
        assert declared.uri == editor.uri()

    run(session, SNIPPETS)


@pytest.mark.parametrize("new", ["panel", "two words"])
def test_refused_rename_is_an_error(run: Run, new: str) -> None:
    async def session(editor: Editor) -> None:
        editor.open(MANIFEST)
        place = position(MANIFEST, "endpoint: ord")
        with pytest.raises(Exception, match=r"already exists|invalid"):
            await editor.wait(
                editor.client.text_document_rename_async(
                    types.RenameParams(editor.document(), place, new)
                )
            )

    run(session)


def test_other_files_are_left_alone(run: Run) -> None:
    async def session(editor: Editor) -> None:
        editor.open("apiVersion: v1\nkind: Pod\n", "manifest.yml")
        editor.open("a: [\n", "other.yml")
        editor.open(MANIFEST, "old/manifest.txt")
        document, place = editor.document(), types.Position(0, 0)
        client = editor.client
        assert (
            await editor.wait(client.text_document_hover_async(types.HoverParams(document, place)))
            is None
        )
        assert (
            await editor.wait(
                client.text_document_completion_async(types.CompletionParams(document, place))
            )
            is None
        )
        await asyncio.sleep(0.3)
        assert editor.published.empty()
        # A file can become a manifest, and stop being one.
        editor.replace(MANIFEST.replace("endpoint: orders", "endpoint: x"))
        assert codes(await editor.diagnostics()) == ["FC201", "FC206"]
        editor.replace("kind: Pod\n")
        assert codes(await editor.diagnostics()) == []

    run(session)


def test_old_versions_in_git_are_left_alone(run: Run) -> None:
    async def session(editor: Editor) -> None:
        uri = editor.uri().replace("file:", "git:")
        item = types.TextDocumentItem(uri, "yaml", 1, "app:\nmodules: [\n")
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        editor.open(MANIFEST)
        await editor.diagnostics()
        assert editor.published.empty()

    run(session)


def test_burst_of_edits_gives_one_check(run: Run) -> None:
    async def session(editor: Editor) -> None:
        editor.open(MANIFEST)
        await editor.diagnostics()
        for number in range(50):
            editor.replace(MANIFEST.replace("endpoint: orders", f"endpoint: x{number}"))
            await asyncio.sleep(0.005)
        assert "x49" in (await editor.diagnostics())[0].message
        await asyncio.sleep(0.4)
        assert editor.published.empty()

    run(session)


def test_unsaved_source_and_files_on_disk_count(run: Run, app: Path) -> None:
    async def session(editor: Editor) -> None:
        editor.open(MANIFEST)
        assert codes(await editor.diagnostics()) == []
        editor.open(WRONG, "src/index.js", "javascript")
        (found,) = await editor.diagnostics("src/index.js")
        assert found.code == "FC804"
        assert found.range.start == position(WRONG, "invokeRemote(")
        editor.replace(SOURCE, "src/index.js")
        assert await editor.diagnostics("src/index.js") == []
        # A file that the manifest needs vanishes, and is no longer open.
        editor.close("src/index.js")
        (app / "src/index.js").unlink()
        event = types.FileEvent(editor.uri("src/index.js"), types.FileChangeType.Deleted)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        await editor.reaches(["FC503"])

    run(session)


def test_configuration_and_ignore_comments(run: Run, app: Path) -> None:
    text = MANIFEST.replace("endpoint: orders", "endpoint: x")

    async def session(editor: Editor) -> None:
        editor.open(text)
        assert codes(await editor.diagnostics()) == ["FC201", "FC206"]
        editor.replace(text.replace("endpoint: x", "endpoint: x # forgecfg: ignore[FC201]"))
        assert codes(await editor.diagnostics()) == ["FC206"]
        (app / "forgecfg.toml").write_text('ignore = ["FC206"]\n', encoding="utf-8")
        event = types.FileEvent(editor.uri("forgecfg.toml"), types.FileChangeType.Created)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        assert codes(await editor.diagnostics()) == []
        (app / "forgecfg.toml").write_text("ignore = 5\n", encoding="utf-8")
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        assert codes(await editor.diagnostics()) == ["FC206"]
        assert any("ignore" in message for message in editor.messages)

    run(session)


def test_settings_of_the_editor(run: Run) -> None:
    async def session(editor: Editor) -> None:
        editor.open(WRONG, "src/index.js", "javascript")
        editor.open(MANIFEST)
        assert await editor.diagnostics() == []
        lenses = await editor.wait(
            editor.client.text_document_code_lens_async(types.CodeLensParams(editor.document()))
        )
        assert lenses is None
        settings = {"forgecfg": {"source": True}}
        editor.client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams(settings)
        )
        assert codes(await editor.diagnostics("src/index.js")) == ["FC804"]

    run(session, options={"source": False, "codeLens": False})


def test_pulled_diagnostics(run: Run, app: Path) -> None:
    text = MANIFEST.replace("endpoint: orders", "endpoint: x")
    (app / "other").mkdir()
    (app / "other/manifest.yml").write_text(text, encoding="utf-8")

    async def session(editor: Editor) -> None:
        client = editor.client
        editor.open(text)
        params = types.DocumentDiagnosticParams(editor.document())
        report = await editor.wait(client.text_document_diagnostic_async(params))
        assert codes(report.items) == ["FC201", "FC206"]
        params.previous_result_id = report.result_id
        same = await editor.wait(client.text_document_diagnostic_async(params))
        assert same.kind == "unchanged"
        whole = await editor.wait(
            client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        )
        found = {item.uri: codes(item.items) for item in whole.items}
        assert found[editor.uri()] == ["FC201", "FC206"]
        assert found[editor.uri("other/manifest.yml")] == ["FC201", "FC206"]
        assert editor.published.empty()

    run(session, PULL)


def test_pulled_diagnostics_of_source(run: Run) -> None:
    async def session(editor: Editor) -> None:
        editor.open(MANIFEST)
        editor.open(WRONG, "src/index.js", "javascript")
        params = types.DocumentDiagnosticParams(editor.document("src/index.js"))
        report = await editor.wait(editor.client.text_document_diagnostic_async(params))
        assert codes(report.items) == ["FC804"]
        editor.replace(SOURCE, "src/index.js")
        report = await editor.wait(editor.client.text_document_diagnostic_async(params))
        assert codes(report.items) == []

    run(session, PULL)


def test_repeated_pull_waits_for_a_change(run: Run) -> None:
    async def session(editor: Editor) -> None:
        client = editor.client
        editor.open(MANIFEST)
        whole = await editor.wait(
            client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([]))
        )
        known = [types.PreviousResultId(item.uri, item.result_id) for item in whole.items]
        again = asyncio.ensure_future(
            client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
        )
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(again), 0.5)
        editor.replace(MANIFEST.replace("endpoint: orders", "endpoint: x"))
        (changed,) = (await editor.wait(again)).items
        assert codes(changed.items) == ["FC201", "FC206"]
        # The server ends while a request waits.
        known = [types.PreviousResultId(changed.uri, changed.result_id)]
        waiting = asyncio.ensure_future(
            client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
        )
        await asyncio.sleep(0.1)
        assert not waiting.done()

    run(session, PULL)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_random_edits_keep_server_and_text_in_step(run: Run, app: Path, encoding: str) -> None:
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[encoding])
    )
    rand = random.Random(f"{encoding} 7")
    codec, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[
        encoding
    ]
    pieces = [
        "x",
        "\n",
        "  - key: é\n",
        "😀",
        "\r\n",
        "endpoint: orders",
        "\u2028",
        "# ü\n",
        "",
        "",
        ":",
    ]

    def place(text: str, offset: int) -> types.Position:
        lines = text[:offset].replace("\r\n", "\n").split("\n")
        return types.Position(len(lines) - 1, len(lines[-1].encode(codec)) // size)

    async def session(editor: Editor) -> None:
        assert editor.capabilities is not None
        assert editor.capabilities.position_encoding == encoding
        text = MANIFEST.replace("Orders", "Orders 😀 é")
        editor.open(text)
        await editor.diagnostics()
        for number in range(200):
            start = rand.randrange(len(text) + 1)
            end = min(len(text), start + rand.choice([0, 0, 0, 1, 5]))
            while "\r" in (text[start - 1 : start], text[end - 1 : end]):
                start, end = max(start - 1, 0), max(end - 1, 0)
            if start > end:
                start = end
            piece = rand.choice(pieces)
            part = types.TextDocumentContentChangePartial(
                types.Range(place(text, start), place(text, end)), piece
            )
            editor.change(part)
            text = text[:start] + piece + text[end:]
            if number % 40 == 39:
                text = MANIFEST.replace("Orders", f"😀 é {number}").replace(": orders", ": ordr")
                editor.change(
                    types.TextDocumentContentChangePartial(
                        types.Range(types.Position(0, 0), types.Position(99_999, 0)), text
                    )
                )
                await compare(editor, text)
            elif number % 10 == 9:
                await compare(editor, text)

    async def compare(editor: Editor, text: str) -> None:
        report = await editor.wait(
            editor.client.text_document_diagnostic_async(
                types.DocumentDiagnosticParams(editor.document())
            )
        )
        path = app / "manifest.yml"
        expected = [
            (finding.code, place(text, finding.span.start), place(text, finding.span.end))
            for finding in check_text(text, path.as_posix(), files=files_beside(path)).findings
            if finding.file == path.as_posix()
        ]
        found = [(one.code, one.range.start, one.range.end) for one in report.items]
        assert found == expected

    run(session, capabilities)


def test_changes_against_head(run: Run, app: Path) -> None:
    import subprocess

    def git(*arguments: str) -> None:
        name = ("-c", "user.name=t", "-c", "user.email=t@example.com")
        subprocess.run(["git", *name, *arguments], cwd=app, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")

    async def session(editor: Editor) -> None:
        editor.open(
            MANIFEST.replace("    - read:jira-work\n", "    - read:jira-work\n    - read:me\n")
        )
        await editor.diagnostics()
        lenses = await editor.wait(
            editor.client.text_document_code_lens_async(types.CodeLensParams(editor.document()))
        )
        command = lenses[0].command
        assert command.title == "changed: major against HEAD (1 change)"
        text = await editor.wait(
            editor.client.workspace_execute_command_async(
                types.ExecuteCommandParams(command.command, command.arguments)
            )
        )
        assert "read:me" in text

    run(session)
