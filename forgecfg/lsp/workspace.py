"""Notifications about the workspace: files on disk, folders, and settings."""

from __future__ import annotations

import gc
from typing import Any

from lsprotocol import types

from forgecfg.editor.diagnostics import check
from forgecfg.editor.snapshot import Snapshot
from forgecfg.lsp.server import ForgeServer
from forgecfg.rules.table import RULES
from forgecfg.schema.load import published_schema

_EXAMPLE = """\
app:
  id: ari:cloud:ecosystem::app/1f3b8a52-6c9d-4e07-9a41-d25c7b80e6f3
  runtime: {name: nodejs22.x}
modules: {}
"""

WATCHED = (
    "**/manifest.{yml,yaml}",
    "**/{forgecfg,.forgecfg,pyproject}.toml",
    "**/*.{js,jsx,ts,tsx,cjs,mjs,mts,cts,html,json,md}",
    "**/.git/HEAD",
)
"""The files whose changes can change findings."""


def register(server: ForgeServer) -> None:
    """Add the notifications to a server."""
    server.feature(types.INITIALIZE)(on_initialize)
    server.feature(types.INITIALIZED)(on_initialized)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(on_save)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(on_watched_files)
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(on_folders)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(on_configuration)


def on_initialize(ls: ForgeServer, params: types.InitializeParams) -> None:
    """Use the options that the editor starts the server with."""
    ls.set_options(params.initialization_options)


async def on_initialized(ls: ForgeServer, params: types.InitializedParams) -> None:  # noqa: ARG001
    """Ask the editor to watch files, and for its settings."""
    if ls.capability("workspace.did_change_watched_files.dynamic_registration"):
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration(
            "forgecfg-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options
        )
        ls.client_register_capability(types.RegistrationParams([registration]))
    await _read_settings(ls)
    await ls.in_worker(_load)


def _load() -> None:
    """Load what the first requests need, before they come."""
    published_schema()
    check(Snapshot(_EXAMPLE), RULES)
    # These objects stay: collecting garbage must not go through them again and again.
    gc.collect()
    gc.freeze()


async def _read_settings(ls: ForgeServer) -> None:
    if not ls.capability("workspace.configuration"):
        return
    wanted = types.ConfigurationParams([types.ConfigurationItem(section="forgecfg")])
    try:
        found: Any = await ls.workspace_configuration_async(wanted)
    except Exception:  # an editor without such settings
        return
    settings = found[0] if isinstance(found, list | tuple) and found else None
    if isinstance(settings, dict) and settings:
        ls.set_options({"forgecfg": settings})
        ls.files_changed()


def on_save(ls: ForgeServer, params: types.DidSaveTextDocumentParams) -> None:
    """A document was saved: the files on disk and in git may have changed with it."""
    del params
    ls.files_changed()


def on_watched_files(ls: ForgeServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Files on disk changed, except those that no check reads."""
    if any("/node_modules/" not in change.uri for change in params.changes):
        ls.files_changed()


def on_folders(ls: ForgeServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Folders were added or removed."""
    del params
    ls.files_changed()


async def on_configuration(ls: ForgeServer, params: types.DidChangeConfigurationParams) -> None:
    """The settings changed; some editors send them, others have to be asked."""
    if params.settings:
        ls.set_options(params.settings)
        ls.files_changed()
    else:
        await _read_settings(ls)
