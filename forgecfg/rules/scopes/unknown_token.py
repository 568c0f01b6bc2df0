"""FC308."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_key
from forgecfg.document.positions import YamlPath
from forgecfg.edits.fixes import rename
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.suggest import closest

_GOOD = """\
modules:
  endpoint:
    - key: hello-backend
      remote: backend
      auth:
        appUserToken:
          enabled: true
        appSystemToken:
          enabled: true
permissions:
  scopes: [read:jira-work, read:app-user-token, read:app-system-token]
"""

_ON_REMOTE = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    auth:
      appSystemToken:
        enabled: true
permissions:
  scopes: [read:jira-work, read:app-system-token]
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD), Good(_ON_REMOTE)),
    bad=(
        Bad(
            _GOOD.replace("appUserToken", "appUserTokn"),
            at=(6, 9),
            says='Forge ignores unknown token "appUserTokn" in auth of endpoint "hello-backend"; '
            'did you mean "appUserToken"?',
            fixed=_GOOD,
        ),
        Bad(
            _ON_REMOTE.replace("appSystemToken", "systemToken"),
            at=(5, 7),
            says='Forge rejects unknown token "systemToken" in auth of remote "backend"; '
            'did you mean "appSystemToken"?',
            fixed=_ON_REMOTE,
        ),
        Bad(
            _GOOD.replace("appSystemToken", "bearer"),
            at=(8, 9),
            says='Forge ignores unknown token "bearer"',
        ),
    ),
)
def unknown_token(context: Context) -> Iterator[Violation]:
    """`auth` of an endpoint or a remote contains an unknown token.

    Forge supports two tokens, `appUserToken` and `appSystemToken`. It silently ignores any other
    key under `auth` of an endpoint, so the remote never receives the token. On a remote it rejects
    the manifest. See Forge documentation, manifest-reference/endpoint and
    manifest-reference/remotes.

    How to fix:
    Use `appUserToken` or `appSystemToken`, or remove the key. `forgecfg check --fix --unsafe-fixes`
    renames a typo.
    """
    # A merge key is reported as FC006.
    merged = {path for _, path in context.document.merge_keys}
    for endpoint in context.manifest.endpoints:
        yield from _unknown_tokens(endpoint.cursor, endpoint.label, "ignores", merged)
    for remote in context.manifest.remotes:
        yield from _unknown_tokens(remote.cursor, remote.label, "rejects", merged)


def _unknown_tokens(
    owner: Cursor, label: str, reaction: str, merged: set[YamlPath]
) -> Iterator[Violation]:
    auth = owner.get("auth")
    if auth is None:
        return
    for name, value in auth.entries():
        if name in TOKEN_SCOPES or value.path in merged:
            continue
        similar = closest(name, TOKEN_SCOPES)
        if similar is not None and auth.get(similar) is not None:
            similar = None
        yield Violation(
            at_key(value),
            f"Forge {reaction} unknown token {quote(name)} in auth of {label}",
            hint=f"did you mean {quote(similar)}?" if similar else "",
            help="" if similar else "expected one of: `appUserToken`, `appSystemToken`",
            fixes=rename(value, similar) if similar else (),
        )
