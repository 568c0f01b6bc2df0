"""FC403."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.base_urls import base_urls, fetches
from forgecfg.manifest.url import Url, UrlError, parse_url
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
"""
_REGIONS = """\
remotes:
  - key: backend
    baseUrl:
      default: https://backend.example.com
      EU: https://eu.backend.example.com:8443/api
"""
_HELP = "write the full URL, for example https://backend.example.com"
_FETCH = """\
permissions:
  external:
    fetch:
      backend:
        - remote: backend
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_REGIONS),
        Good(
            _GOOD.replace("https://backend.example.com", "https://${HOST}")
            + "environment:\n  variables:\n    - HOST\n",
            why="The variable has no default, so its value is not known.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("https://", ""),
            at=(3, 14),
            says='baseUrl "backend.example.com" of remote "backend" does not start with https://',
        ),
        Bad(
            _REGIONS.replace("https://eu.backend.example.com:8443/api", '""'),
            at=(5, 11),
            says="is empty",
        ),
        Bad(
            _GOOD.replace("https", "http"),
            at=(3, 14),
            says="uses http:// instead of https://",
            severity=Severity.WARNING,
        ),
        Bad(_GOOD.replace("https", "http") + _FETCH, at=(3, 14), says="uses http://"),
        Bad(
            _GOOD.replace("https://backend.example.com", "${URL}")
            + "environment:\n  variables:\n    - key: URL\n      default: TO-BE-SET\n",
            at=(3, 14),
            says='baseUrl "TO-BE-SET" of remote "backend" does not start with https://',
            severity=Severity.WARNING,
        ),
    ),
)
def invalid_base_url(context: Context) -> Iterator[Violation]:
    """A `baseUrl` is empty or is not an https:// URL.

    Forge calls remotes over HTTPS (Forge documentation, remote/essentials). It does not check the
    URL when you deploy, so the first call fails. The exception is a remote that
    `permissions.external.fetch` uses: there Forge rejects `http://`, and hosts without a dot such
    as `localhost`. Elsewhere `http://` is only a warning, and so is an invalid URL that is the
    default of a variable. `wss://` is accepted.

    How to fix:
    Write the full URL, for example `https://backend.example.com`. For local development, put the
    host into a variable.
    """
    fetched = fetches(context.manifest)
    for base in base_urls(context.manifest):
        # Forge checks only this region.
        in_fetch = base.region == "default" and base.remote.name in fetched
        severity = Severity.WARNING if base.from_variable else None
        try:
            url = parse_url(base.text)
        except UrlError as error:
            problem = str(error)
        else:
            problem = _problem(url, in_fetch)
            if url.scheme == "http" and not in_fetch:
                severity = Severity.WARNING
        advice = f"{_HELP}, or set the variable when you deploy" if base.from_variable else _HELP
        if problem.startswith("uses "):
            advice = "write https:// instead"
        if problem:
            yield Violation(
                at_value(base.cursor),
                f"{base.label} {problem}",
                help=advice,
                severity=severity,
            )


def _problem(url: Url, in_fetch: bool) -> str:
    if url.scheme not in ("https", "wss"):
        return f"uses {url.scheme}:// instead of https://"
    if in_fetch and "." not in url.host:
        return "has a host without a dot, which permissions.external.fetch does not allow"
    return ""
