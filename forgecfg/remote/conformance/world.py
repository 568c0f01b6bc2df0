"""What the cases of the conformance test share: keys, connection and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forgecfg.remote.conformance.token_cases import Keys
from forgecfg.remote.identity import Identity
from forgecfg.remote.key_server import KeyServer
from forgecfg.remote.request import Call, request_with
from forgecfg.remote.send import DEFAULT_TIMEOUT, Answer, Request, send

if TYPE_CHECKING:
    import httpx


class World:
    """The backend under test and the keys that it should trust.

    `patience` is how long, in seconds, a backend may wait before it fetches new keys.
    """

    def __init__(
        self,
        client: httpx.Client,
        server: KeyServer,
        keys: Keys,
        identity: Identity,
        patience: float,
        timeout: float | None = None,
    ) -> None:
        self.client = client
        self.server = server
        self.keys = keys
        self.identity = identity
        self.patience = patience
        self._timeout = timeout

    def send(self, call: Call, *authorization: str) -> Answer:
        """Send a call with these authorization headers; see `forgecfg.remote.send.send`."""
        headers = tuple(("authorization", value) for value in authorization)
        return self.send_request(call, request_with(call, headers))

    def send_request(self, call: Call, request: Request) -> Answer:
        """Send a request, for as long as Forge would wait and a second more."""
        limit = (call.route.contract.timeout or DEFAULT_TIMEOUT) + 1
        return send(self.client, request, min(limit, self._timeout or limit))


def accepted(answer: Answer) -> bool:
    """Whether the backend took the token for valid; what it does then is another matter."""
    return 0 < answer.status < 500 and answer.status not in (401, 403)


def describe(answer: Answer) -> str:
    """An answer in a few words."""
    words = {
        "timeout": f"no complete answer after {answer.elapsed:.0f} s",
        "too large": "the answer is too large",
        "closed": "the connection was closed",
    }
    return words.get(answer.problem, f"status {answer.status}")
