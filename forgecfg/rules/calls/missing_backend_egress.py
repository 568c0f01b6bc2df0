"""FC821."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import allow_address
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.egress import (
    Web,
    allowed,
    is_allowed,
    runs_in_backend,
    runs_in_browser,
    web_requests,
)

_GOOD = """\
permissions:
  external:
    fetch:
      backend:
        - address: https://api.acme.io
modules:
  function:
    - key: run
      handler: index.run
"""
_CODE = """\
import { fetch } from '@forge/api';
const BASE = 'https://api.acme.io/v1';
export const run = (id) => fetch(`${BASE}/items/${id}`);
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD, files={"src/index.js": _CODE}),
        Good(
            _GOOD,
            files={"src/index.js": _CODE.replace("'https://api.acme.io/v1'", "process.env.BASE")},
            why="The host is unknown.",
        ),
        Good(_GOOD, files={"server/index.js": _CODE.replace("acme", "other")}),
    ),
    bad=(
        Bad(
            _GOOD,
            at=(3, 34),
            file="src/index.js",
            says='"https://api.other.io" is not allowed by permissions.external.fetch.backend',
            fixed=_GOOD.replace("acme.io\n", "acme.io\n        - address: https://api.other.io\n"),
            files={"src/index.js": _CODE.replace("acme", "other")},
        ),
    ),
)
def missing_backend_egress(context: Context) -> Iterator[Violation]:
    """A function sends a request to a host that the manifest does not allow.

    Functions can only reach the addresses in `permissions.external.fetch.backend`; scheme, host and
    port must match, the path does not matter. Nothing is reported if the host is unknown, or for
    code that no function reaches, such as a server in the same repository. (`forge lint` only reads
    literals, and considers every method named `fetch` a request.)

    How to fix:
    Add the address to `permissions.external.fetch.backend`.
    """
    yield from unallowed(context, "fetch.backend")


def unallowed(context: Context, kind: str) -> Iterator[Violation]:
    """A violation for each request to a host that is not in a list of `permissions.external`."""
    entries = allowed(context.manifest, kind)
    if entries is None:
        return
    runs = runs_in_backend if kind == "fetch.backend" else runs_in_browser
    location = context.manifest.at("permissions", "external") or context.manifest.at("permissions")
    for request in web_requests(context.source):
        if not runs(context.source, request.call) or _is_insecure(request):
            continue
        if is_allowed(request.host, entries):
            continue
        yield Violation(
            at_source(request.key.at),
            f"{quote(request.host.origin)} is not allowed by permissions.external.{kind}",
            help=f"add `- address: {request.host.origin}` to `permissions.external.{kind}`",
            related=((at_key(location), "the permissions are declared here"),) if location else (),
            fixes=allow_address(kind, request.host.origin),
        )


def _is_insecure(request: Web) -> bool:
    # Reported by insecure-fetch.
    return request.host.scheme == "http"
