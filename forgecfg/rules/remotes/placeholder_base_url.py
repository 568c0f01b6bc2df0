"""FC409."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.placeholder import (
    PLACEHOLDER_BASE_URL,
    is_placeholder,
    is_placeholder_host,
)
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.base_urls import base_urls
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl:
      default: https://backend.acme-it.app
      EU: https://eu.backend.acme-it.app
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            f"remotes:\n  - key: backend\n    baseUrl: {PLACEHOLDER_BASE_URL} # TODO\n",
            at=(3, 14),
            says='of remote "backend" is a placeholder',
        ),
        Bad(
            _GOOD.replace("eu.backend.acme-it.app", "todo.example.com/api"),
            at=(5, 11),
            says='baseUrl.EU "https://todo.example.com/api"',
        ),
        Bad(
            _GOOD.replace("eu.backend.acme-it.app", "your-backend.com"),
            at=(5, 11),
            says='baseUrl.EU "https://your-backend.com" of remote "backend" is a placeholder',
        ),
        Bad(
            _GOOD.replace("eu.backend.acme-it.app", "backend.example.com"),
            at=(5, 11),
            says="is a placeholder",
        ),
    ),
)
def placeholder_base_url(context: Context) -> Iterator[Violation]:
    """A `baseUrl` is still a placeholder.

    `forgecfg scaffold` writes one if you give no URL, and documentation and templates use hosts
    such as `your-backend.com` or `backend.example.com`, which is reserved for examples (RFC 2606).
    Forge accepts them, so the app deploys, and every call to the remote fails.

    How to fix:
    Replace it with the URL of your backend.
    """
    for base in base_urls(context.manifest):
        url = base.url
        if base.from_variable:
            continue  # the default of the variable is reported
        if is_placeholder_host(url.host) if url is not None else is_placeholder(base.text):
            yield Violation(
                at_value(base.cursor),
                f"{base.label} is a placeholder",
                help="replace it with the URL of your backend",
            )
