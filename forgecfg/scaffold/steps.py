"""What the wiring lacks, kind by kind, as the things to make sure of: paths and data.

Each function looks at one state of the manifest. Between two of them the additions of the first
are made, so that the second sees them: a new endpoint may need a new remote, a token a scope.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.catalog.callers import is_backend_call
from forgecfg.document.positions import YamlPath
from forgecfg.findings import Unresolved
from forgecfg.manifest.declarations import module_keys, names_of
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote
from forgecfg.rules.cascades import may_be_elsewhere
from forgecfg.rules.references.undefined import is_service, undefined_references
from forgecfg.rules.remotes.missing_route import unrouted
from forgecfg.rules.remotes.missing_storage_declaration import undeclared_storage
from forgecfg.rules.remotes.provider_remote_not_allowed import (
    FETCH_PERMISSION,
    PROVIDERS_SITE,
    unfetched,
)
from forgecfg.rules.scopes.missing_token_scope import missing_token_scopes
from forgecfg.rules.scopes.user_token_without_user import callers_without_user
from forgecfg.scaffold.ask import NameConflict, Prompter
from forgecfg.scaffold.given import key_fault
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.wants import Item, NewEndpoint, NewRemote, in_habit
from forgecfg.suggest import closest

if TYPE_CHECKING:
    from forgecfg.document.changes import Data
    from forgecfg.document.cursor import Cursor

ENDPOINTS: YamlPath = ("modules", "endpoint")
REMOTES: YamlPath = ("remotes",)
SCOPES: YamlPath = ("permissions", "scopes")
# Where a remote is named that functions or the front end fetch from.
_FETCHED = ("permissions.external.", PROVIDERS_SITE)

_NEW_REMOTE = "backend"
_USER_TOKEN = "appUserToken"


class Addition(NamedTuple):
    """Something to make sure of: data at a path, and what to say once it is done.

    `replaces` is true where a scalar at the path gets a new value instead.
    """

    path: YamlPath
    data: Data
    done: str
    replaces: bool = False


Step = Iterator[Addition | Unresolved]


def hollow_sections(manifest: Manifest) -> Step:
    """Sections that hold nothing and are written as the wrong kind of nothing: `remotes: {}`.

    They declare nothing, but no rule looks beyond their type. Where something names what they
    could hold, they become lists (or mappings) without items, ready to be filled.
    """
    named = {target: bool(manifest.references[target]) for target in Target}
    wanted: tuple[tuple[YamlPath, Data, bool], ...] = (
        (ENDPOINTS, [], named[Target.ENDPOINT]),
        (REMOTES, [], named[Target.REMOTE] or named[Target.ENDPOINT]),
        (SCOPES[:1], {}, any(manifest.enabled_tokens())),
    )
    for path, empty, needed in wanted:
        section = manifest.at(*map(str, path))
        if needed and section is not None and _is_other_nothing(section, empty):
            name = ".".join(map(str, path))
            done = f"{name} as a list, not {{}}" if empty == [] else f"{name} as a mapping, not []"
            yield Addition(path, empty, done, replaces=True)


def _is_other_nothing(section: Cursor, empty: Data) -> bool:
    if any(section.items()) or any(section.entries()):
        return False
    return section.is_mapping if isinstance(empty, list) else section.is_list


def missing_endpoints(manifest: Manifest, options: ScaffoldOptions, ask: Prompter) -> Step:
    """Endpoints that modules call and that are not declared."""
    yield from _hidden(manifest, Target.ENDPOINT, "modules.endpoint")
    userless = callers_without_user(manifest)
    taken = {key.text: kind for kind, key in module_keys(manifest)}
    calls: dict[str, list[Reference]] = {}
    near: dict[str, str] = {}
    for reference, name, close in undefined_references(manifest, Target.ENDPOINT):
        calls.setdefault(name, []).append(reference)
        if close is not None:
            near[name] = close
    for name, references in calls.items():
        settled = yield from _settled(references, "endpoint", name, near.get(name), options, ask)
        if settled:
            continue
        remotes = list(names_of(manifest, Target.REMOTE))
        # Forge's linter takes longer keys than its documentation allows, and this one is in use.
        violation = key_fault(name, "endpoint key", longest=None)
        if violation is not None:
            yield Unresolved(f"{references[0].owner}: {violation}", "give the endpoint another key")
            continue
        if name in taken:
            what = f'calls endpoint "{name}", whose key is taken by {taken[name]}'
            yield Unresolved(f"{references[0].owner} {what}", "give one of the two another key")
            continue
        remote = options.remote or ask.remote_for(name, remotes, _suggested(manifest, remotes))
        violation = None if remote in remotes else key_fault(remote, "remote key")
        if violation is not None:
            yield Unresolved(f'endpoint "{name}": {violation}', "give the remote another key")
            continue
        backend = any(is_backend_call(call.module_type, call.site) for call in references)
        # Forge has no user's token to send, and refuses some that ask for it.
        alone = userless.get(name) if _USER_TOKEN in options.tokens else None
        tokens = tuple(token for token in options.tokens if not (alone and token == _USER_TOKEN))
        want = endpoint_want(
            manifest, NewEndpoint(name, remote, tokens, f"/{name}" if backend else None)
        )
        if alone:
            done = f"{want.done}, without {_USER_TOKEN}: {alone[0].owner} calls it with no user"
            want = want._replace(done=done)
        yield want


def missing_remotes(manifest: Manifest, options: ScaffoldOptions, ask: Prompter) -> Step:
    """Remotes that are named and not declared."""
    yield from _hidden(manifest, Target.REMOTE, "remotes")
    users: dict[str, list[Reference]] = {}
    near: dict[str, str] = {}
    for reference, name, close in undefined_references(manifest, Target.REMOTE):
        if close is None and is_service(reference, manifest):
            yield Unresolved(
                f'{reference.owner} names remote "{name}", which is a service of this app',
                "`forgecfg check --unsafe-fixes` writes `service:` instead",
            )
            continue
        users.setdefault(name, []).append(reference)
        # The remote of an endpoint that was just made is meant as it is.
        if close is not None and name != options.remote:
            near[name] = close
    for name, references in users.items():
        settled = yield from _settled(references, "remote", name, near.get(name), options, ask)
        if settled:
            continue
        violation = key_fault(name, "remote key")
        if violation is not None:
            yield Unresolved(f"{references[0].owner}: {violation}", "give the remote another key")
            continue
        fetched = any(user.site.startswith(_FETCHED) for user in references)
        called = any(not user.site.startswith(_FETCHED) for user in references)
        operations = (*(("compute",) if called else ()), *(("fetch",) if fetched else ()))
        url = options.base_urls.get(name) or options.base_urls.get("") or ask.base_url(name)
        yield remote_want(manifest, NewRemote(name, url, (), operations))


def missing_provider_egress(manifest: Manifest) -> Step:
    """Permissions to fetch from the remotes of providers."""
    for remote in {remote.name: remote for _, remote in unfetched(manifest)}.values():
        allowed: Data = [{"remote": remote.name}]
        yield Addition(FETCH_PERMISSION, allowed, f"permission to fetch from {remote.label}")
        if remote.operations is not None:
            yield Addition(
                (*remote.cursor.path, "operations"), ["fetch"], f"operation fetch of {remote.label}"
            )


def missing_routes(manifest: Manifest) -> Step:
    """Routes of endpoints that Forge's backend calls."""
    for endpoint, calls in unrouted(manifest):
        route = f"/{endpoint.name}"
        path = (*endpoint.cursor.path, "route")
        done = f"route {route} of {endpoint.label}, for {calls[0].owner}"
        yield Addition(path, {"path": route}, done)


