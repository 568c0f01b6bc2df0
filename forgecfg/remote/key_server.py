"""A server on loopback that publishes the public test keys."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from forgecfg.errors import UsageError
from forgecfg.remote.keys import SigningKey

DEFAULT_PORT = 9753
"""The port at which backends under test find the keys."""
PATH = "/.well-known/jwks.json"
_HOST = "127.0.0.1"


class KeyServer:
    """Serves a JWKS while it is used as a context manager, and counts the downloads.

    `keys` may be changed while it runs. `foreign_fetches` counts requests for other paths, which
    only an address inside a token can have caused.
    """

    def __init__(self, port: int, keys: Sequence[SigningKey]) -> None:
        self.keys: list[SigningKey] = list(keys)
        self.foreign: SigningKey | None = None
        self.fetches = 0
        self.foreign_fetches = 0
        self._lock = threading.Lock()
        try:
            self._server = ThreadingHTTPServer((_HOST, port), self._handler())
        except OSError as error:
            raise UsageError(
                f"cannot serve the test keys at port {port}: {error.strerror or error}; "
                "choose another one with --keys-port"
            ) from None
        except OverflowError:
            raise UsageError("a port is a number from 0 to 65535") from None
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """The address of the JWKS: what FORGE_JWKS_URL must be for the backend."""
        return f"http://{_HOST}:{self._server.server_address[1]}{PATH}"

    @property
    def foreign_url(self) -> str:
        """The address of a JWKS with keys of an attacker."""
        return self.url.replace(PATH, "/foreign.json")

    def __enter__(self) -> KeyServer:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> dict[str, Any] | None:
        """The JSON document at a path, None where there is none; counts the request."""
        with self._lock:
            if path == PATH:
                self.fetches += 1
                return {"keys": [key.public_jwk for key in self.keys]}
            self.foreign_fetches += 1
            return {"keys": [self.foreign.public_jwk]} if self.foreign is not None else None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 10

            def do_GET(self) -> None:
                document = owner.answer(self.path)
                body = json.dumps(document).encode()
                self.send_response(404 if document is None else 200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Stay silent: standard error belongs to the command."""

        return Handler
