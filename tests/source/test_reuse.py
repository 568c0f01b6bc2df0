"""Source is read once for many versions of a manifest, and again where that matters."""

from __future__ import annotations

import pytest

from forgecfg.document.document import load
from forgecfg.files.app_files import InMemoryFiles
from forgecfg.manifest.view import read_manifest
from forgecfg.source import read as module
from forgecfg.source.facts import SourceFacts
from forgecfg.source.read import read_source

MANIFEST = """\
modules:
  macro:
    - key: hello
      resource: main
  function:
    - key: run
      handler: index.run
resources:
  - key: main
    path: src/front.jsx
"""
FILES = {
    "src/index.js": "import api from '@forge/api';\nexport const run = () => api.asApp();\n",
    "src/other.js": "export const run = () => {};\n",
    "src/front.jsx": "import { invoke } from '@forge/bridge';\ninvoke('x');\n",
}


def facts(text: str, files: InMemoryFiles) -> SourceFacts:
    return read_source(read_manifest(load(text)), files)


def test_edits_elsewhere_do_not_read_source_again(monkeypatch: pytest.MonkeyPatch) -> None:
    files = InMemoryFiles(FILES)
    first = facts(MANIFEST, files)
    monkeypatch.setattr(module, "Flow", None)
    moved = facts("# a comment\n" + MANIFEST, files)
    assert moved.calls == first.calls
    (before,), (after,) = first.shown.values(), moved.shown.values()
    assert after.modules[0].cursor.node.start == before.modules[0].cursor.node.start + 12


def test_another_handler_is_read() -> None:
    files = InMemoryFiles(FILES)
    assert facts(MANIFEST, files).backend == {"src/index.js"}
    assert facts(MANIFEST.replace("index.run", "other.run"), files).backend == {"src/other.js"}


def test_a_resource_that_is_not_shown_any_more() -> None:
    files = InMemoryFiles(FILES)
    hidden = MANIFEST.replace("      resource: main\n", "")
    assert facts(MANIFEST, files).shown["src/front.jsx"].modules
    assert all(not shown.modules for shown in facts(hidden, files).shown.values())


def test_other_files_of_the_same_names_are_read() -> None:
    assert facts(MANIFEST, InMemoryFiles(FILES)).calls
    changed = {**FILES, "src/index.js": FILES["src/other.js"], "src/front.jsx": ""}
    assert not facts(MANIFEST, InMemoryFiles(changed)).calls
