"""The additions of `add endpoint` and `add token`."""

from __future__ import annotations

import re

from forgecfg.catalog.callers import NO_USER_ERROR, is_backend_call
from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.errors import UsageError
from forgecfg.manifest.analysis.tokens import callers_without_user
from forgecfg.manifest.declarations import module_keys, names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote
from forgecfg.scaffold.add import missing_scopes
from forgecfg.scaffold.addition import Addition, Additions, Note, Planner
from forgecfg.scaffold.connect import connect, site_of
from forgecfg.scaffold.plan import NewEndpoint, NewTokens, endpoint_addition
from forgecfg.scaffold.validation import check_key, check_new, did_you_mean, validated_scopes
from forgecfg.suggest import closest

_ROUTE = re.compile(r"[^\s\x00-\x1f\x7f]+")
_USER_TOKEN = "appUserToken"


def add_endpoint(new: NewEndpoint, scopes: tuple[str, ...] = ()) -> Planner:
    """A new endpoint with the scopes of its tokens, and the reference of the module that calls it.

    It gets a route if Forge's backend calls it for that module. `scopes` are declared too.

    Raises UsageError for an invalid key, route or scope; the planner raises it for a key that
    exists already, an unknown remote or module, and a module that calls something else.
    """
    check_key(new.key, "endpoint key")
    validated_scopes(scopes)
    if new.route is not None and not _ROUTE.fullmatch(new.route):
        raise UsageError(f"invalid route {new.route!r}: it must not be empty or contain spaces")

    def plan(manifest: Manifest) -> Additions:
        check_new(new.key, {key.text for _, key in module_keys(manifest)}, "module")
        remote = _remote(manifest, new.remote)
        yield endpoint_addition(manifest, _for_caller(new._replace(remote=remote)))
        if new.caller is not None:
            yield from connect(
                manifest,
                new.caller,
                Target.ENDPOINT,
                new.key,
                ", or keep it: a function can call the remote itself, with "
                f"`invokeRemote('{remote}', …)` of @forge/api",
            )
        tokens = tuple(TOKEN_SCOPES[token] for token in new.tokens)
        yield from missing_scopes(manifest, (*tokens, *scopes))

    return plan


def _remote(manifest: Manifest, name: str) -> str:
    """The key of a declared remote; "" is the only one."""
    remotes = names_of(manifest, Target.REMOTE)
    if name in remotes:
        return name
    if not name and len(remotes) == 1:
        return next(iter(remotes))
    if not name:
        listed = f" ({', '.join(list(remotes)[:8])})" if remotes else ""
        advice = "" if remotes else ": add one with `forgecfg add remote KEY --base-url URL`"
        raise UsageError(f"the app has {len(remotes)} remotes{listed}; pass --remote{advice}")
    hint = did_you_mean(closest(name, remotes)) or f"; add it with `forgecfg add remote {name}`"
    raise UsageError(f"unknown remote {name!r}{hint}")


def _for_caller(new: NewEndpoint) -> NewEndpoint:
    """The endpoint as its caller needs it: calls of Forge's backend require a route."""
    if new.caller is None:
        return new
    kind = new.caller.type
    if kind in NO_USER_ERROR and _USER_TOKEN in new.tokens:
        raise UsageError(
            f"a {kind} runs without a user context, so Forge rejects appUserToken on its endpoint"
        )
    backend = is_backend_call(kind, site_of(kind, Target.ENDPOINT))
    return new._replace(route=f"/{new.key}") if backend and new.route is None else new


def add_tokens(new: NewTokens) -> Planner:
    """Tokens of an existing endpoint or remote, with their scopes and the given ones.

    Raises UsageError for no token and for an invalid scope; the planner raises it for an unknown
    key, and for a user token where Forge rejects it.
    """
    if not new.tokens:
        raise UsageError("pass --user-token, --system-token, or both")
    validated_scopes(new.scopes)

    def plan(manifest: Manifest) -> Additions:
        owner = _owner(manifest, new.key)
        if isinstance(owner, Endpoint):
            yield from _check_user(manifest, owner, new.tokens)
        else:
            yield Note(
                f"the tokens of {owner.label} are sent when a function calls it (`invokeRemote` of "
                "@forge/api); calls of front ends and triggers use those of the endpoint"
            )
        for token in new.tokens:
            yield _token(owner, token)
        scopes = tuple(TOKEN_SCOPES[token] for token in new.tokens)
        yield from missing_scopes(manifest, (*scopes, *new.scopes))

    return plan


def _owner(manifest: Manifest, key: str) -> Endpoint | Remote:
    kind, _, name = key.rpartition(":")
    endpoints = {e.name: e for e in reversed(manifest.endpoints) if kind in ("", "endpoint")}
    remotes = {r.name: r for r in reversed(manifest.remotes) if kind in ("", "remote")}
    if name in endpoints and name in remotes:
        raise UsageError(
            f'"{name}" is an endpoint and a remote; pass endpoint:{name} (calls of modules) or '
            f"remote:{name} (calls of functions)"
        )
    owner = endpoints.get(name) or remotes.get(name)
    if owner is not None:
        return owner
    hint = did_you_mean(closest(name, [known for known in (*endpoints, *remotes) if known]))
    if any(call.name == name for call in manifest.references[Target.ENDPOINT]):
        hint = "; add it with `forgecfg scaffold`"
    raise UsageError(f"no endpoint or remote with key {name!r}{hint}")


def _check_user(manifest: Manifest, endpoint: Endpoint, tokens: tuple[str, ...]) -> Additions:
    if _USER_TOKEN not in tokens or endpoint.name is None:
        return
    for call in callers_without_user(manifest).get(endpoint.name, ()):
        reason = f"{call.owner} calls {endpoint.label} without a user context"
        if call.module_type in NO_USER_ERROR:
            raise UsageError(f"{reason}; Forge rejects {_USER_TOKEN} there")
        yield Note(f"{reason}; Forge sends no {_USER_TOKEN} there")


def _token(owner: Endpoint | Remote, name: str) -> Addition:
    path = (*owner.cursor.path, "auth", name)
    description = f"{name} of {owner.label}"
    written = owner.cursor.at("auth", name)
    if written is None or written.is_null:
        return Addition(path, {"enabled": True}, description)
    enabled = written.get("enabled")
    if enabled is None and not written.is_mapping:
        return Addition(path, {"enabled": True}, description, replaces=True)
    if enabled is None or enabled.value is True:
        return Addition((*path, "enabled"), True, description)
    return Addition((*path, "enabled"), True, description, replaces=True)
