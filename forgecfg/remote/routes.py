"""Who calls a remote, where, and with what: the one structure that the `remote` commands share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from forgecfg.catalog.scopes import TOKEN_SCOPES
from forgecfg.document.cursor import Cursor
from forgecfg.document.positions import YamlPath
from forgecfg.manifest.references import Module, Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest, Token
from forgecfg.remote.callers import Caller, callers_of
from forgecfg.remote.calls import RemoteCall
from forgecfg.remote.contract import CONTRACTS, USER_TOKEN, CallerKind, Contract, expected_answer
from forgecfg.remote.fields import claims_of, headers_of

# Method and last part of the path of each hook (remote/remote-realm-migration).
_MIGRATION_HOOKS = (
    ("POST", "schedule"),
    ("POST", "start"),
    ("GET", "status"),
    ("POST", "commit"),
    ("POST", "rollback"),
)


class Backend(NamedTuple):
    """A remote or a service: its key, and the base URL of each region ("default" for one URL).

    `configurable` is true where the administrator of the customer sets the address.
    """

    key: str
    service: bool
    urls: tuple[tuple[str, str], ...]
    configurable: bool = False

    @property
    def label(self) -> str:
        """How output names it."""
        return f'{"service" if self.service else "remote"} "{self.key}"'


class Route(NamedTuple):
    """One kind of request that arrives at a backend.

    `endpoint` is None for calls that use no endpoint. `method` and `path` are None where the
    manifest and the known source calls do not tell. `tokens` are the OAuth tokens that come along.
    """

    backend: Backend
    endpoint: str | None
    caller: Caller
    method: str | None
    path: str | None
    tokens: tuple[str, ...]

    @property
    def contract(self) -> Contract:
        """What Forge promises for this kind of call."""
        return CONTRACTS[self.caller.kind]

    @property
    def headers(self) -> tuple[str, ...]:
        """The names of the headers that Forge adds."""
        return headers_of(self.caller.kind, self.tokens)

    @property
    def claims(self) -> tuple[str, ...]:
        """The names of the claims at the top of the token."""
        return claims_of(self.caller.kind)

    @property
    def answer(self) -> str:
        """The answer that Forge expects."""
        return expected_answer(self.caller.kind)

    @property
    def name(self) -> str:
        """What to call it by: the endpoint, or the caller where there is none."""
        return self.endpoint or self.caller.key or self.caller.kind.value


class RouteTable(NamedTuple):
    """All routes of a manifest. `unused` are endpoints without a caller.

    `app_id` is None where the manifest has no usable one; `name` is what output calls the app.
    """

    app_id: str | None
    backends: tuple[Backend, ...]
    routes: tuple[Route, ...]
    unused: tuple[str, ...]


def build_routes(manifest: Manifest, calls: Sequence[RemoteCall] = ()) -> RouteTable:
    """The routes of a manifest, in its order.

    `calls` are the calls to remotes that are known from the app's source code; they give front-end
    calls their methods and paths. Raises nothing: malformed parts are left out.
    """
    backends = {(one.service, one.key): one for one in _backends(manifest)}
    routes: list[Route] = []
    unused: list[str] = []
    references: dict[str, list[Reference]] = {}
    for reference in manifest.references[Target.ENDPOINT]:
        if reference.name is not None:
            references.setdefault(reference.name, []).append(reference)
    modules = {module.cursor.path: module for module in manifest.modules}
    for endpoint in manifest.endpoints:
        backend = _backend_of(endpoint, backends)
        if backend is None or endpoint.name is None:
            continue
        found = [
            route
            for reference in references.get(endpoint.name, ())
            for caller in callers_of(reference, _module_of(reference, modules))
            for route in _endpoint_routes(manifest, endpoint, backend, caller, calls)
        ]
        routes += dict.fromkeys(found)
        if not found:
            unused.append(endpoint.name)
    routes += _direct_routes(manifest, backends, calls)
    routes += _migration_routes(manifest, backends)
    app = manifest.at("app", "id")
    return RouteTable(
        app.text if app is not None else None,
        tuple(backends.values()),
        tuple(routes),
        tuple(unused),
    )


def _module_of(reference: Reference, modules: dict[YamlPath, Module]) -> Module:
    """The module that holds a reference; one without its list is a level higher."""
    path = reference.value.path
    return modules.get(path[:3]) or modules[path[:2]]


def _backends(manifest: Manifest) -> Iterator[Backend]:
    for remote in manifest.remotes:
        if remote.name is not None:
            urls = tuple((region, _text(url)) for region, url in remote.urls())
            yield Backend(remote.name, False, urls, remote.configurable is not None)
    for service in manifest.items("services"):
        key = service.get("key")
        if key is not None and key.text is not None:
            yield Backend(key.text, True, ())


def _text(cursor: Cursor) -> str:
    """A string as it is written, with its variables."""
    return str(cursor.value) if cursor.value is not None else ""


def _backend_of(endpoint: Endpoint, backends: dict[tuple[bool, str], Backend]) -> Backend | None:
    for service, name in ((False, "remote"), (True, "service")):
        key = endpoint.cursor.get(name)
        if key is not None and key.text is not None and (service, key.text) in backends:
            return backends[service, key.text]
    return None


def _endpoint_routes(
    manifest: Manifest,
    endpoint: Endpoint,
    backend: Backend,
    caller: Caller,
    calls: Iterable[RemoteCall],
) -> Iterator[Route]:
    side = CONTRACTS[caller.kind].token_side
    tokens = endpoint.tokens if side == "endpoint" else _remote_tokens(manifest, backend)
    sent = _sent(manifest, tokens, caller.kind)
    route = Route(backend, endpoint.name, caller, None, None, sent)
    if caller.kind is not CallerKind.UI:
        path = endpoint.cursor.at("route", "path")
        known = path.text if path is not None else None
        yield route._replace(method=_only_method(caller.kind), path=_rooted(known))
        return
    own = [call for call in calls if _reaches(call, caller)]
    for call in own:
        place = caller._replace(place=call.place)
        yield route._replace(caller=place, method=call.method, path=_rooted(call.path))
    if not own:
        yield route


def _reaches(call: RemoteCall, caller: Caller) -> bool:
    """Whether a source call is one that the UI of a module makes to its own endpoint."""
    if not call.front_end or call.function != "invokeRemote":
        return False
    return not call.modules or (caller.module_type, caller.key) in call.modules


def _only_method(kind: CallerKind) -> str | None:
    methods = CONTRACTS[kind].methods
    return methods[0] if len(methods) == 1 else None


def _rooted(path: str | None) -> str | None:
    """A path with its leading slash; documented examples write it both ways."""
    return path if path is None or path.startswith("/") else f"/{path}"


def _remote_tokens(manifest: Manifest, backend: Backend) -> tuple[Token, ...]:
    if backend.service:
        return ()
    return next((one.tokens for one in manifest.remotes if one.name == backend.key), ())


def _sent(manifest: Manifest, tokens: Iterable[Token], kind: CallerKind) -> tuple[str, ...]:
    """The tokens that Forge sends: enabled, with a user for the user token, and a product scope."""
    contract = CONTRACTS[kind]
    if not contract.token_side:
        return ()
    if not any(scope.name not in TOKEN_SCOPES.values() for scope in manifest.scopes):
        return ()
    enabled = dict.fromkeys(token.name for token in tokens if token.enabled)
    return tuple(name for name in enabled if contract.user or name != USER_TOKEN)


def _direct_routes(
    manifest: Manifest, backends: dict[tuple[bool, str], Backend], calls: Sequence[RemoteCall]
) -> Iterator[Route]:
    """Calls that name the remote themselves: of functions, and `requestRemote`."""
    named: set[str] = set()
    for call in calls:
        kind = CallerKind.UI_FETCH if call.front_end else CallerKind.FUNCTION
        backend = backends.get((False, call.remote or "")) or backends.get(
            (True, call.remote or "")
        )
        if backend is None or (call.front_end and call.function == "invokeRemote"):
            continue
        if kind is CallerKind.FUNCTION:
            named.add(backend.key)
        tokens = _sent(manifest, _remote_tokens(manifest, backend), kind)
        caller = Caller(kind, "", None, (), call.place)
        yield Route(backend, None, caller, call.method, _rooted(call.path), tokens)
    if not any(module.type == "function" for module in manifest.modules):
        return
    for remote in manifest.remotes:
        if (
            remote.name is None
            or remote.name in named
            or "compute" not in (remote.operations or ())
        ):
            continue
        backend = backends[False, remote.name]
        # An endpoint explains the operation; without source nothing says that functions call too.
        if any(
            one.remote is not None and one.remote.text == remote.name for one in manifest.endpoints
        ):
            continue
        tokens = _sent(manifest, remote.tokens, CallerKind.FUNCTION)
        yield Route(backend, None, Caller(CallerKind.FUNCTION, "", None, ()), None, None, tokens)


def _migration_routes(
    manifest: Manifest, backends: dict[tuple[bool, str], Backend]
) -> Iterator[Route]:
    for module in manifest.modules:
        if module.type != "migration:dataResidency":
            continue
        remote, path = module.cursor.get("remote"), module.cursor.get("path")
        backend = backends.get((False, remote.text or "")) if remote is not None else None
        if backend is None:
            continue
        start = (_rooted(path.text if path is not None else None) or "").rstrip("/")
        caller = Caller(CallerKind.MIGRATION, module.type, module.name, ())
        for method, hook in _MIGRATION_HOOKS:
            yield Route(backend, None, caller, method, f"{start}/{hook}", ())
