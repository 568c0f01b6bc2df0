"""FC822."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.missing_backend_egress import unallowed

_GOOD = """\
modules:
  jira:issuePanel:
    - key: panel
      resource: main
resources:
  - key: main
    path: static/main/build
permissions:
  external:
    fetch:
      client:
        - address: "*.acme.io"
"""
_CODE = """\
import { view } from '@forge/bridge';
fetch('https://api.acme.io/items');
"""


def _files(code: str) -> dict[str, str]:
    return {"static/main/package.json": "{}", "static/main/src/index.js": code}


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD, files=_files(_CODE)),),
    bad=(
        Bad(
            _GOOD,
            at=(2, 7),
            file="static/main/src/index.js",
            says='"https://acme.io" is not allowed by permissions.external.fetch.client',
            fixed=_GOOD + "        - address: https://acme.io\n",
            files=_files(_CODE.replace("api.acme", "acme")),
        ),
    ),
)
def missing_client_egress(context: Context) -> Iterator[Violation]:
    """Custom UI sends a request to a host that the manifest does not allow.

    The browser blocks requests of Custom UI to all addresses that are not in
    `permissions.external.fetch.client`. An address with `*.` covers subdomains, but not the domain
    itself. (`forge lint` does not read the source of Custom UI.)

    How to fix:
    Add the address to `permissions.external.fetch.client`.
    """
    yield from unallowed(context, "fetch.client")
