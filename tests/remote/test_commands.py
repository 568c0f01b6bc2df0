"""`forgecfg remote call` and `forgecfg remote test` in a terminal, and every bad backend."""

from __future__ import annotations

import json
import re
import socket
import ssl
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from forgecfg.remote.verifier import Language, render_verifier

pytest.importorskip("jwt")
pytest.importorskip("httpx")

from .backends import load_verifier, plain_wsgi_app, wsgi_server
from .suite import APP_ID, MANIFEST, SHARED_KEY, quick

# The fixture of that name; what it returns has a code, an output and an error output.
Forgecfg = Callable[..., Any]


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A folder with the manifest."""
    (tmp_path / "manifest.yml").write_text(MANIFEST, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        number: int = sock.getsockname()[1]
    return number


@pytest.fixture(scope="module")
def backend(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A correct backend that expects the keys at the port."""
    text = quick(render_verifier(Language.python, None, APP_ID).text)
    settings = {"FORGE_JWKS_URL": f"http://127.0.0.1:{port}/.well-known/jwks.json"}
    verifier = load_verifier(text, tmp_path_factory.mktemp("backend"), settings, "cli_verifier")
    with wsgi_server(plain_wsgi_app(verifier)) as url:
        yield url


@contextmanager
def raw_server(answer: Callable[[socket.socket], None], read: bool = True) -> Iterator[str]:
    """A server that does whatever it likes with a connection."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    def serve(connection: socket.socket) -> None:
        with connection:
            try:
                if read:
                    read_request(connection)
                answer(connection)
            except OSError:
                pass

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def read_request(connection: socket.socket) -> None:
    """Read a whole request: a connection that is closed before loses the answer."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part or part.startswith(b"\x16"):
            # The start of TLS, which this server does not speak.
            return
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    missing = int(length[1]) - len(body) if length else 0
    while missing > 0:
        missing -= len(connection.recv(65536)) or missing


def says(*lines: str) -> Callable[[socket.socket], None]:
    """A server that answers these lines and closes the connection."""
    return lambda connection: connection.sendall("\r\n".join(lines).encode())


def drips(connection: socket.socket) -> None:
    """A server whose answer never ends, byte by byte."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nx-slow: ")
    for _ in range(200):
        connection.sendall(b"a")
        time.sleep(0.05)


def floods(connection: socket.socket) -> None:
    """A server whose answer is larger than the limit."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
    for _ in range(200):
        connection.sendall(b"a" * 100_000)


# --- remote call ---


def test_a_call_shows_request_and_answer(
    forgecfg: Forgecfg, app: Path, backend: str, port: int
) -> None:
    done = forgecfg("remote", "call", "hello-api", "--to", backend, "--keys-port", str(port))
    assert done.code == 0, done.out + done.err
    assert f"POST {backend}/\n" in done.out
    assert 'from macro "hello": invokeRemote from the front end' in done.out
    assert f'"aud": "{APP_ID}"' in done.out
    assert "authorization: Bearer (invocation token, " in done.out
    assert "x-forge-oauth-user: (a placeholder, not a real token)" in done.out
    assert "eyJ" not in done.out
    assert "answer: status 200" in done.out
    assert "ok    the answer meets the contract" in done.out
    # Nothing was written, neither a key nor anything else.
    assert {path.name for path in app.iterdir()} == {".git", "manifest.yml"}


def test_a_call_for_programs(forgecfg: Forgecfg, app: Path, backend: str, port: int) -> None:  # noqa: ARG001
    time.sleep(0.4)  # the backend fetches new keys only now and then
    done = forgecfg(
        *("remote", "call", "avi:confluence:updated:page", "--to", backend, "--retry", "2"),
        *("--keys-port", str(port), "--format", "json", "--environment", "PRODUCTION"),
    )
    assert done.code == 0, done.out + done.err
    record = json.loads(done.out)
    assert record["request"]["url"] == f"{backend}/events/page"
    assert record["request"]["claims"]["app"]["environment"]["type"] == "PRODUCTION"
    assert record["request"]["body"]["payload"]["retryContext"]["retryCount"] == 2
    assert record["answer"]["status"] == 200
    assert record["breaches"] == []


