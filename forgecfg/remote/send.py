"""Sending one request, bounded in time and size."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.errors import ForgecfgError
from forgecfg.remote.contract import MAX_ANSWER

if TYPE_CHECKING:
    import httpx

DEFAULT_TIMEOUT = 30
"""Seconds to wait where no page names Forge's own timeout."""
CONNECT_TIMEOUT = 5


class Request(NamedTuple):
    """One HTTP request. `headers` may hold a name twice."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None = None


class Answer(NamedTuple):
    """What came back. `elapsed` is in seconds.

    `status` is 0 where there is no complete answer; then `problem` says why: "timeout", "too large"
    or "closed". `body` has at most MAX_ANSWER bytes.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    elapsed: float
    problem: str = ""

    def header(self, name: str) -> str | None:
        """The first value of a header; `name` is in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def text(self) -> str:
        """The body as text; bytes that are not UTF-8 are replaced."""
        return self.body.decode("utf-8", "replace")


class UnreachableError(ForgecfgError):
    """The backend cannot be reached at all."""


def open_client() -> httpx.Client:
    """A client that uses no proxy, follows no redirect and asks for no compression."""
    import httpx

    headers = {
        "accept": "application/json",
        "accept-encoding": "identity",
        "user-agent": "forgecfg",
    }
    return httpx.Client(trust_env=False, follow_redirects=False, headers=headers)


def wait_for_backend(target: str, seconds: float) -> None:
    """Wait until something listens at a base URL, for at most some seconds.

    Says nothing where nothing does: the first call tells.
    """
    import socket
    from urllib.parse import urlsplit

    parts = urlsplit(target)
    address = (parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(address, timeout=CONNECT_TIMEOUT).close()
            return
        except OSError:
            time.sleep(0.1)


def send(client: httpx.Client, request: Request, timeout: float) -> Answer:
    """Send a request and read the answer, for `timeout` seconds in all.

    Raises UnreachableError where there is no connection: nothing listens, the name is unknown, or
    TLS fails.
    """
    from queue import Empty, SimpleQueue
    from threading import Thread

    results: SimpleQueue[Answer | Exception] = SimpleQueue()

    def work() -> None:
        try:
            results.put(_exchange(client, request, timeout))
        except Exception as error:  # raised again by the waiting thread
            results.put(error)

    # An answer that arrives byte by byte never reaches the timeout of a single read.
    Thread(target=work, daemon=True).start()
    try:
        result = results.get(timeout=timeout + 1)
    except Empty:
        return Answer(0, (), b"", timeout, "timeout")
    if isinstance(result, Exception):
        raise result
    return result


def _exchange(client: httpx.Client, request: Request, timeout: float) -> Answer:
    import httpx

    start = time.monotonic()
    limits = httpx.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT))
    headers: tuple[tuple[str, str], ...] = ()
    body = bytearray()
    try:
        with client.stream(
            request.method,
            request.url,
            headers=list(request.headers),
            content=request.body,
            timeout=limits,
        ) as response:
            status, headers = response.status_code, tuple(response.headers.multi_items())
            for chunk in response.iter_raw():
                body += chunk
                if len(body) > MAX_ANSWER:
                    return _failed(headers, bytes(body[:MAX_ANSWER]), start, "too large")
                if time.monotonic() - start > timeout:
                    return _failed(headers, bytes(body), start, "timeout")
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise UnreachableError(_reason(request.url, error)) from None
    except httpx.TimeoutException:
        return _failed(headers, bytes(body), start, "timeout")
    except (httpx.TransportError, httpx.InvalidURL):
        return _failed(headers, bytes(body), start, "closed")
    return Answer(status, headers, bytes(body), time.monotonic() - start)


def _failed(
    headers: tuple[tuple[str, str], ...], body: bytes, start: float, problem: str
) -> Answer:
    return Answer(0, headers, body, time.monotonic() - start, problem)


def _reason(url: str, error: Exception) -> str:
    text = str(error) or type(error).__name__
    if "CERTIFICATE" in text or "SSL" in text or "TLS" in text:
        return f"TLS failed for {url}: {text}"
    return f"cannot reach {url}: {text}; is the backend running?"