def missing_storage(manifest: Manifest, ask: Prompter) -> Step:
    """Declarations of remotes that store data."""
    for remote, _ in undeclared_storage(manifest):
        stores = ask.stores_user_data(remote.name or "")
        path = (*remote.cursor.path, "storage")
        done = f"storage.inScopeEUD: {str(stores).lower()} of {remote.label}"
        yield Addition(path, {"inScopeEUD": stores}, done)


def missing_scopes(manifest: Manifest, options: ScaffoldOptions) -> Step:
    """Scopes of enabled tokens, and those that were asked for."""
    lacking = [scope for _, _, scope in missing_token_scopes(manifest)]
    declared = {scope.name for scope in manifest.scopes}
    wanted = [name for name in dict.fromkeys([*lacking, *options.scopes]) if name not in declared]
    if wanted:
        yield scope_want(manifest, wanted)


def unused_urls(manifest: Manifest, options: ScaffoldOptions) -> Step:
    """Addresses of remotes that are not there, once all that are named have been added."""
    for key in options.base_urls:
        if key and key not in names_of(manifest, Target.REMOTE):
            yield Unresolved(
                f'a base URL is given for remote "{key}", which nothing names',
                "give the key of a remote that is missing, or use `forgecfg add remote`",
            )


def endpoint_want(manifest: Manifest, new: NewEndpoint) -> Addition:
    """A new endpoint."""
    others = [endpoint.cursor for endpoint in manifest.endpoints]
    item = in_habit(new.item(), others)
    return Addition(ENDPOINTS, [item], f'endpoint "{new.key}" to remote "{new.remote}"')