def test_what_the_front_end_sends(forgecfg: Forgecfg, app: Path, backend: str, port: int) -> None:
    (app / "body.json").write_text('{"a": [1]}', encoding="utf-8")
    time.sleep(0.4)
    done = forgecfg(
        *("remote", "call", "hello", "--to", backend, "--keys-port", str(port)),
        *("--method", "put", "--path", "/tasks?x=1", "--data", "@body.json"),
        *("--header", "X-Mine: 5", "--format", "json"),
    )
    request = json.loads(done.out)["request"]
    assert request["method"] == "PUT"
    assert request["url"] == f"{backend}/tasks?x=1"
    assert request["body"] == {"a": [1]}
    assert ["x-mine", "5"] in request["headers"]


def test_a_key_file_is_written_when_asked(
    forgecfg: Forgecfg, app: Path, backend: str, port: int
) -> None:
    arguments = ("remote", "call", "hello", "--to", backend, "--keys-port", str(port))
    time.sleep(0.4)
    assert forgecfg(*arguments, "--key-file", "key.pem").code == 0
    first = (app / "key.pem").read_bytes()
    assert stat.S_IMODE((app / "key.pem").stat().st_mode) == 0o600
    # The same key again: the backend need not fetch anything.
    assert forgecfg(*arguments, "--key-file", "key.pem").code == 0
    assert (app / "key.pem").read_bytes() == first
    (app / "key.pem").write_text("no key")
    done = forgecfg(*arguments, "--key-file", "key.pem")
    assert (done.code, done.err) == (2, "forgecfg: key.pem is not an unencrypted PEM private key\n")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (says("HTTP/1.1 302 Found", "location: /x", "content-length: 0", "", ""), "redirect"),
        (
            says("HTTP/1.1 500 Oops", "content-type: text/html", "", "<p>"),
            "content-type text/html, expected application/json",
        ),
        (says("HTTP/1.1 403 No", "", ""), "body that is not JSON"),
        (says("HTTP/1.1 200 OK", "", "hello"), "body that is not JSON"),
        (says("HTTP/1.1 200 OK", "", "[" * 100_000), "body that is not JSON"),
        (says("nonsense", "", ""), "closed without an answer"),
        (lambda connection: connection.close(), "closed without an answer"),
        (lambda _: time.sleep(3), "no complete answer"),
        (drips, "no complete answer"),
        (floods, "larger than 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_answers_that_break_the_contract(
    forgecfg: Forgecfg,
    app: Path,  # noqa: ARG001
    answer: Callable[[socket.socket], None],
    message: str,
) -> None:
    start = time.monotonic()
    with raw_server(answer) as url:
        arguments = ("--keys-port", "0", "--timeout", "0.5")
        done = forgecfg("remote", "call", "hello", "--to", url, *arguments)
    assert done.code == 1, done.err
    assert message in done.out
    assert time.monotonic() - start < 30


def test_an_answer_cannot_act_on_the_terminal(forgecfg: Forgecfg, app: Path) -> None:  # noqa: ARG001
    reply = says("HTTP/1.1 200 OK", "x-a: \x1b[31m", "", '"\x1b]0;owned\x07"')
    with raw_server(reply) as url:
        done = forgecfg("remote", "call", "hello", "--to", url, "--keys-port", "0")
    assert "\x1b" not in done.out
    assert "\x07" not in done.out


def test_a_backend_without_the_test_keys_is_told(forgecfg: Forgecfg, app: Path) -> None:  # noqa: ARG001
    reply = says("HTTP/1.1 401 No", "content-type: application/json", "", "{}")
    with raw_server(reply) as url:
        done = forgecfg("remote", "call", "on-page", "--to", url, "--keys-port", "0")
    assert done.code == 1
    assert "the backend did not fetch the test keys" in done.out
    assert "FORGE_JWKS_URL=http://127.0.0.1:" in done.out


