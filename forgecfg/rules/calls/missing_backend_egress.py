"""FC821."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity
from forgecfg.edits.fixes import allow_address
from forgecfg.rules.calls.locations import at_spot
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.findings import Violation
from forgecfg.document.locations import at_key
from forgecfg.document.display import quote
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
    "FC821",
    "missing-backend-egress",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD, files={"src/index.js": _CODE}),
        Good(
            _GOOD,
            files={"src/index.js": _CODE.replace("'https://api.acme.io/v1'", "process.env.BASE")},
            why="The host is not known.",
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

    Forge only lets functions reach the addresses in `permissions.external.fetch.backend`; the path
    does not count, scheme and port do. The rule is silent where the host is not known, and for code
    that no function reaches, such as a server in the same repository. (`forge lint` only reads
    literals, and takes every method named `fetch` for a request.)
    """
    yield from unallowed(context, "fetch.backend")


def unallowed(context: Context, kind: str) -> Iterator[Violation]:
    """A fault for each request to a host that a list of `permissions.external` does not allow."""
    entries = allowed(context.manifest, kind)
    if entries is None:
        return
    runs = runs_in_backend if kind == "fetch.backend" else runs_in_browser
    location = context.manifest.at("permissions", "external") or context.manifest.at("permissions")
    for request in web_requests(context.source):
        if not runs(context.source, request.call) or _is_insecure(request):
            continue
        if is_allowed(request, entries):
            continue
        yield Violation(
            at_spot(request.key.at),
            f"{quote(request.origin)} is not allowed by permissions.external.{kind}",
            help=f"add `- address: {request.origin}` to `permissions.external.{kind}`",
            related=((at_key(location), "the permissions are declared here"),) if location else (),
            fixes=allow_address(kind, request.origin),
        )


def _is_insecure(request: Web) -> bool:
    # A finding of its own (insecure-fetch).
    return request.scheme == "http"
