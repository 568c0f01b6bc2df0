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
    "FC308",
    "unknown-token",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD), Good(_ON_REMOTE)),
    bad=(
        Bad(
            _GOOD.replace("appUserToken", "appUserTokn"),
            at=(6, 9),
            says='auth of endpoint "hello-backend" has "appUserTokn", which Forge ignores; '
            'did you mean "appUserToken"?',
            fixed=_GOOD,
        ),
        Bad(
            _ON_REMOTE.replace("appSystemToken", "systemToken"),
            at=(5, 7),
            says='auth of remote "backend" has "systemToken", which Forge refuses; '
            'did you mean "appSystemToken"?',
            fixed=_ON_REMOTE,
        ),
        Bad(
            _GOOD.replace("appSystemToken", "bearer"),
            at=(8, 9),
            says='has "bearer", which Forge ignores',
        ),
    ),
)
def unknown_token(context: Context) -> Iterator[Violation]:
    """`auth` of an endpoint or a remote has a key that is not a token.

    Forge sends two tokens, `appUserToken` and `appSystemToken`. Any other key under `auth` of an
    endpoint is ignored without a word, so the remote waits for a token that never comes. On a
    remote Forge refuses it. See Forge documentation, manifest-reference/endpoint and
    manifest-reference/remotes.
    """
    # A merge key is a fault of its own (FC006).
    merged = {path for _, path in context.document.merge_keys}
    for endpoint in context.manifest.endpoints:
        yield from _unknown(endpoint.cursor, endpoint.label, "ignores", merged)
    for remote in context.manifest.remotes:
        yield from _unknown(remote.cursor, remote.label, "refuses", merged)


def _unknown(
    holder: Cursor, label: str, reaction: str, merged: set[YamlPath]
) -> Iterator[Violation]:
    auth = holder.get("auth")
    if auth is None:
        return
    for name, value in auth.entries():
        if name in TOKEN_SCOPES or value.path in merged:
            continue
        near = closest(name, TOKEN_SCOPES)
        if near is not None and auth.get(near) is not None:
            near = None
        yield Violation(
            at_key(value),
            f"auth of {label} has {quote(name)}, which Forge {reaction}",
            hint=f"did you mean {quote(near)}?" if near else "",
            help="" if near else "remove it: the tokens are appUserToken and appSystemToken",
            fixes=rename(value, near) if near else (),
        )
