"""The additions of the `add` commands: one remote, one endpoint, or some scopes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from forgecfg.catalog.callers import NO_USER_ERROR, is_backend_call
from forgecfg.catalog.reference_sites import ENDPOINT_SITES
from forgecfg.catalog.regions import REGIONS
from forgecfg.catalog.scopes import KNOWN_SCOPES, TOKEN_SCOPES
from forgecfg.errors import UsageError
from forgecfg.manifest.analysis.scope_names import intended_name
from forgecfg.manifest.declarations import module_keys, names_of
from forgecfg.manifest.references import Module, Target
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.plan import NewEndpoint, NewRemote, NewScopes
from forgecfg.scaffold.results import Unresolved
from forgecfg.scaffold.steps import Addition, endpoint_addition, remote_addition, scope_addition
from forgecfg.scaffold.validation import key_error, validated_url
from forgecfg.suggest import closest

_ROUTE = re.compile(r"[^\s\x00-\x1f\x7f]+")
_SCOPE = re.compile(r"[A-Za-z0-9:._-]+")

OPERATIONS = ("compute", "fetch", "storage", "other")

Planner = Callable[[Manifest], Iterable[Addition | Unresolved]]


def add_remote(new: NewRemote) -> Planner:
    """A new remote.

    Raises UsageError for an invalid key, URL, region or operation; the planner raises it for a key
    that exists already.
    """
    _raise_if(key_error(new.key, "remote key"))
    if new.base_url is not None:
        validated_url(new.base_url)
    seen: set[str] = set()
    for region, url in new.regions:
        _check_known(region, REGIONS, "region")
        if region in seen:
            raise UsageError(f"duplicate base URL for region {region}")
        seen.add(region)
        validated_url(url)
    for operation in new.operations:
        _check_known(operation, OPERATIONS, "operation")

    def plan(manifest: Manifest) -> Iterable[Addition | Unresolved]:
        _check_new(new.key, names_of(manifest, Target.REMOTE), "remote")
        yield remote_addition(manifest, new)

    return plan


def add_endpoint(new: NewEndpoint) -> Planner:
    """A new endpoint with the scopes of its tokens, and the reference of the module that calls it.

    It gets a route if Forge's backend calls it for that module.

    Raises UsageError for an invalid key or route; the planner raises it for a key that exists
    already, an unknown remote or module, and a module that calls something else.
    """
    _raise_if(key_error(new.key, "endpoint key"))
    if new.route is not None and not _ROUTE.fullmatch(new.route):
        raise UsageError(f"invalid route {new.route!r}: it must not be empty or contain spaces")

    def plan(manifest: Manifest) -> Iterable[Addition | Unresolved]:
        _check_new(new.key, {key.text for _, key in module_keys(manifest)}, "module")
        remotes = names_of(manifest, Target.REMOTE)
        if new.remote not in remotes:
            hint = _hint(closest(new.remote, remotes))
            hint = hint or f"; add it with `forgecfg add remote {new.remote}`"
            raise UsageError(f"unknown remote {new.remote!r}{hint}")
        yield endpoint_addition(manifest, _for_caller(new))
        if new.module is not None:
            yield _call(manifest, new.module, new.key)
        declared = {scope.name for scope in manifest.scopes}
        scopes = [TOKEN_SCOPES[token] for token in new.tokens]
        missing = [scope for scope in scopes if scope not in declared]
        if missing:
            yield scope_addition(manifest, missing)

    return plan


def add_scopes(new: NewScopes) -> Planner:
    """Scopes that are not declared yet. Raises UsageError as `validated_scopes` does."""
    validated_scopes(new.names)

    def plan(manifest: Manifest) -> Iterable[Addition | Unresolved]:
        declared = {scope.name for scope in manifest.scopes}
        names = [name for name in dict.fromkeys(new.names) if name not in declared]
        if names:
            yield scope_addition(manifest, names)

    return plan


def validated_scopes(names: Iterable[str]) -> tuple[str, ...]:
    """The names of new scopes.

    Raises UsageError for an invalid name, or for a typo of a known scope.
    """
    scopes = tuple(names)
    for name in scopes:
        if not _SCOPE.fullmatch(name):
            raise UsageError(
                f"invalid scope {name!r}: use letters, digits, ':', '.', '-' and '_' only"
            )
        intended = None if name in KNOWN_SCOPES else intended_name(name)
        if intended is not None:
            raise UsageError(f"unknown scope {name!r}; did you mean {intended!r}?")
    return scopes


def _for_caller(new: NewEndpoint) -> NewEndpoint:
    """The endpoint as its caller needs it: calls of Forge's backend require a route."""
    kind = new.module[0] if new.module is not None else ""
    if kind in NO_USER_ERROR and "appUserToken" in new.tokens:
        raise UsageError(
            f"a {kind} runs without a user context, so Forge rejects appUserToken on its endpoint"
        )
    backend = is_backend_call(kind, _site(kind))
    return new._replace(route=f"/{new.key}") if backend and new.route is None else new


def _site(kind: str) -> str:
    """The property in which a module type references its endpoint."""
    sites = ENDPOINT_SITES.get(kind, ())
    return "resolver.endpoint" if "resolver.endpoint" in sites or not sites else "endpoint"


def _call(manifest: Manifest, caller: tuple[str, str], endpoint: str) -> Addition:
    """The module's reference to the endpoint."""
    kind, key = caller
    module = _module(manifest, kind, key)
    sites = ENDPOINT_SITES.get(kind, ())
    site = _site(kind)
    if sites and site not in sites:
        raise UsageError(f"forgecfg cannot set the endpoint of a {kind}")
    path = (*module.cursor.path, *site.split("."))
    parent, _, last = site.rpartition(".")
    function_path = f"{parent}.function" if parent else "function"
    if module.cursor.at(*function_path.split(".")) is not None:
        raise UsageError(
            f"{module.label} already has `{function_path}`; remove it, or call the remote from the "
            "function"
        )
    present = module.cursor.at(*site.split("."))
    if present is not None and not present.is_null and present.text != endpoint:
        raise UsageError(f"{module.label} already has an {last}: {present.text or 'not a string'}")
    return Addition(path, endpoint, f"reference from {module.label}")


def _module(manifest: Manifest, kind: str, key: str) -> Module:
    of_kind = [module for module in manifest.modules if module.type == kind]
    for module in of_kind:
        if module.key is not None and module.key.text == key:
            return module
    kinds = {module.type for module in manifest.modules}
    if kind not in kinds:
        raise UsageError(f"no module of type {kind!r}{_hint(closest(kind, kinds))}")
    keys = [m.key.text for m in of_kind if m.key is not None and m.key.text is not None]
    raise UsageError(f"no {kind} with key {key!r}{_hint(closest(key, keys))}")


def _raise_if(error: str | None) -> None:
    if error is not None:
        raise UsageError(error)


def _check_new(key: str, existing: Iterable[str | None], kind: str) -> None:
    if key in existing:
        raise UsageError(f"{kind} {key!r} already exists")


def _check_known(name: str, names: tuple[str, ...], kind: str) -> None:
    if name not in names:
        hint = _hint(closest(name, names)) or f"; expected one of: {', '.join(names)}"
        raise UsageError(f"unknown {kind} {name!r}{hint}")


def _hint(intended: str | None) -> str:
    return f"; did you mean {intended!r}?" if intended else ""
