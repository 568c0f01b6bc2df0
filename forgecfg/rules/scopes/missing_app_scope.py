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
    these are.
    """
    manifest = context.manifest
    first = token_without_app_scope(manifest)
    if first is None:
        return
    label, token = first
    location = manifest.scope_anchor
    yield Violation(
        at_key(token.cursor),
        f"{label} enables {token.name}, but `permissions.scopes` grants no API scope, so Forge "
        "cannot issue a valid token",
        help="add a scope of the product API that the remote calls, for example "
        f"`forgecfg add scope {example_scope(manifest)}`",
        related=((at_key(location), "add the scope here"),) if location is not None else (),
    )


def token_without_app_scope(manifest: Manifest) -> tuple[str, Token] | None:
    """The first enabled token and the label of its owner, if only token scopes are declared."""
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
