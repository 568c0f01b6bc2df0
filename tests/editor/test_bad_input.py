"""Malformed messages, unknown methods, vanished files: an error or a clean end, never a crash."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import MANIFEST

INITIALIZE: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}


class Wire:
    """The server, written to and read from byte by byte."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *(arguments or ("-m", "forgecfg", "lsp"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.number = 0

    def raw(self, body: bytes) -> None:
        """Send a message, whatever it is."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def send(self, **message: Any) -> None:
        self.raw(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method: str, params: Any) -> None:
        self.send(method=method, params=params)

    def read(self) -> Any:
        """The next message of the server."""
        stdout = self.process.stdout
        assert stdout is not None
        length = 0
        while line := stdout.readline().strip():
            name, _, value = line.partition(b":")
            assert name in (b"Content-Length", b"Content-Type"), line
            if name == b"Content-Length":
                length = int(value)
        return json.loads(stdout.read(length)) if length else None

    def request(self, method: str, params: Any) -> Any:
        """The answer to a request; other messages are skipped."""
        self.number += 1
        self.send(id=self.number, method=method, params=params)
        while (message := self.read()) is not None:
            if message.get("id") == self.number:
                return message
        raise AssertionError("the server ended")

    def open(self, path: Path, text: str = MANIFEST) -> dict[str, str]:
        """Open a manifest; how requests name it."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return {"uri": uri}

    def is_alive(self) -> bool:
        """Whether it still answers."""
        explain = {"command": "forgecfg.explain", "arguments": ["FC201"]}
        return "result" in self.request("workspace/executeCommand", explain)

    def kill(self) -> None:
        """End it in any case."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        self.process.wait()

    def end(self) -> tuple[int, str]:
        """Close its input; its exit code, and what it wrote on standard error."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(20)
        assert self.process.stderr is not None
        return code, self.process.stderr.read().decode()


@pytest.fixture
def wire() -> Iterator[Wire]:
    wire = Wire()
    yield wire
    wire.kill()


@pytest.fixture
def server(wire: Wire) -> Wire:
    assert "result" in wire.request("initialize", INITIALIZE)
    wire.notify("initialized", {})
    return wire


def test_bad_messages(server: Wire, tmp_path: Path) -> None:
    server.raw(b"{")
    assert server.read()["error"]["code"] == -32700
    for body in (b"[]", b"5", b"null", b'{"jsonrpc": "2.0"}', b'{"jsonrpc": "1.0", "id": 1}'):
        server.raw(body)
    server.raw(b"\xff\xfe{}")
    assert server.request("textDocument/hover", {"textDocument": 5})["error"]["code"] == -32602
    assert server.request("textDocument/hover", None)["error"]
    assert server.request("textDocument/hover", {})["error"]
    assert server.request("no/such/method", {})["error"]["code"] == -32601
    assert server.request("workspace/executeCommand", {"command": "rm"})["error"]
    explain = {"command": "forgecfg.explain"}
    assert server.request("workspace/executeCommand", {**explain, "arguments": []})["error"]
    unknown = server.request("workspace/executeCommand", {**explain, "arguments": ["FC9"]})
    assert unknown["result"] is None
    server.notify("no/such/notification", {"x": 1})
    server.notify("textDocument/didChange", {"textDocument": 1})
    never = {"textDocument": {"uri": "file:///never", "version": 2}, "contentChanges": []}
    server.notify("textDocument/didChange", never)
    server.notify("textDocument/didClose", {"textDocument": {"uri": "file:///never"}})
    server.send(id=99, result="an answer that nobody asked for")
    server.notify("$/cancelRequest", {"id": 12345})
    deep = (
        b'{"jsonrpc": "2.0", "id": 7, "method": "x", "params": ' + b"[" * 5000 + b"]" * 5000 + b"}"
    )
    server.raw(deep)
    document = server.open(tmp_path / "manifest.yml")
    for line, character in ((10**9, 10**9), (0, 10**9), (10**9, 0)):
        place = {"line": line, "character": character}
        for method in ("hover", "completion", "definition", "documentHighlight", "prepareRename"):
            params = {"textDocument": document, "position": place}
            assert "result" in server.request(f"textDocument/{method}", params), method
    negative = {"textDocument": document, "position": {"line": -1, "character": 0}}
    assert "error" in server.request("textDocument/hover", negative)
    assert server.is_alive()
    code, errors = server.end()
    assert code == 1
    assert "Traceback" not in errors


