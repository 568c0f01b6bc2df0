"""FC406."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.base_urls import base_urls
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
"""


@rule(
    Severity.INFO,
    good=(Good(_GOOD), Good(_GOOD.replace(".com", ".com/"))),
    bad=(
        Bad(
            _GOOD.replace(".com", ".com/api/v1"),
            at=(3, 14),
            says='baseUrl "https://backend.example.com/api/v1" of remote "backend" contains a '
            "path; an absolute request path replaces it",
        ),
        Bad(
            _GOOD.replace(".com", ".com/?tenant=1"),
            at=(3, 14),
            says="contains a query; requests do not keep it",
        ),
    ),
)
def base_url_path(context: Context) -> Iterator[Violation]:
    """A `baseUrl` contains a path, a query or a fragment.

    Forge combines the base URL with the path of a request or a route, and its documentation
    describes two ways: `requestRemote` appends the path; `invokeRemote` resolves it as a browser
    does, so that a path with a leading slash replaces the whole path of the base URL. A query or a
    fragment ends up in the middle of the URL, or is lost. A single slash at the end is harmless.

    How to fix:
    Keep only scheme and host in `baseUrl`, and move the rest to the request or to `route.path` of
    the endpoint.
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
            message = f"contains a {parts}; requests do not keep it"
        else:
            message = "contains a path; an absolute request path replaces it"
        yield Violation(
            at_value(base.cursor),
            f"{base.label} {message}",
            help="keep only scheme and host, and move the rest to the request or the route",
        )
