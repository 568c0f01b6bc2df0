"""What the `add` commands add: one remote, one endpoint, or some scopes, asked for by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from forgecfg.catalog.callers import NO_USER_ERROR, is_backend_call
from forgecfg.catalog.reference_sites import ENDPOINT_SITES
from forgecfg.catalog.regions import REGIONS
from forgecfg.catalog.scopes import KNOWN_SCOPES, TOKEN_SCOPES
from forgecfg.errors import UsageError
from forgecfg.findings import Unresolved
from forgecfg.manifest.declarations import module_keys, names_of
from forgecfg.manifest.references import Module, Target
from forgecfg.manifest.view import Manifest
from forgecfg.rules.scopes.scope_names import intended_name
from forgecfg.scaffold.given import checked_url, key_fault
from forgecfg.scaffold.steps import Addition, endpoint_want, remote_want, scope_want
from forgecfg.scaffold.wants import NewEndpoint, NewRemote, NewScopes
from forgecfg.suggest import closest

_ROUTE = re.compile(r"[^\s\x00-\x1f\x7f]+")
_SCOPE = re.compile(r"[A-Za-z0-9:._-]+")

OPERATIONS = ("compute", "fetch", "storage", "other")

Planner = Callable[[Manifest], Iterable[Addition | Unresolved]]


def add_remote(new: NewRemote) -> Planner:
    """A new remote.

    Raises UsageError for a key, URL, region or operation that cannot be; the addition itself
    raises it for a key that is taken.
    """
    _refuse(key_fault(new.key, "remote key"))
    if new.base_url is not None:
        checked_url(new.base_url)
    named: set[str] = set()
    for region, url in new.regions:
        _known(region, REGIONS, "region")
        if region in named:
            raise UsageError(f"two base URLs are given for the region {region}")
        named.add(region)
        checked_url(url)
    for operation in new.operations:
        _known(operation, OPERATIONS, "operation")

    def addition(manifest: Manifest) -> Iterable[Addition | Unresolved]:
        _refuse_taken(new.key, names_of(manifest, Target.REMOTE), "remote")
        yield remote_want(manifest, new)

    return addition


def add_endpoint(new: NewEndpoint) -> Planner:
    """A new endpoint, with the scopes of its tokens, called by a module if one is named.

    It gets a route if that module is called by Forge's backend.

    Raises UsageError for a key or route that cannot be; the addition itself raises it for a key
    that is taken, a remote or module that is not there, and a module that calls something else.
    """
    _refuse(key_fault(new.key, "endpoint key"))
    if new.route is not None and not _ROUTE.fullmatch(new.route):
        raise UsageError(f"the route {new.route!r} is no path: it is empty or holds a space")

    def addition(manifest: Manifest) -> Iterable[Addition | Unresolved]:
        _refuse_taken(new.key, {key.text for _, key in module_keys(manifest)}, "module")
        remotes = names_of(manifest, Target.REMOTE)
        if new.remote not in remotes:
            hint = _hint(closest(new.remote, remotes))
            hint = hint or f"; `forgecfg add remote {new.remote}` adds it"
            raise UsageError(f"there is no remote {new.remote!r}{hint}")
        yield endpoint_want(manifest, _for_caller(new))
        if new.module is not None:
            yield _call(manifest, new.module, new.key)
        declared = {scope.name for scope in manifest.scopes}
        scopes = [TOKEN_SCOPES[token] for token in new.tokens]
        lacking = [scope for scope in scopes if scope not in declared]
        if lacking:
            yield scope_want(manifest, lacking)

    return addition


def add_scopes(new: NewScopes) -> Planner:
    """Scopes that are not declared yet; raises UsageError as `checked_scopes` does."""
    checked_scopes(new.names)

    def addition(manifest: Manifest) -> Iterable[Addition | Unresolved]:
        declared = {scope.name for scope in manifest.scopes}
        names = [name for name in dict.fromkeys(new.names) if name not in declared]
        if names:
            yield scope_want(manifest, names)

    return addition


def checked_scopes(names: Iterable[str]) -> tuple[str, ...]:
    """The names of new scopes.

    Raises UsageError for a name that cannot be a scope, or is a slip of a known one.
    """
    scopes = tuple(names)
    for name in scopes:
        if not _SCOPE.fullmatch(name):
            raise UsageError(
                f"{name!r} is no scope: it must consist of letters, digits, ':', '.', '-' and '_'"
            )
        near = None if name in KNOWN_SCOPES else intended_name(name)
        if near is not None:
            raise UsageError(f"Forge knows no scope {name!r}; did you mean {near!r}?")
    return scopes


def _for_caller(new: NewEndpoint) -> NewEndpoint:
    """The endpoint as its caller needs it: Forge's backend finds its way by the route alone."""
    kind = new.module[0] if new.module is not None else ""
    if kind in NO_USER_ERROR and "appUserToken" in new.tokens:
        raise UsageError(f"Forge refuses appUserToken for a {kind}: nobody is logged in there")
    backend = is_backend_call(kind, _site(kind))
    return new._replace(route=f"/{new.key}") if backend and new.route is None else new


def _site(kind: str) -> str:
    """Where a module of a type names the endpoint that it calls."""
    sites = ENDPOINT_SITES.get(kind, ())
    return "resolver.endpoint" if "resolver.endpoint" in sites or not sites else "endpoint"


def _call(manifest: Manifest, wanted: tuple[str, str], endpoint: str) -> Addition:
    """The module's own reference to the endpoint, where its type takes one."""
    kind, key = wanted
    module = _module(manifest, kind, key)
    sites = ENDPOINT_SITES.get(kind, ())
    site = _site(kind)
    if sites and site not in sites:
        raise UsageError(f"a {kind} names no endpoint in a way that forgecfg can set")
    path = (*module.cursor.path, *site.split("."))
    holder, _, last = site.rpartition(".")
    rival = module.cursor.at(*(part for part in (holder, "function") if part))
    if rival is not None:
        raise UsageError(f"{module.label} calls a function already; remove it first")
    present = module.cursor.at(*site.split("."))
    if present is not None and not present.is_null and present.text != endpoint:
        raise UsageError(f"{module.label} has an {last} already: {present.text or 'not a name'}")
    return Addition(path, endpoint, f"{module.label} calls it")


def _module(manifest: Manifest, kind: str, key: str) -> Module:
    of_kind = [module for module in manifest.modules if module.type == kind]
    for module in of_kind:
        if module.key is not None and module.key.text == key:
            return module
    kinds = {module.type for module in manifest.modules}
    if kind not in kinds:
        raise UsageError(f"there is no module of type {kind!r}{_hint(closest(kind, kinds))}")
    keys = [m.key.text for m in of_kind if m.key is not None and m.key.text is not None]
    raise UsageError(f"there is no {kind} with the key {key!r}{_hint(closest(key, keys))}")


def _refuse(violation: str | None) -> None:
    if violation is not None:
        raise UsageError(violation)


def _refuse_taken(key: str, taken: Iterable[str | None], what: str) -> None:
    if key in taken:
        raise UsageError(f"there is a {what} with the key {key!r} already")


def _known(name: str, names: tuple[str, ...], what: str) -> None:
    if name not in names:
        hint = _hint(closest(name, names)) or f"; there are {', '.join(names)}"
        raise UsageError(f"{name!r} is no {what}{hint}")


def _hint(near: str | None) -> str:
    return f"; did you mean {near!r}?" if near else ""
