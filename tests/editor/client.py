"""A language client that knows nothing of forgecfg, and the server as a separate process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from .conftest import FILES, MANIFEST

SECONDS = 20.0
"""How long to wait for a message; a machine under load is slow."""


class Editor:
    """An editor with one app, and the server that it talks to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient("test", "1")
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.settings: Any = None
        self.capabilities: types.ServerCapabilities | None = None
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self._answer()

    def _answer(self) -> None:
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        def shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        def registered(params: types.RegistrationParams) -> None:
            self.registered += [one.method for one in params.registrations]

        def configured(params: types.ConfigurationParams) -> list[Any]:
            return [self.settings for _ in params.items]

        def refreshed(params: None) -> None:
            del params

        features: dict[str, Callable[..., Any]] = {
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: published,
            types.WINDOW_SHOW_MESSAGE: shown,
            types.CLIENT_REGISTER_CAPABILITY: registered,
            types.WORKSPACE_CONFIGURATION: configured,
            types.WORKSPACE_DIAGNOSTIC_REFRESH: refreshed,
            types.WORKSPACE_CODE_LENS_REFRESH: refreshed,
        }
        for name, feature in features.items():
            self.client.feature(name)(feature)

    async def start(
        self, capabilities: types.ClientCapabilities | None = None, options: Any = None
    ) -> None:
        """Start the server."""
        await self.client.start_io(sys.executable, "-m", "forgecfg", "lsp")
        result = await self.wait(
            self.client.initialize_async(
                types.InitializeParams(
                    capabilities or types.ClientCapabilities(),
                    initialization_options=options,
                    workspace_folders=[types.WorkspaceFolder(self.folder.as_uri(), "app")],
                )
            )
        )
        self.capabilities = result.capabilities
        self.client.initialized(types.InitializedParams())

    async def stop(self) -> int | None:
        """End the server as an editor does; its exit code."""
        await self.wait(self.client.shutdown_async(None))
        self.client.exit(None)
        process = self.process
        return await asyncio.wait_for(process.wait(), SECONDS)

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The server."""
        process = self.client._server
        assert process is not None
        return process

    async def wait(self, answer: Any) -> Any:
        """An answer of the server."""
        return await asyncio.wait_for(answer, SECONDS)

    def uri(self, name: str = "manifest.yml") -> str:
        """The URI of a file of the app."""
        return (self.folder / name).as_uri()

    def open(self, text: str, name: str = "manifest.yml", language: str = "yaml") -> None:
        """Open a file with a text that may differ from the one on disk."""
        uri = self.uri(name)
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(
        self, *changes: types.TextDocumentContentChangeEvent, name: str = "manifest.yml"
    ) -> None:
        """Send changes as one version."""
        uri = self.uri(name)
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    def replace(self, text: str, name: str = "manifest.yml") -> None:
        """Replace the whole text."""
        self.texts[self.uri(name)] = text
        self.change(types.TextDocumentContentChangeWholeDocument(text), name=name)

    def close(self, name: str = "manifest.yml") -> None:
        """Close a file."""
        document = types.TextDocumentIdentifier(self.uri(name))
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    async def diagnostics(self, name: str = "manifest.yml") -> list[types.Diagnostic]:
        """The next diagnostics of a file."""
        while True:
            params = await asyncio.wait_for(self.published.get(), SECONDS)
            if params.uri == self.uri(name):
                return list(params.diagnostics)

    async def reaches(self, expected: list[str], name: str = "manifest.yml") -> None:
        """Wait until a file has diagnostics with these codes."""
        while [str(one.code) for one in await self.diagnostics(name)] != expected:
            pass

    def document(self, name: str = "manifest.yml") -> types.TextDocumentIdentifier:
        """A file in a request."""
        return types.TextDocumentIdentifier(self.uri(name))


def position(text: str, before: str, inside: int = 0) -> types.Position:
    """The position after some ASCII text; only ASCII may precede it on its line."""
    offset = text.index(before) + len(before) + inside
    start = text.rfind("\n", 0, offset) + 1
    return types.Position(text.count("\n", 0, offset), offset - start)


def make_app(folder: Path) -> Path:
    """The app of the tests on disk."""
    for name, text in {**FILES, "manifest.yml": MANIFEST}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def run_with(
    app: Path,
    test: Callable[[Editor], Any],
    capabilities: types.ClientCapabilities | None = None,
    options: Any = None,
) -> None:
    """Run a coroutine with an editor, and end the server after it."""

    async def session() -> None:
        editor = Editor(app)
        await editor.start(capabilities, options)
        try:
            await test(editor)
            assert await editor.stop() == 0
        finally:
            if editor.process.returncode is None:
                editor.process.kill()
            stop: Any = editor.client.stop
            await stop()

    asyncio.run(session())
