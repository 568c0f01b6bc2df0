"""Running the conformance test against a backend of a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from forgecfg.document.document import load
from forgecfg.manifest.view import read_manifest
from forgecfg.remote.calls import RemoteCall
from forgecfg.remote.conformance.perform import conformance_results
from forgecfg.remote.conformance.result import Outcome, Result
from forgecfg.remote.identity import identity_for
from forgecfg.remote.key_server import KeyServer
from forgecfg.remote.keys import SigningKey, new_key
from forgecfg.remote.routes import RouteTable, build_routes

APP_ID = "ari:cloud:ecosystem::app/31d4a9f4-a994-4806-b791-666cd0d5d7d6"

# One call of a front end, one event: the two contracts that differ most.
MANIFEST = f"""\
app:
  id: {APP_ID}
  runtime:
    name: nodejs22.x
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
      resolver:
        endpoint: hello-api
  trigger:
    - key: on-page
      endpoint: page-events
      events:
        - avi:confluence:updated:page
  endpoint:
    - key: hello-api
      remote: backend
      auth:
        appUserToken:
          enabled: true
    - key: page-events
      remote: backend
      route:
        path: /events/page
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations:
      - compute
permissions:
  scopes:
    - read:app-user-token
    - read:confluence-content.summary
resources:
  - key: main
    path: static/main
"""


def table_of(text: str, calls: Sequence[RemoteCall] = ()) -> RouteTable:
    """The routes of a manifest."""
    return build_routes(read_manifest(load(text)), calls)


class Keys(NamedTuple):
    """Test keys that are being served."""

    server: KeyServer
    key: SigningKey

    @property
    def settings(self) -> dict[str, str]:
        """The environment variables that point a verifier at the keys."""
        return {"FORGE_JWKS_URL": self.server.url}


@contextmanager
def serve_keys(key: SigningKey) -> Iterator[Keys]:
    """Serve a key at a free port."""
    with KeyServer(0, [key]) as server:
        yield Keys(server, key)


def run_suite(keys: Keys, url: str, patience: float = 3, manifest: str = MANIFEST) -> list[Result]:
    """All results for a backend."""
    table = table_of(manifest)
    identity = identity_for(table.app_id)
    routes = table.routes
    return [
        *conformance_results(
            routes, url, identity, keys.key, keys.server, None, patience, timeout=5
        )
    ]


def failed(results: Sequence[Result]) -> set[str]:
    """The ids of the cases that failed."""
    return {result.case for result in results if result.outcome is Outcome.FAILED}


def quick(verifier: str) -> str:
    """A verifier that fetches new keys after a moment, so that tests need not wait."""
    for seconds in ("KEY_REFRESH_SECONDS = 5\n", "KEY_REFRESH_SECONDS = 5;\n"):
        verifier = verifier.replace(seconds, seconds.replace("5", "0.3"))
    return verifier


def replace_once(text: str, old: str, new: str) -> str:
    """The text with one part replaced, which must be there exactly once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


SHARED_KEY = new_key()
"""Making a key takes a tenth of a second; all tests can share one."""
