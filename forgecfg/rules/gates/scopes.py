"""Gates of the rules about tokens and scopes.

As in `common`: fast, and closed only if the rule would report nothing.
"""

from __future__ import annotations

from forgecfg.catalog.callers import NO_USER_ERROR, NO_USER_WARNING
from forgecfg.catalog.scopes import KNOWN_SCOPES, TOKEN_SCOPES
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Endpoint, Remote
from forgecfg.rules.base import Context

_OF_TOKENS = frozenset(TOKEN_SCOPES.values())
_NO_USER = NO_USER_ERROR | NO_USER_WARNING


def has_token_without_scope(context: Context) -> bool:
    """A token is enabled whose scope is not declared literally."""
    return not _required(context) <= _declared(context)


def has_only_token_scopes(context: Context) -> bool:
    """A token is enabled, and no known scope is declared except those of tokens."""
    return bool(_required(context)) and not (_declared(context) & KNOWN_SCOPES) - _OF_TOKENS


def has_scope_without_token(context: Context) -> bool:
    """The scope of a token is declared, and the token is not enabled."""
    return not _declared(context) & _OF_TOKENS <= _required(context)


def has_user_token_and_userless_caller(context: Context) -> bool:
    """An endpoint enables the user token, and some endpoint is called without a user."""
    return any(
        token.enabled and token.name == "appUserToken"
        for endpoint in context.manifest.endpoints
        for token in endpoint.tokens
    ) and any(call.module_type in _NO_USER for call in context.manifest.references[Target.ENDPOINT])


def has_token_on_remote(context: Context) -> bool:
    """A remote enables a token."""
    return any(token.enabled for remote in context.manifest.remotes for token in remote.tokens)


def has_unknown_scope(context: Context) -> bool:
    """A scope is unknown."""
    return not _declared(context) <= KNOWN_SCOPES


def has_duplicate_scope(context: Context) -> bool:
    """A scope is declared twice."""
    return len(_declared(context)) < len(context.manifest.scopes)


def has_unknown_token(context: Context) -> bool:
    """`auth` of an endpoint or remote has a key that is not a token."""
    owners: tuple[Endpoint | Remote, ...] = (*context.manifest.endpoints, *context.manifest.remotes)
    return any(
        name not in TOKEN_SCOPES
        for owner in owners
        if (auth := owner.cursor.get("auth")) is not None
        for name, _ in auth.entries()
    )


def _declared(context: Context) -> set[str]:
    return {scope.name for scope in context.manifest.scopes}


def _required(context: Context) -> set[str]:
    return {TOKEN_SCOPES[token.name] for _, token in context.manifest.enabled_tokens()}