def remote_want(manifest: Manifest, new: NewRemote) -> Addition:
    """A new remote."""
    item: Item = in_habit(new.item(), [remote.cursor for remote in manifest.remotes])
    url = new.base_url or "a placeholder address: TODO, write the real one"
    return Addition(REMOTES, [item], f'remote "{new.key}" at {url}')


def scope_want(manifest: Manifest, names: list[str]) -> Addition:
    """New scopes, in the form that the others have."""
    section = manifest.scope_section
    as_mapping = section is not None and section.is_mapping and any(section.entries())
    data: Data = {name: {} for name in names} if as_mapping else list(names)
    plural = "s" if len(names) > 1 else ""
    return Addition(SCOPES, data, f"scope{plural} {', '.join(names)}")


def _hidden(manifest: Manifest, target: Target, section: str) -> Step:
    """That names may be declared where they cannot be read, by a fault in their section."""
    variable = any(key.unknown for key in _all_keys(manifest, target))
    if variable or not may_be_elsewhere(manifest, target):
        return
    declared = names_of(manifest, target)
    for reference in manifest.references[target]:
        if reference.name is not None and reference.name not in declared:
            yield Unresolved(
                f'{reference.owner} names {target} "{reference.name}", and forgecfg cannot tell '
                f"whether it is declared: {section} has a fault",
                "`forgecfg check` shows the fault; mend it, then scaffold again",
            )
            return


def _all_keys(manifest: Manifest, target: Target) -> list[Cursor]:
    items: tuple[Endpoint | Remote, ...] = manifest.remotes
    if target is Target.ENDPOINT:
        items = manifest.endpoints
    return [item.key for item in items if item.key is not None]


def _settled(
    references: list[Reference],
    kind: str,
    name: str,
    near: str | None,
    options: ScaffoldOptions,
    ask: Prompter,
) -> Generator[Addition | Unresolved, None, bool]:
    """What a near name leads to; returns whether nothing is to be added."""
    if near is None or options.accept_guesses:
        return False
    owner = references[0].owner
    answer = ask.guess(owner, kind, name, near)
    if answer is NameConflict.ADD:
        return False
    if answer is NameConflict.RENAME:
        for reference in references:
            done = f'{reference.owner} now names {kind} "{near}"'
            yield Addition(reference.value.path, near, done, replaces=True)
    else:
        yield Unresolved(
            f'{owner} names {kind} "{name}", which does not exist; did you mean "{near}"?',
            "`forgecfg check --unsafe-fixes` renames it, `forgecfg scaffold --yes` adds it",
        )
    return True


def _suggested(manifest: Manifest, remotes: list[str]) -> str:
    """The remote for a new endpoint: the only one, the one that all others use, or a new one."""
    if len(remotes) == 1:
        return remotes[0]
    services = names_of(manifest, Target.SERVICE)
    named = (endpoint.remote.text for endpoint in manifest.endpoints if endpoint.remote is not None)
    used = {name for name in named if name not in services}
    if len(used) == 1 and (only := used.pop()) is not None:
        # One that is not there may be a slip of one that is.
        return only if only in remotes else closest(only, remotes) or only
    idle = [remote for remote in remotes if remote not in used]
    if len(idle) == 1 and used:
        return idle[0]
    name, number = _NEW_REMOTE, 2
    while name in remotes:
        name, number = f"{_NEW_REMOTE}-{number}", number + 1
    return name
