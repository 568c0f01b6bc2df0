"""Tokens, the scopes that they need, and who calls without a user."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.callers import NO_USER_ERROR, NO_USER_WARNING, is_backend_call
from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.manifest.analysis.scope_names import intended_scopes
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Manifest, Token


def missing_token_scopes(manifest: Manifest) -> Iterator[tuple[str, Token, str]]:
    """The enabled tokens without their scope: label of the owner, token, and scope."""
    declared = intended_scopes(manifest)
    for label, token in manifest.enabled_tokens():
        scope = TOKEN_SCOPES[token.name]
        if declared is not None and scope not in declared:
            yield label, token, scope


_NO_USER = NO_USER_ERROR | NO_USER_WARNING


def callers_without_user(manifest: Manifest) -> dict[str, list[Reference]]:
    """The calls without a user context, by the name of the endpoint."""
    callers: dict[str, list[Reference]] = {}
    for call in manifest.references[Target.ENDPOINT]:
        if (
            call.name is not None
            and call.module_type in _NO_USER
            and is_backend_call(call.module_type, call.site)
        ):
            callers.setdefault(call.name, []).append(call)
    return callers


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
