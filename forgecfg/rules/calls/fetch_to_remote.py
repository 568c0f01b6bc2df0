"""FC813."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Remote
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.egress import Web, runs_in_backend, web_requests

_MANIFEST = """\
modules:
  function:
    - key: sync
      handler: index.sync
remotes:
  - key: backend
    baseUrl: https://backend.acme.io
    operations: [compute]
permissions:
  external:
    fetch:
      backend:
        - remote: backend
"""
_GOOD = """\
import { invokeRemote } from '@forge/api';
export const sync = () => invokeRemote('backend', { path: '/sync' });
"""
_BAD = """\
import { fetch } from '@forge/api';
export const sync = () => fetch('https://backend.acme.io/sync', { method: 'POST' });
"""
_CREDENTIALS = re.compile(
    r"auth|token|secret|key|signature|cookie|headers\s*[,:](?!\s*\{)|\.\.\.", re.I
)


@rule(
    Severity.WARNING,
    good=(
        Good(_MANIFEST, files={"src/index.js": _GOOD}),
        Good(
            _MANIFEST,
            files={"src/index.js": _BAD.replace("'POST'", "'POST', headers: { Authorization: x }")},
            why="The request has its own credentials.",
        ),
    ),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 33),
            file="src/index.js",
            says='plain `fetch` sends no token to remote "backend"',
            files={"src/index.js": _BAD},
        ),
    ),
)
def fetch_to_remote(context: Context) -> Iterator[Violation]:
    """A function calls the URL of a declared remote with plain `fetch`.

    Only `invokeRemote` of `@forge/api` sends the Forge invocation token and the tokens of the
    remote's `auth`. A backend that checks them responds to plain `fetch` with 401. Nothing is
    reported if the request has headers with its own credentials, or headers that cannot be read.

    How to fix:
    Replace `fetch` with `invokeRemote`, the key of the remote and the path.
    """
    facts = context.source
    providers = {
        ref.name
        for ref in context.manifest.references[Target.REMOTE]
        if ref.site.startswith("providers.")
    }
    for request in web_requests(facts):
        if not runs_in_backend(facts, request.call) or _has_credentials(context, request):
            continue
        for remote in context.manifest.remotes:
            if remote.name is None or remote.name in providers or not _is_at(remote, request):
                continue
            yield Violation(
                at_source(request.key.at),
                f"plain `fetch` sends no token to {remote.label}",
                help=f'use `invokeRemote("{remote.name}", {{ path: … }})`, which sends the Forge '
                "invocation token",
                related=((at_item(remote.cursor), f"{quote(remote.name)} is declared here"),),
            )
            break


def _is_at(remote: Remote, request: Web) -> bool:
    hosts = ((url.text or "").lower().rstrip("/") for _, url in remote.urls())
    return any(
        url == request.host.origin or url.startswith(request.host.origin + "/") for url in hosts
    )


def _has_credentials(context: Context, request: Web) -> bool:
    """Whether the options of a request may contain a key, a token or a cookie."""
    options = request.call.argument(1)
    if options is None:
        return False
    if options.shape != "object" or options.open:
        return True
    text = context.source.texts[options.at.file].text[options.at.start : options.at.end]
    return _CREDENTIALS.search(text) is not None
