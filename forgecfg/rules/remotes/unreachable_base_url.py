"""FC416."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.reachable import is_private_host
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.base_urls import base_urls, fetches
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://backend.acme-it.app
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("backend.acme-it.app", "localhost:8080"),
            at=(3, 14),
            says='baseUrl "https://localhost:8080" of remote "backend" has a private host, which '
            "Forge cannot reach",
        ),
        Bad(_GOOD.replace("backend.acme-it.app", "10.0.0.7"), at=(3, 14), says="private host"),
    ),
)
def unreachable_base_url(context: Context) -> Iterator[Violation]:
    """The host of a `baseUrl` can never be reached from Atlassian's cloud.

    Forge calls remotes from its cloud (Forge documentation, remote/essentials). A name that ends in
    `localhost`, `.local`, `.internal`, `.test` or `.invalid`, or a private IP address, leads
    nowhere from there. Forge accepts the URL when you deploy.

    How to fix:
    Write the public URL of the backend. For local development, start a tunnel with a public
    address, and write the address with a variable.
    """
    fetched = fetches(context.manifest)
    for base in base_urls(context.manifest):
        url = base.url
        if url is None or not is_private_host(url.host):
            continue
        if "." not in url.host and base.region == "default" and base.remote.name in fetched:
            continue  # an error of invalid-base-url
        yield Violation(
            at_value(base.cursor),
            f"{base.label} has a private host, which Forge cannot reach",
            help="write the public URL of the backend",
        )
