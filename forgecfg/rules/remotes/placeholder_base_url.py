"""FC409."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.placeholder import PLACEHOLDER_BASE_URL, PLACEHOLDER_HOST
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.base_urls import base_urls
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl:
      default: https://backend.example.com
      EU: https://eu.backend.example.com
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
            _GOOD.replace("eu.backend.example.com", "todo.example.com/api"),
            at=(5, 11),
            says='baseUrl.EU "https://todo.example.com/api"',
        ),
    ),
)
def placeholder_base_url(context: Context) -> Iterator[Violation]:
    """A `baseUrl` is still the placeholder that `forgecfg scaffold` writes.

    `forgecfg scaffold` writes the placeholder if you give no URL. Forge accepts it, so the app
    deploys, and every call to the remote fails.

    How to fix:
    Replace it with the URL of your backend.
    """
    for base in base_urls(context.manifest):
        url = base.url
        if url is not None and url.host == PLACEHOLDER_HOST:
            yield Violation(
                at_value(base.cursor),
                f"{base.label} is a placeholder",
                help="replace it with the URL of your backend",
            )