# --- bad input ---

CALL = ("remote", "call", "hello-api", "--keys-port", "0", "--to")
TEST = ("remote", "test", "--keys-port", "0", "--to")


@pytest.mark.parametrize("command", [CALL, TEST], ids=["call", "test"])
def test_a_backend_that_is_down(
    forgecfg: Forgecfg,
    app: Path,  # noqa: ARG001
    command: tuple[str, ...],
) -> None:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{sock.getsockname()[1]}"
        done = forgecfg(*command, url)
    assert done.code == 2
    assert "is the backend running?" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("command", [CALL, TEST], ids=["call", "test"])
def test_tls_that_fails(
    forgecfg: Forgecfg,
    app: Path,  # noqa: ARG001
    command: tuple[str, ...],
) -> None:
    with raw_server(says("HTTP/1.1 200 OK", "", "")) as url:
        done = forgecfg(*command, url.replace("http:", "https:"))
    assert done.code == 2
    assert "TLS failed" in done.err


def test_a_certificate_that_nobody_signed(forgecfg: Forgecfg, app: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(app / "cert.pem"))

    def answer(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(1)

    with raw_server(answer, read=False) as url:
        done = forgecfg(*CALL, url.replace("http:", "https:"))
    assert done.code == 2
    assert "TLS failed" in done.err
    assert "certificate" in done.err.lower()
    assert done.err.count("\n") == 1


def self_signed(path: Path) -> Path:
    """Write a certificate for loopback and its key to a file."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(SHARED_KEY.private.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(SHARED_KEY.private, SHA256())
    )
    key = SHARED_KEY.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(key + certificate.public_bytes(Encoding.PEM))
    return path


@pytest.mark.parametrize("command", [CALL, TEST], ids=["call", "test"])
def test_a_port_in_use(forgecfg: Forgecfg, app: Path, command: tuple[str, ...]) -> None:  # noqa: ARG001
    with socket.create_server(("127.0.0.1", 0)) as sock:
        number = str(sock.getsockname()[1])
        done = forgecfg(*command, "http://127.0.0.1:1", "--keys-port", number)
    assert done.code == 2
    assert f"cannot serve the test keys at port {number}" in done.err
    assert "--keys-port" in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("call", "helo-api", "--to", "http://localhost"), 'did you mean "hello-api"?'),
        (("call", "avi:confluence:updated:pag", "--to", "http://localhost"), "updated:page"),
        (("call", "zzz", "--to", "http://localhost"), "expected one of: hello-api, hello, page"),
        (("call", "hello-api", "--module", "helo", "--to", "http://localhost"), '"hello"?'),
        (("call", "hello-api", "--method", "BREW", "--to", "http://localhost"), "unknown method"),
        (("call", "hello-api", "--data", "{", "--to", "http://localhost"), "invalid JSON"),
        (("call", "hello-api", "--data", "@none", "--to", "http://localhost"), "cannot read none"),
        (("call", "hello-api", "--header", "x", "--to", "http://localhost"), "'NAME: VALUE'"),
        (("call", "hello-api", "--header", "Host: x", "--to", "http://localhost"), "set by Forge"),
        (("call", "hello-api", "--path", "//x", "--to", "http://localhost"), "another host"),
        (("call", "hello-api", "--to", "https://example.com"), "--allow-host example.com"),
        (("call", "hello-api", "--to", "ftp://localhost"), "http:// or https://"),
        (("call", "hello-api", "--keys-port", "99999", "--to", "http://localhost"), "65535"),
        (("test", "--to", "http://localhost", "--path", "x"), "'ENDPOINT=METHOD /path'"),
        (("test", "--to", "http://localhost", "--path", "helo-api=/x"), '"hello-api"?'),
        (("test", "--to", "http://localhost", "--path", "hello-api=BREW /x"), "unknown method"),
        (("test", "--to", "http://localhost", "--remote", "bakend"), '"backend"?'),
        (("verifier", "--lang", "python", "--framework", "express"), "unknown framework"),
        (("verifier", "--lang", "python", "--output", "manifest.yml"), "replace it with --force"),
        (("verifier", "--lang", "python", "--output", "none/x.py"), "cannot write none/x.py"),
        (("verifier", "--lang", "python", "--file", "none"), "none"),
        (("routes", "--file", "none.yml"), "none.yml"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(
    forgecfg: Forgecfg,
    app: Path,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    done = forgecfg("remote", *arguments)
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1
    assert done.out == ""
    assert (app / "manifest.yml").read_text("utf-8") == MANIFEST


@pytest.mark.parametrize("command", [CALL, TEST, ("remote", "routes", "--format")])
def test_a_manifest_with_errors(forgecfg: Forgecfg, app: Path, command: tuple[str, ...]) -> None:
    text = MANIFEST.replace("endpoint: hello-api", "endpoint: helo-api")
    (app / "manifest.yml").write_text(text, encoding="utf-8")
    done = forgecfg(*command, "json" if command[1] == "routes" else "http://localhost")
    assert done.code == 2
    assert "manifest.yml has 1 error, the first on line 11" in done.err
    assert done.err.count("\n") == 1


def test_several_remotes(forgecfg: Forgecfg, app: Path) -> None:
    text = MANIFEST.replace("remote: backend\n      route", "remote: other\n      route").replace(
        "remotes:\n",
        "remotes:\n  - {key: other, baseUrl: https://o.example.com, operations: [compute]}\n",
    )
    (app / "manifest.yml").write_text(text, encoding="utf-8")
    done = forgecfg(*TEST, "http://localhost")
    assert done.code == 2
    assert "2 remotes (backend, other)" in done.err
    assert "--remote" in done.err


def test_a_manifest_without_remotes(forgecfg: Forgecfg, app: Path) -> None:
    text = MANIFEST.partition("modules:")[0] + (
        "modules:\n  macro: [{key: m, title: M, resource: r}]\n"
        "resources: [{key: r, path: r}]\npermissions: {scopes: []}\n"
    )
    (app / "manifest.yml").write_text(text, encoding="utf-8")
    assert forgecfg(*TEST, "http://localhost").code == 2
    done = forgecfg("remote", "routes")
    assert (done.code, done.out) == (0, "no remotes and no services\n")


def test_without_the_extra_it_says_what_to_install(
    forgecfg: Forgecfg,
    app: Path,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "httpx", None)
    done = forgecfg(*CALL, "http://localhost")
    assert done.code == 2
    assert 'python -m pip install ".[remote]" in a clone of forgecfg' in done.err
    assert forgecfg("remote", "routes").code == 0


# --- remote test ---


def run_test(forgecfg: Forgecfg, backend: str, port: int, *more: str) -> tuple[int, str]:
    time.sleep(0.4)
    done = forgecfg("remote", "test", "--to", backend, "--keys-port", str(port), *more)
    assert done.err == ""
    return done.code, done.out


def test_a_good_backend_passes(forgecfg: Forgecfg, app: Path, backend: str, port: int) -> None:
    path = "hello-api=GET /tasks"
    code, out = run_test(forgecfg, backend, port, "--path", path, "--color", "never")
    assert code == 0, out
    assert 'endpoint "hello-api", GET /tasks (macro "hello")\n' in out
    assert "  ok    expired: rejects a token that expired 60 s ago\n" in out
    assert out.endswith(" passed, 0 failed, 0 skipped\n")
    assert {item.name for item in app.iterdir()} == {".git", "manifest.yml"}


def test_it_can_wait_for_the_backend(forgecfg: Forgecfg, app: Path) -> None:  # noqa: ARG001
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        number = sock.getsockname()[1]

        def listen() -> None:
            time.sleep(0.3)
            sock.listen()
            connection, _ = sock.accept()
            connection.close()
            connection, _ = sock.accept()
            with connection:
                connection.recv(65536)

        threading.Thread(target=listen, daemon=True).start()
        arguments = ("--wait", "5", "--patience", "0", "--timeout", "0.5")
        # It is reached, and gives no answer; without waiting it would not be reached at all.
        assert forgecfg(*TEST, f"http://127.0.0.1:{number}", *arguments).code == 1
        assert forgecfg(*TEST, "http://127.0.0.1:1", "--wait", "0.2").code == 2


def test_reports_for_programs(forgecfg: Forgecfg, app: Path, backend: str, port: int) -> None:  # noqa: ARG001
    code, out = run_test(forgecfg, backend, port, "--format", "json")
    record = json.loads(out)
    assert (code, record["summary"]["failed"]) == (0, 0)
    code, out = run_test(forgecfg, backend, port, "--format", "junit")
    suites = ElementTree.fromstring(out)
    cases = [case.get("name") for case in suites.iter("testcase")]
    assert code == 0
    assert len(cases) == len(record["results"])
    assert suites.find(".//failure") is None


def test_a_backend_that_accepts_everything_fails(forgecfg: Forgecfg, app: Path) -> None:  # noqa: ARG001
    reply = says(
        "HTTP/1.1 200 OK", "content-type: application/json", "content-length: 2",
        "connection: close", "", "{}",
    )  # fmt: skip
    with raw_server(reply) as url:
        done = forgecfg(*TEST, url, "--patience", "0.1", "--format", "junit")
    assert done.code == 1
    suites = ElementTree.fromstring(done.out)
    failures = [case for case in suites.iter("testcase") if case.find("failure") is not None]
    names = {str(case.get("name")).partition(":")[0] for case in failures}
    assert {"expired", "forged", "alg-none", "no-header"} <= names


def test_a_backend_that_rejects_everything_fails_once(forgecfg: Forgecfg, app: Path) -> None:  # noqa: ARG001
    reply = says(
        "HTTP/1.1 401 No", "content-type: application/json", "content-length: 2",
        "connection: close", "", "{}",
    )  # fmt: skip
    with raw_server(reply) as url:
        done = forgecfg(*TEST, url, "--patience", "0.1")
    assert done.code == 1
    # One failure for each route; the rest cannot be judged.
    assert "\n0 passed, 2 failed, " in done.out
    # What is skipped for the same reason is one line.
    assert done.out.count("  skip  ") == 2
    assert "  skip  24 cases: the valid call is not accepted\n" in done.out


def test_a_path_that_the_backend_does_not_know(forgecfg: Forgecfg, app: Path) -> None:  # noqa: ARG001
    reply = says(
        "HTTP/1.1 404 No", "content-type: application/json", "content-length: 2",
        "connection: close", "", "{}",
    )  # fmt: skip
    with raw_server(reply) as url:
        done = forgecfg(*TEST, url, "--patience", "0.1")
    assert done.code == 1
    assert "no handler for POST /" in done.out
    assert '--path "hello-api=GET /path"' in done.out


def test_a_backend_that_stops_in_the_middle(forgecfg: Forgecfg, app: Path) -> None:  # noqa: ARG001
    with raw_server(says("HTTP/1.1 200 OK", "connection: close", "", "{}")) as url:
        listener = url
    done = forgecfg(*TEST, listener, "--patience", "0.1")
    assert done.code == 2


@pytest.mark.parametrize("answer", [drips, floods, lambda _: time.sleep(9)])
def test_an_endless_backend_is_bounded(
    forgecfg: Forgecfg,
    app: Path,  # noqa: ARG001
    answer: Callable[[socket.socket], None],
) -> None:
    start = time.monotonic()
    with raw_server(answer) as url:
        done = forgecfg(*TEST, url, "--patience", "0.1", "--timeout", "0.3")
    assert done.code == 1
    assert time.monotonic() - start < 60
