"""An app whose manifest has a bit of everything, and marks for positions in a text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from forgecfg.editor.snapshot import Snapshot
from forgecfg.files.app_files import InMemoryFiles

Run = Callable[..., None]
"""Runs a coroutine with an editor."""

MANIFEST = """\
app:
  id: ari:cloud:ecosystem::app/5f0c2e7a-9b1d-4d3e-8a77-6f1c0e2b9d44
  runtime:
    name: nodejs22.x
permissions:
  scopes:
    - read:jira-work
    - read:app-user-token
environment:
  variables:
    - key: HOST
      default: api.acme.dev
modules:
  jira:issuePanel:
    - key: panel
      title: Orders
      icon: https://cdn.acme.dev/icon.svg
      resource: main
      resolver:
        endpoint: orders
  jira:adminPage:
    - key: admin
      title: Settings
      resource: main
      resolver:
        function: settings
  trigger:
    - key: on-issue
      function: settings
      events:
        - avi:jira:created:issue
  endpoint:
    - key: orders
      remote: backend
      auth:
        appUserToken:
          enabled: true
  function:
    - key: settings
      handler: index.run
remotes:
  - key: backend
    baseUrl:
      default: https://api.acme.dev
      EU: https://eu.acme.dev
    operations: [compute]
resources:
  - key: main
    path: static/main
"""
SOURCE = """\
import { invokeRemote } from '@forge/api';
// forgecfg: ignore[token-for-functions] the service accepts it without
export const run = async () => invokeRemote('backend', { path: '/orders' });
export function other() {}
const hidden = 1;
"""
FILES = {
    "package.json": "{}",
    "src/index.js": SOURCE,
    "src/jobs/nightly.ts": "export async function sweep() {}\n",
    "static/main/index.html": "<script src='main.js'></script>",
    "static/admin/index.html": "",
}


def snapshot(text: str = MANIFEST, files: dict[str, str] | None = None) -> Snapshot:
    """A snapshot of a text with the files of the app."""
    return Snapshot(text, files=InMemoryFiles(FILES if files is None else files))


def marked(text: str) -> tuple[str, int]:
    """A text without its mark `^`, and the offset of the mark."""
    offset = text.index("^")
    return text.replace("^", "", 1), offset


def at(text: str, before: str, inside: int = 0) -> int:
    """The offset after some text that occurs once; `inside`: so many characters further."""
    assert text.count(before) == 1, f"{before!r} occurs {text.count(before)} times"
    return text.index(before) + len(before) + inside


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """The app on disk."""
    from .client import make_app

    return make_app(tmp_path)


@pytest.fixture
def run(app: Path) -> Run:
    """Runs a test's coroutine with an editor, and ends the server after it."""
    from .client import run_with

    return partial(run_with, app)
