"""Routes of the calls in source code."""

from __future__ import annotations

from pathlib import Path

import pytest

from forgecfg.cli.main import main
from forgecfg.document.document import load
from forgecfg.files.app_files import InMemoryFiles
from forgecfg.manifest.view import read_manifest
from forgecfg.remote.calls import RemoteCall
from forgecfg.remote.source_calls import remote_calls
from forgecfg.source.read import read_source

MANIFEST = """\
app:
  id: ari:cloud:ecosystem::app/1f3b8a52-6c9d-4e07-9a41-d25c7b80e6f3
  runtime: {name: nodejs22.x}
modules:
  macro:
    - {key: hello, title: Hello, resource: main, render: native, resolver: {endpoint: api}}
  endpoint: [{key: api, remote: backend}]
  scheduledTrigger: [{key: nightly, function: sync, interval: day}]
  function: [{key: sync, handler: index.sync}]
remotes: [{key: backend, baseUrl: https://backend.acme.io, operations: [compute]}]
resources: [{key: main, path: src/front.jsx}]
permissions: {scopes: [read:page:confluence]}
"""
FRONT = "import { invokeRemote, requestRemote } from '@forge/bridge';\n"
BACK = "import { invokeRemote } from '@forge/api';\n"


def calls(front: str = "", back: str = "") -> tuple[RemoteCall, ...]:
    files = InMemoryFiles({"src/front.jsx": FRONT + front, "src/index.js": BACK + back})
    return remote_calls(read_source(read_manifest(load(MANIFEST)), files))


@pytest.mark.parametrize(
    ("code", "method", "path"),
    [
        ("invokeRemote({ path: '/a', method: 'post' });", "POST", "/a"),
        ("invokeRemote({ path: '/a?b=1' });", "GET", "/a"),
        ("invokeRemote({ path: `/a/${b}`, method });", None, None),
        ("invokeRemote(request);", None, None),
        ("const get = (path) => invokeRemote({ path });\nget('/a');", "GET", "/a"),
    ],
)
def test_calls_of_a_front_end(code: str, method: str | None, path: str | None) -> None:
    (call,) = calls(front=code)
    assert (call.function, call.front_end, call.remote) == ("invokeRemote", True, None)
    assert call.modules == (("macro", "hello"),)
    assert (call.method, call.path) == (method, path)
    assert call.place == f"src/front.jsx:{2 + code.count(chr(10))}"


def test_calls_with_a_key() -> None:
    first, second = calls(
        "requestRemote('backend', { path: '/ui' });",
        "export const sync = () => invokeRemote('backend', { path: '/sync', method: 'PUT' });",
    )
    assert first[:6] == ("requestRemote", True, "backend", (("macro", "hello"),), "GET", "/ui")
    assert second[:6] == ("invokeRemote", False, "backend", (), "PUT", "/sync")


def test_an_unknown_key_is_left_out() -> None:
    assert calls(back="export const sync = (key) => invokeRemote(key, { path: '/' });") == ()


def test_routes_shows_the_calls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "src").mkdir()
    front = FRONT + "invokeRemote({ path: '/hello', method: 'POST' });\n"
    (tmp_path / "src" / "front.jsx").write_text(front, encoding="utf-8")
    back = BACK + "export const sync = () => invokeRemote('backend', { path: '/sync' });\n"
    (tmp_path / "src" / "index.js").write_text(back, encoding="utf-8")
    assert main(["remote", "routes", "--file", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "POST /hello" in out
    assert "src/front.jsx:2" in out
    assert "GET /sync" in out
