"""FC406."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.remotes.base_urls import base_urls

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
"""


@rule(
    "FC406",
    "base-url-path",
    Severity.INFO,
    good=(Good(_GOOD), Good(_GOOD.replace(".com", ".com/"))),
    bad=(
        Bad(
            _GOOD.replace(".com", ".com/api/v1"),
            at=(3, 14),
            says='baseUrl "https://backend.example.com/api/v1" of remote "backend" has a path, '
            "which the path of a call may replace",
        ),
        Bad(
            _GOOD.replace(".com", ".com/?tenant=1"),
            at=(3, 14),
            says="has a query, which calls do not keep",
        ),
    ),
)
def base_url_path(context: Context) -> Iterator[Violation]:
    """A `baseUrl` has a path, a query or a fragment.

    Forge joins the path of a call or a route to the base URL, and its documentation does not
    agree on how: it is appended (requestRemote) or resolved as browsers do (invokeRemote), where
    a path that starts with a slash takes the place of the whole path. A query or fragment ends up
    in the middle or is lost. A lone slash at the end does no harm.
    """
    for base in base_urls(context.manifest):
        url = base.url
        if url is None:
            continue
        extra = [
            part
            for part, text in (("query", url.query), ("fragment", url.fragment))
            if len(text) > 1
        ]
        has_path = url.path not in ("", "/")
        if not has_path and not extra:
            continue
        if extra:
            parts = " and ".join((["path"] if has_path else []) + extra)
            message = f"has a {parts}, which calls do not keep"
        else:
            message = "has a path, which the path of a call may replace"
        yield Violation(
            at_value(base.cursor),
            f"{base.label} {message}",
            help="keep the base URL to scheme and host, and put the rest in the call or the route",
        )
