"""The server: documents that come and go, and their diagnostics."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from posixpath import relpath
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter
from pygls.uris import to_fs_path

from forgecfg import __version__
from forgecfg.document.lines import LineIndex
from forgecfg.editor.diagnostics import diagnostics
from forgecfg.editor.snapshot import Snapshot
from forgecfg.findings import FileReport
from forgecfg.lsp import convert
from forgecfg.lsp.protocol import AnsweredError, ForgeProtocol
from forgecfg.lsp.schedule import DELAY, LongPoll, Scheduler
from forgecfg.lsp.state import OpenDocument, Options, State
from forgecfg.lsp.text import Text

_Result = TypeVar("_Result")


class ForgeServer(LanguageServer):
    """A language server for Forge manifests. `delay` is in seconds, from the last edit to a check.

    Checks run in one thread, so that other requests are answered meanwhile.
    """

    protocol: ForgeProtocol

    def __init__(self, delay: float = DELAY) -> None:
        super().__init__(
            "forgecfg",
            __version__,
            protocol_cls=ForgeProtocol,
            converter_factory=default_converter,
        )
        self.state = State(self.warn)
        self.scheduler = Scheduler(self.check, delay)
        self.poll = LongPoll()
        self.checks = 0
        self._worker = ThreadPoolExecutor(1, "check")
        self._published: dict[str, set[str]] = {}

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002
        """One line on standard error. Requests get an error as their answer anyway."""
        if isinstance(error, json.JSONDecodeError):
            self.protocol.send_parse_error(error)
        elif not isinstance(error, AnsweredError):
            text = " ".join(f"{type(error).__name__}: {error}".split())
            print(f"forgecfg lsp: {text[:500]}", file=sys.stderr)  # noqa: T201

    def shutdown(self) -> None:
        """Stop without waiting for threads: one of them still reads standard input."""
        if self._stop_event is not None:
            self._stop_event.set()
        self._worker.shutdown(wait=False, cancel_futures=True)
        if self._thread_pool is not None:
            self._thread_pool.shutdown(wait=False, cancel_futures=True)

    def warn(self, message: str) -> None:
        """Show a message to the user."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))

    @property
    def encoding(self) -> str:
        """The encoding of columns that was agreed on."""
        found = self.server_capabilities.position_encoding
        return str(getattr(found, "value", found) or "utf-16")

    def capability(self, path: str) -> Any:
        """A capability of the editor, such as "workspace.configuration"; None if it is missing."""
        found: Any = self.client_capabilities
        for name in path.split("."):
            found = getattr(found, name, None)
        return found

    @property
    def pushes(self) -> bool:
        """Whether diagnostics are sent unasked: editors that ask for them would show them twice."""
        return self.capability("text_document.diagnostic") is None

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened: check it at once."""
        item = params.text_document
        text = Text(item.text, self.encoding)
        document = self.state.add(item.uri, path_of(item.uri), item.version, text)
        self._schedule(document, 0)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was edited: check it after the last edit of a burst."""
        changes = [convert.change_from(change) for change in params.content_changes]
        document = self.state.change(
            params.text_document.uri, params.text_document.version, changes
        )
        if document is not None:
            self._schedule(document)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed: it has no diagnostics any more."""
        uri = params.text_document.uri
        document = self.state.close(uri)
        self.poll.changed()
        self.scheduler.cancel(uri)
        self._publish_none(uri)
        if document is not None:
            for user in self.state.users_of(document.path):
                self.scheduler.schedule(user.uri)

    def files_changed(self) -> None:
        """Files on disk, the configuration or options changed: check all open manifests."""
        self.state.files_changed()
        self.poll.changed()
        for document in list(self.state.documents.values()):
            self._schedule(document)
        if not self.pushes and self.capability("workspace.diagnostics.refresh_support"):
            self.workspace_diagnostic_refresh(None)
        if self.capability("workspace.code_lens.refresh_support"):
            self.workspace_code_lens_refresh(None)

    def set_options(self, settings: Any) -> None:
        """Use the settings of the editor: those of `forgecfg`, or the object that has them."""
        if isinstance(settings, dict):
            settings = settings.get("forgecfg", settings)
        if not isinstance(settings, dict):
            return
        config = settings.get("config")
        self.state.options = Options(
            source=settings.get("source") is not False,
            code_lens=settings.get("codeLens") is not False,
            config=config if isinstance(config, str) else "",
            show_explanations=settings.get("showExplanations") is not False,
        )

    def _schedule(self, document: OpenDocument, delay: float | None = None) -> None:
        self.poll.changed()
        if self.state.is_manifest(document):
            self.scheduler.schedule(document.uri, delay)
        elif document.uri in self._published:
            self.scheduler.cancel(document.uri)
            self._publish_none(document.uri)
        for user in self.state.users_of(document.path):
            self.scheduler.schedule(user.uri, delay)

    async def in_worker(self, function: Callable[[], _Result]) -> _Result:
        """The result of a function that may take long."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, function)

    def manifest(self, uri: str) -> OpenDocument | None:
        """The open manifest with a URI; None for other documents."""
        document = self.state.documents.get(uri)
        return document if document is not None and self.state.is_manifest(document) else None

    async def check(self, uri: str) -> None:
        """Check a document, and publish the findings if it did not change meanwhile."""
        document = self.manifest(uri)
        if document is None:
            return
        try:
            report = await self.report(document)
            if report is not None and self.pushes:
                self._publish(document, report)
        except Exception as error:  # keep the server running
            self.report_server_error(error, None)

    async def report(self, document: OpenDocument) -> FileReport | None:
        """The findings of the current version; None if it changes before they are known."""
        if document.report is not None:
            return document.report
        snapshot = self.state.snapshot(document)
        self.checks += 1
        report = await self.in_worker(lambda: self.state.check(document.path, snapshot))
        if document.snapshot is not snapshot:
            return None
        document.report = report
        return report

    async def current_report(self, document: OpenDocument) -> FileReport:
        """The findings once the document stops changing."""
        while True:
            await self.scheduler.settled(document.uri)
            report = await self.report(document)
            if report is not None:
                return report

    def diagnostics_of(
        self, document: OpenDocument, report: FileReport
    ) -> dict[str, list[types.Diagnostic]]:
        """The diagnostics of a manifest and its source files, by URI."""
        text_of = self.text_of(document, self.state.snapshot(document))
        found = diagnostics(report)
        return {
            document.uri if file == report.file else convert.uri_of(file): [
                convert.diagnostic(one, text_of) for one in listed
            ]
            for file, listed in found.items()
        }

    def text_of(self, document: OpenDocument, snapshot: Snapshot) -> convert.TextOf:
        """The texts of a manifest and of the source files that were read for it."""
        folder = document.path.rpartition("/")[0]
        texts: dict[str, Text | None] = {document.path: document.text}

        def text_of(path: str) -> Text | None:
            if path not in texts:
                index: LineIndex | None = None
                if snapshot.has_facts:
                    index = snapshot.facts.texts.get(relpath(path, folder))
                texts[path] = Text(index.text, self.encoding) if index is not None else None
            return texts[path]

        return text_of

    def _publish(self, document: OpenDocument, report: FileReport) -> None:
        found = self.diagnostics_of(document, report)
        before = self._published.get(document.uri, set())
        self._published[document.uri] = set(found)
        for uri in before - found.keys():
            self._send(uri, [])
        for uri, listed in found.items():
            self._send(uri, listed, document.version if uri == document.uri else None)

    def _publish_none(self, uri: str) -> None:
        for one in self._published.pop(uri, set()):
            self._send(one, [])

    def _send(self, uri: str, listed: list[types.Diagnostic], version: int | None = None) -> None:
        with contextlib.suppress(OSError):
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, listed, version)
            )


def path_of(uri: str) -> str:
    """The absolute path of a file, with `/`; "" for others, such as old versions in git."""
    if not uri.startswith("file:"):
        return ""
    return (to_fs_path(uri) or "").replace("\\", "/")
