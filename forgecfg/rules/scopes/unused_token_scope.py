"""FC303."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import remove_entry
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.cascades import has_misspelling_of
from forgecfg.rules.gates.common import has_dangling_reference
from forgecfg.rules.scopes.scope_names import MERGE_KEY
from forgecfg.suggest import closest

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
    - read:jira-work
    - read:app-user-token
"""


@rule(
    "FC303",
    "unused-token-scope",
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("appUserToken", "appUserTokn"),
            why="The slip in the token's name is reported as unknown-token.",
        ),
        Good(
            _GOOD.replace("enabled: true", 'enabled: "true"'),
            why="A boolean in quotes is reported as wrong-type.",
        ),
        Good(
            """\
modules:
  macro:
    - key: hello
      resolver:
        endpoint: hello-backend
permissions:
  scopes:
    - read:jira-work
    - read:app-user-token
""",
            why="The missing endpoint is reported as undefined-endpoint, and may be the one "
            "that enables the token.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("enabled: true", "enabled: false"),
            at=(11, 7),
            says='scope "read:app-user-token" is declared, but no endpoint or remote enables '
            "appUserToken",
            fixed=_GOOD.replace("enabled: true", "enabled: false").replace(
                "    - read:app-user-token\n", ""
            ),
        ),
        Bad(
            """\
permissions:
  scopes:
    read:jira-work: {}
    read:app-system-token:
      allowImpersonation: false
""",
            at=(4, 5),
            says="enables appSystemToken",
            fixed="permissions:\n  scopes:\n    read:jira-work: {}\n",
        ),
        # Forge's documentation wants the section in every manifest, with `[]` if need be.
        Bad(
            "permissions:\n  scopes:\n    - read:app-user-token\n",
            at=(3, 7),
            says="enables appUserToken",
            fixed="permissions:\n  scopes: []\n",
        ),
    ),
)
def unused_token_scope(context: Context) -> Iterator[Violation]:
    """The scope of a token is declared, but no endpoint or remote enables the token.

    Either the scope is a leftover, and the administrator who installs the app is asked for more
    than it needs. Or the token was meant to be enabled: then the remote waits for a token that
    never comes. See Forge documentation, manifest-reference/endpoint.
    """
    manifest = context.manifest
    if _lacks_endpoint(context):
        return
    wanted = _wanted_tokens(manifest)
    unused = {scope: token for token, scope in TOKEN_SCOPES.items() if token not in wanted}
    for scope in manifest.scopes:
        # Taken out, so that a scope that is listed twice is reported once.
        token = unused.pop(scope.name, None)
        if token is not None:
            yield Violation(
                at_value(scope.location),
                f"scope {quote(scope.name)} is declared, but no endpoint or remote enables {token}",
                help="remove it, or enable the token under `auth` of an endpoint",
                fixes=remove_entry(scope.cursor, Safety.UNSAFE, "remove the scope", keep=True),
            )


_lacks_endpoint = has_dangling_reference(Target.ENDPOINT)


def _wanted_tokens(manifest: Manifest) -> set[str]:
    """The tokens that are enabled, or that would be but for a fault that is reported elsewhere."""
    wanted: set[str] = set()
    holders: tuple[Endpoint | Remote, ...] = (*manifest.endpoints, *manifest.remotes)
    for holder in holders:
        auth = holder.cursor.get("auth")
        hidden = holder.cursor.get(MERGE_KEY) is not None or has_misspelling_of(
            holder.cursor, "auth"
        )
        if hidden or (auth is not None and _is_unclear(auth)):
            return set(TOKEN_SCOPES)
        for name, value in auth.entries() if auth is not None else ():
            token = name if name in TOKEN_SCOPES else closest(name, TOKEN_SCOPES)
            if token is not None and not _is_off(value):
                wanted.add(token)
    return wanted


def _is_unclear(auth: Cursor) -> bool:
    return not (auth.is_mapping or auth.is_null) or auth.get(MERGE_KEY) is not None


def _is_off(token: Cursor) -> bool:
    enabled = token.get("enabled")
    return token.value is False or (enabled is not None and enabled.value is False)
