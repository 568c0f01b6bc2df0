"""The documents of an editor, and what is known about each; without types of the protocol."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from forgecfg.config.config import Config, ConfigError
from forgecfg.config.load import load_config
from forgecfg.config.settings import CheckArguments, Settings
from forgecfg.editor.diagnostics import check
from forgecfg.editor.snapshot import Snapshot, is_manifest
from forgecfg.errors import ForgecfgError
from forgecfg.files.app_files import DiskFiles, ProjectFiles, files_beside
from forgecfg.findings import FileReport
from forgecfg.impact.changes import ManifestDiff
from forgecfg.linter.fix import FixResult, fix
from forgecfg.lsp.overlay import OverlayFiles
from forgecfg.lsp.text import Change, Text
from forgecfg.manifest.view import Manifest


class Options(NamedTuple):
    """What the user chose in the editor.

    `source`: read source code. `code_lens`: show notes above declarations. `config`: the path of a
    configuration file, "" to search for one as `forgecfg check` does. `show_explanations`: show
    explanations as messages; an editor that shows the result of the command itself turns it off.
    """

    source: bool = True
    code_lens: bool = True
    config: str = ""
    show_explanations: bool = True


class OpenDocument:
    """One open document. `path` is absolute with `/`, `version` the one that the editor counts."""

    def __init__(self, uri: str, path: str, version: int, text: Text) -> None:
        self.uri = uri
        self.path = path
        self.version = version
        self.text = text
        self.snapshot: Snapshot | None = None
        self.report: FileReport | None = None
        self.fixed: FixResult | None = None
        self.diff: ManifestDiff | None = None
        self.last: Manifest | None = None
        self.files: ProjectFiles | None = None
        self.has_files = False
        self.base: bytes | None = None
        self.has_base = False

    def forget(self, files: bool = False) -> None:
        """Drop what was computed from the text, with `files` also what was read from disk."""
        if self.snapshot is not None:
            self.last = self.snapshot.last_readable
        self.snapshot = self.report = self.fixed = self.diff = None
        if files:
            self.files, self.has_files = None, False
            self.base, self.has_base = None, False


class State:
    """All open documents. `warn` shows a message to the user."""

    def __init__(self, warn: Callable[[str], object]) -> None:
        self.documents: dict[str, OpenDocument] = {}
        self.options = Options()
        self._warn = warn
        self._warned: set[str] = set()
        self._settings: dict[str, Settings] = {}

    def add(self, uri: str, path: str, version: int, text: Text) -> OpenDocument:
        """Add a document."""
        document = self.documents[uri] = OpenDocument(uri, path, version, text)
        self._forget_users_of(path)
        return document

    def change(self, uri: str, version: int, changes: list[Change]) -> OpenDocument | None:
        """Apply the changes of a document, in order; None if it is not open."""
        document = self.documents.get(uri)
        if document is None:
            return None
        for change in changes:
            document.text = document.text.changed(change)
        document.version = version
        document.forget()
        self._forget_users_of(document.path)
        return document

    def close(self, uri: str) -> OpenDocument | None:
        """Remove a document; its file on disk counts again."""
        document = self.documents.pop(uri, None)
        if document is not None:
            self._forget_users_of(document.path)
        return document

    def manifests(self) -> Iterator[OpenDocument]:
        """The open documents that are Forge manifests."""
        return (one for one in [*self.documents.values()] if self.is_manifest(one))

    def is_manifest(self, document: OpenDocument) -> bool:
        """Whether a document is a Forge manifest that the configuration does not exclude."""
        if not document.path or not is_manifest(document.path, document.text.content):
            return False
        exclude = self.settings(document.path).exclude
        return exclude is None or not exclude.covers(os.path.realpath(document.path))

    def users_of(self, path: str) -> list[OpenDocument]:
        """The open manifests whose app may contain a file."""
        return [
            one
            for one in self.manifests()
            if path != one.path and path.startswith(one.path.rpartition("/")[0] + "/")
        ]

    def files_changed(self) -> None:
        """Forget what was read from disk: files, configuration, versions in git."""
        self._settings.clear()
        for document in self.documents.values():
            document.forget(files=True)

    def snapshot(self, document: OpenDocument) -> Snapshot:
        """The current version of a manifest; the same object until the document changes."""
        if document.snapshot is None:
            settings = self.settings(document.path)
            document.snapshot = Snapshot(
                document.text.content,
                document.path,
                self._files(document),
                settings.forge_schema_for(document.path),
                self.options.source and settings.source,
                document.last,
            )
        return document.snapshot

    def report(self, document: OpenDocument) -> FileReport:
        """The findings of the current version of a manifest, computed once for each version."""
        if document.report is None:
            document.report = self.check(document.path, self.snapshot(document))
        return document.report

    def check(self, path: str, snapshot: Snapshot) -> FileReport:
        """The findings of one version of a manifest."""
        settings = self.settings(path)
        return check(snapshot, settings.rules_for(path), settings.suppressions)

    def fixed(self, document: OpenDocument) -> FixResult:
        """The text of a manifest after all safe fixes."""
        if document.fixed is None:
            current = self.snapshot(document)

            def check_text(text: str) -> FileReport:
                changed = Snapshot(
                    text, document.path, current.files, current.forge_schema, current.read_source
                )
                return self.check(document.path, changed)

            document.fixed = fix(document.text.content, check_text, unsafe=False)
        return document.fixed

    def settings(self, path: str) -> Settings:
        """The settings for a manifest, from the configuration file that applies to it.

        An invalid configuration is reported once, and the defaults are used.
        """
        folder = path.rpartition("/")[0]
        if folder not in self._settings:
            try:
                self._settings[folder] = _load(folder, self.options)
            except ForgecfgError as error:
                self._warn_once(str(error))
                self._settings[folder] = Settings(CheckArguments())
        return self._settings[folder]

    def _warn_once(self, message: str) -> None:
        if message not in self._warned:
            self._warned.add(message)
            self._warn(message)

    def _files(self, document: OpenDocument) -> ProjectFiles | None:
        if not document.has_files:
            path = Path(document.path)
            beside = files_beside(path)
            if beside is None and self._has_open_files(document.path):
                beside = DiskFiles(path.parent)
            folder = str(path.parent)
            document.files = None if beside is None else OverlayFiles(beside, folder, self._lookup)
            document.has_files = True
        return document.files

    def _has_open_files(self, manifest: str) -> bool:
        folder = manifest.rpartition("/")[0]
        return any(one.path.startswith(f"{folder}/src/") for one in self.documents.values())

    def _lookup(self, path: str) -> str | None:
        wanted = Path(path).as_posix()
        for document in [*self.documents.values()]:
            if document.path == wanted:
                return document.text.content
        return None

    def _forget_users_of(self, path: str) -> None:
        for document in self.users_of(path):
            document.forget(files=True)


def _load(folder: str, options: Options) -> Settings:
    """Read the configuration for a directory. Raises ForgecfgError for an invalid one."""
    file = Path(options.config) if options.config else None
    config: Config = load_config(Path(folder), file)
    try:
        return Settings(CheckArguments(config=config, forge_schema=config.forge_schema))
    except ForgecfgError as error:
        raise ConfigError(str(error)) from None
