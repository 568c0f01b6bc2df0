"""FC302."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forgecfg.catalog.rest_scopes import product_of
from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.scope_names import intended_scopes
from forgecfg.manifest.analysis.tokens import example_scope, token_without_app_scope
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source

if TYPE_CHECKING:
    from forgecfg.source.facts import SourceSpan

_GOOD = """\
modules:
  endpoint:
    - key: hello-backend
      remote: backend
      auth:
        appUserToken:
          enabled: true
permissions:
  scopes:
    - read:app-user-token
    - read:jira-work
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("enabled: true", "enabled: false").replace("- read:jira-work", ""),
            why="No token is enabled.",
        ),
        Good(
            _GOOD.replace("read:jira-work", "${PRODUCT_SCOPE}")
            + "environment:\n  variables:\n    - PRODUCT_SCOPE\n",
            why="The variable has no default and may be any scope.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("    - read:jira-work\n", ""),
            at=(6, 9),
            says='endpoint "hello-backend" enables appUserToken, but `permissions.scopes` grants '
            "no API scope",
        ),
        Bad(
            """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    auth:
      appSystemToken:
        enabled: true
""",
            at=(5, 7),
            says='remote "backend" enables appSystemToken',
        ),
    ),
)
def missing_app_scope(context: Context) -> Iterator[Violation]:
    """A token is enabled, but the only scopes are those of the tokens themselves.

    `read:app-user-token` and `read:app-system-token` only allow Forge to send a token. Which APIs
    the remote can call with the token depends on the other scopes; without any, Forge cannot issue
    a valid token and rejects the manifest. See Forge documentation, remote/calling-from-frontend
    and remote/scheduled-triggers.

    How to fix:
    Add at least one scope of the product APIs that the remote calls, for example with
    `forgecfg add scope read:jira-work`. There is no automatic fix, because only you know which APIs
    these are. If the app's own code calls a product API, its scope is the example.
    """
    manifest = context.manifest
    first = token_without_app_scope(manifest)
    if first is None:
        return
    label, token = first
    anchor = manifest.scope_anchor
    related = [(at_key(anchor), "add the scope here")] if anchor is not None else []
    scope = example_scope(manifest)
    request = _first_request(context)
    if request is not None:
        scope, (reason, span) = request
        related.append((at_source(span), f"{reason} requires {scope}"))
    yield Violation(
        at_key(token.cursor),
        f"{label} enables {token.name}, but `permissions.scopes` grants no API scope, so Forge "
        "cannot issue a valid token",
        help="add a scope of the product API that the remote calls, for example "
        f"`forgecfg add scope {scope}`",
        related=tuple(related),
    )


def _first_request(context: Context) -> tuple[str, tuple[str, SourceSpan]] | None:
    """A product scope that a request in the app's own code requires: the request, and its place."""
    if not context.reads_source:
        return None
    from forgecfg.source.needs import scope_needs

    declared = intended_scopes(context.manifest) or frozenset()
    for scope, needs in scope_needs(context.manifest, context.source, declared).needs.items():
        for need in needs:
            if need.span is not None and product_of(scope) is not None:
                return scope, (need.reason, need.span)
    return None
