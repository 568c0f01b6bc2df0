"""FC301."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import add_scope
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.tokens import missing_token_scopes
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  endpoint:
    - key: hello-backend
      remote: backend
      auth:
        appUserToken:
          enabled: true
        appSystemToken:
          enabled: false
permissions:
  scopes:
    - read:jira-work
    - read:app-user-token
"""

_ON_REMOTE = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    auth:
      appSystemToken:
        enabled: true
permissions:
  scopes:
    read:jira-work: {}
    read:app-system-token: {}
"""


@rule(
    Severity.ERROR,
    fix=Safety.SAFE,
    good=(
        Good(_GOOD),
        Good(_ON_REMOTE),
        Good(
            _GOOD.replace("read:app-user-token", "read:app-user-tokens"),
            why="The typo in the scope is reported as unknown-scope.",
        ),
        Good(
            _GOOD.replace("read:app-user-token", "${EXTRA_SCOPE}")
            + "environment:\n  variables:\n    - EXTRA_SCOPE\n",
            why="The variable has no default and may be any scope.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("    - read:app-user-token\n", ""),
            at=(6, 9),
            says='missing scope "read:app-user-token": endpoint "hello-backend" enables '
            "appUserToken",
            fixed=_GOOD,
        ),
        Bad(
            _ON_REMOTE.replace("    read:app-system-token: {}\n", ""),
            at=(5, 7),
            says='missing scope "read:app-system-token": remote "backend" enables appSystemToken',
            fixed=_ON_REMOTE,
        ),
        Bad(
            """\
modules:
  endpoint:
    - key: hello-backend
      remote: backend
      auth: { appUserToken: { enabled: true } }
""",
            at=(5, 15),
            says='missing scope "read:app-user-token"',
            fixed="""\
modules:
  endpoint:
    - key: hello-backend
      remote: backend
      auth: { appUserToken: { enabled: true } }
permissions:
  scopes:
    - read:app-user-token
""",
        ),
    ),
)
def missing_token_scope(context: Context) -> Iterator[Violation]:
    """A token is enabled, but the scope that it requires is not declared.

    `appUserToken` requires the scope `read:app-user-token`, and `appSystemToken` requires
    `read:app-system-token`. Without the scope Forge accepts the manifest, but calls the remote
    without the token. See Forge documentation, manifest-reference/endpoint and
    manifest-reference/remotes.

    How to fix:
    Add the scope to `permissions.scopes`; `forgecfg check --fix` adds it. If the remote does not
    use the token, remove the token from `auth`.
    """
    manifest = context.manifest
    anchor = manifest.scope_anchor
    related = ((at_key(anchor), "add the scope here"),) if anchor is not None else ()
    for label, token, scope in missing_token_scopes(manifest):
        yield Violation(
            at_key(token.cursor),
            f"missing scope {quote(scope)}: {label} enables {token.name}",
            related=related,
            fixes=add_scope(manifest.scope_section, scope),
        )