def test_requests_before_the_start_and_after_the_end(wire: Wire) -> None:
    assert wire.request("textDocument/hover", {})["error"]["code"] in (-32002, -32602)
    valid = {"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}}
    assert wire.request("textDocument/hover", valid)["error"]["code"] == -32002
    wire.notify("textDocument/didOpen", {})
    assert "result" in wire.request("initialize", INITIALIZE)
    assert wire.request("shutdown", None)["result"] is None
    assert wire.request("textDocument/hover", valid)["error"]["code"] == -32600
    wire.notify("exit", None)
    assert wire.process.wait(20) == 0


def test_exit_without_shutdown(server: Wire) -> None:
    server.notify("exit", None)
    assert server.process.wait(20) == 1


def test_client_that_dies(server: Wire, tmp_path: Path) -> None:
    server.open(tmp_path / "manifest.yml")
    assert server.process.stdout is not None
    server.process.stdout.close()
    code, errors = server.end()
    assert code == 1
    assert "Traceback" not in errors


def test_message_that_ends_early(server: Wire) -> None:
    assert server.process.stdin is not None
    server.process.stdin.write(b"Content-Length: 100\r\n\r\n{}")
    server.process.stdin.flush()
    code, errors = server.end()
    assert code == 1
    assert "Traceback" not in errors


def test_files_that_vanish_or_are_not_text(server: Wire, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/index.js").write_bytes(b"\xff\xfe\x00 not UTF-8")
    (tmp_path / "package.json").write_text("{}")
    document = server.open(tmp_path / "manifest.yml")
    line = MANIFEST[: MANIFEST.index("index.run")].count("\n")
    place = {"line": line, "character": 18}
    params = {"textDocument": document, "position": place}
    assert "result" in server.request("textDocument/definition", params)
    (tmp_path / "src/index.js").unlink()
    (tmp_path / "src").rmdir()
    gone = {"uri": (tmp_path / "src/index.js").as_uri(), "type": 3}
    server.notify("workspace/didChangeWatchedFiles", {"changes": [gone]})
    assert "result" in server.request("textDocument/documentLink", {"textDocument": document})
    report = server.request("textDocument/diagnostic", {"textDocument": document})
    assert report["result"]["kind"] == "full"
    assert not (tmp_path / "manifest.yml").exists()


def test_the_server_never_writes_a_file(server: Wire, tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text("on disk", encoding="utf-8")
    document = server.open(path, MANIFEST.replace("    - read:app-user-token\n", ""))
    everything = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
    kinds = ["quickfix", "refactor", "source"]
    actions = server.request(
        "textDocument/codeAction",
        {"textDocument": document, "range": everything,
         "context": {"diagnostics": [], "only": kinds}},
    )  # fmt: skip
    assert actions["result"]
    line = MANIFEST[: MANIFEST.index("endpoint: orders")].count("\n") - 1
    place = {"line": line, "character": 20}
    rename = {"textDocument": document, "position": place, "newName": "x1"}
    assert server.request("textDocument/rename", rename)["result"]["changes"]
    assert path.read_text(encoding="utf-8") == "on disk"
    assert [one.name for one in tmp_path.iterdir()] == ["manifest.yml"]


CRASHES = """\
import sys
from forgecfg.rules.base import RuleContent
original = RuleContent.check
from forgecfg.rules.table import BY_NAME
from forgecfg.rules import base

def check(self, context):
    print("printed by a rule")
    if self.name == "undefined-endpoint":
        raise RuntimeError("boom")
    yield from self.content.check(context)

base.Rule.check = check
from forgecfg.cli.main import main
sys.argv[1:] = ["lsp"]
sys.exit(main())
"""


def test_a_rule_that_crashes_and_prints(tmp_path: Path) -> None:
    wire = Wire("-c", CRASHES)
    try:
        wire.request("initialize", INITIALIZE)
        document = wire.open(tmp_path / "manifest.yml")
        report = wire.request("textDocument/diagnostic", {"textDocument": document})
        (crash,) = [one for one in report["result"]["items"] if one["code"] == "FC000"]
        assert "boom" in crash["message"]
        code, errors = wire.end()
        assert code == 1
        assert "printed by a rule" in errors
    finally:
        wire.kill()
