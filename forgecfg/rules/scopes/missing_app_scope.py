"""FC302."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.view import Manifest, Token
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.scopes.scope_names import intended_scopes

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
    "FC302",
    "missing-app-scope",
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
            why="The variable has no default and may hold any scope.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("    - read:jira-work\n", ""),
            at=(6, 9),
            says='endpoint "hello-backend" enables appUserToken, but permissions.scopes has no '
            "scope for what the app does with it",
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
    """A token is enabled, but no scope is declared besides those of the tokens themselves.

    `read:app-user-token` and `read:app-system-token` only let Forge send a token. What the remote
    may do with the token comes from the other scopes, and without any of those Forge creates no
    valid token. Forge refuses such a manifest. See Forge documentation,
    remote/calling-from-frontend and remote/scheduled-triggers. Only the app's author knows which
    scope it needs, so forgecfg does not choose one.
    """
    manifest = context.manifest
    first = token_without_app_scope(manifest)
    if first is None:
        return
    label, token = first
    location = manifest.scope_anchor
    yield Violation(
        at_key(token.cursor),
        f"{label} enables {token.name}, but permissions.scopes has no scope for what the app "
        "does with it, so the token would not be valid",
        help="add a scope of the product API that the remote calls, for example "
        f"`forgecfg add scope {example_scope(manifest)}`",
        related=((at_key(location), "the scopes are declared here"),)
        if location is not None
        else (),
    )


def token_without_app_scope(manifest: Manifest) -> tuple[str, Token] | None:
    """The first enabled token and its holder's label, if no scope besides the tokens' is there."""
    declared = intended_scopes(manifest)
    if declared is None or declared - set(TOKEN_SCOPES.values()):
        return None
    enabled = manifest.enabled_tokens()
    return min(enabled, key=lambda pair: pair[1].cursor.key_or_node.start, default=None)


def example_scope(manifest: Manifest) -> str:
    """A scope of the product that most of the app's modules belong to."""
    kinds = [module.type for module in manifest.modules]
    confluence = sum(kind == "macro" or kind.startswith("confluence:") for kind in kinds)
    jira = sum(kind.startswith("jira") for kind in kinds)
    return "read:confluence-content.summary" if confluence > jira else "read:jira-work"
