"""FC303."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import remove_entry
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.manifest.analysis.scope_names import MERGE_KEY
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.gates.common import has_dangling_reference
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
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("appUserToken", "appUserTokn"),
            why="The typo in the name of the token is reported as unknown-token.",
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
            why="The missing endpoint is reported as undefined-endpoint; it may enable the token.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("enabled: true", "enabled: false"),
            at=(11, 7),
            says='scope "read:app-user-token" is unused: no endpoint or remote enables '
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
        # Forge's documentation requires the section in every manifest, even if it is empty.
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

    If the token is not needed, the app asks the administrator who installs it for an unnecessary
    permission. If the token is needed, the remote never receives it, because it is not enabled. See
    Forge documentation, manifest-reference/endpoint.

    How to fix:
    If the remote needs the token, enable it under `auth` of the endpoint. Otherwise remove the
    scope; `forgecfg check --fix --unsafe-fixes` removes it.
    """
    manifest = context.manifest
    if _has_undefined_endpoint(context):
        return
    intended = _intended_tokens(manifest)
    unused = {scope: token for token, scope in TOKEN_SCOPES.items() if token not in intended}
    for scope in manifest.scopes:
        # `pop`, so that a duplicate scope is reported once.
        token = unused.pop(scope.name, None)
        if token is not None:
            yield Violation(
                at_value(scope.location),
                f"scope {quote(scope.name)} is unused: no endpoint or remote enables {token}",
                help="remove it, or enable the token under `auth` of an endpoint",
                fixes=remove_entry(scope.cursor, Safety.UNSAFE, "remove the scope", keep=True),
            )


_has_undefined_endpoint = has_dangling_reference(Target.ENDPOINT)


def _intended_tokens(manifest: Manifest) -> set[str]:
    """The tokens that are enabled, or would be without an error that another rule reports."""
    intended: set[str] = set()
    owners: tuple[Endpoint | Remote, ...] = (*manifest.endpoints, *manifest.remotes)
    for owner in owners:
        auth = owner.cursor.get("auth")
        is_unknown = owner.cursor.get(MERGE_KEY) is not None or has_misspelling_of(
            owner.cursor, "auth"
        )
        if is_unknown or (auth is not None and _is_invalid(auth)):
            return set(TOKEN_SCOPES)
        for name, value in auth.entries() if auth is not None else ():
            token = name if name in TOKEN_SCOPES else closest(name, TOKEN_SCOPES)
            if token is not None and not _is_disabled(value):
                intended.add(token)
    return intended


def _is_invalid(auth: Cursor) -> bool:
    return not (auth.is_mapping or auth.is_null) or auth.get(MERGE_KEY) is not None


def _is_disabled(token: Cursor) -> bool:
    enabled = token.get("enabled")
    return token.value is False or (enabled is not None and enabled.value is False)
