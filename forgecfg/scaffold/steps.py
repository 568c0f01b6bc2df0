"""The missing parts of a manifest, as additions: paths and data.

Each function reads one state of the manifest. Its additions are made before the next function
runs, because a new endpoint may need a new remote, and a token a scope.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, NamedTuple

from forgecfg.catalog.callers import is_backend_call
from forgecfg.catalog.placeholder import PLACEHOLDER_BASE_URL
from forgecfg.document.positions import YamlPath
from forgecfg.manifest.analysis.misplaced import may_be_elsewhere
from forgecfg.manifest.analysis.provider_egress import FETCH_PERMISSION, PROVIDERS_SITE, unfetched
from forgecfg.manifest.analysis.routes import unrouted
from forgecfg.manifest.analysis.storage import undeclared_storage
from forgecfg.manifest.analysis.tokens import callers_without_user, missing_token_scopes
from forgecfg.manifest.analysis.undefined import is_service, undefined_references
from forgecfg.manifest.declarations import module_keys, names_of
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Endpoint, Manifest, Remote
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.plan import Item, NewEndpoint, NewRemote, in_file_order
from forgecfg.scaffold.prompts import NameConflict, Prompter
from forgecfg.scaffold.results import Unresolved
from forgecfg.scaffold.validation import key_error
from forgecfg.suggest import closest

if TYPE_CHECKING:
    from forgecfg.document.changes import Data
    from forgecfg.document.cursor import Cursor

ENDPOINTS: YamlPath = ("modules", "endpoint")
REMOTES: YamlPath = ("remotes",)
SCOPES: YamlPath = ("permissions", "scopes")
# Sites that reference a remote from which functions or the front end fetch.
_FETCHED = ("permissions.external.", PROVIDERS_SITE)

_NEW_REMOTE = "backend"
_USER_TOKEN = "appUserToken"


class Addition(NamedTuple):
    """Data that must be present at a path, and a description of the addition for the user.

    `replaces`: the data replaces the scalar at the path.
    """

    path: YamlPath
    data: Data
    description: str
    replaces: bool = False


Additions = Iterator[Addition | Unresolved]


def empty_sections(manifest: Manifest) -> Additions:
    """Empty sections of the wrong type, such as `remotes: {}`.

    Rules do not look below a section of the wrong type. If something references what the section
    could declare, it becomes an empty list (or mapping), to be filled by later steps.
    """
    referenced = {target: bool(manifest.references[target]) for target in Target}
    sections: tuple[tuple[YamlPath, Data, bool], ...] = (
        (ENDPOINTS, [], referenced[Target.ENDPOINT]),
        (REMOTES, [], referenced[Target.REMOTE] or referenced[Target.ENDPOINT]),
        (SCOPES[:1], {}, any(manifest.enabled_tokens())),
    )
    for path, empty, needed in sections:
        section = manifest.at(*map(str, path))
        if needed and section is not None and _is_empty_of_wrong_type(section, empty):
            name = ".".join(map(str, path))
            description = (
                f"{name} as a list, not {{}}" if empty == [] else f"{name} as a mapping, not []"
            )
            yield Addition(path, empty, description, replaces=True)


def _is_empty_of_wrong_type(section: Cursor, empty: Data) -> bool:
    if any(section.items()) or any(section.entries()):
        return False
    return section.is_mapping if isinstance(empty, list) else section.is_list


def missing_endpoints(
    manifest: Manifest, options: ScaffoldOptions, prompter: Prompter
) -> Additions:
    """Undeclared endpoints that modules reference."""
    yield from _unreadable_section(manifest, Target.ENDPOINT, "modules.endpoint")
    userless = callers_without_user(manifest)
    taken = {key.text: kind for kind, key in module_keys(manifest)}
    calls: dict[str, list[Reference]] = {}
    similar: dict[str, str] = {}
    for reference, name, candidate in undefined_references(manifest, Target.ENDPOINT):
        calls.setdefault(name, []).append(reference)
        if candidate is not None:
            similar[name] = candidate
    for name, references in calls.items():
        resolved = yield from _resolve_similar(
            references, "endpoint", name, similar.get(name), options, prompter
        )
        if resolved:
            continue
        remotes = list(names_of(manifest, Target.REMOTE))
        # Forge's linter accepts longer keys than the documentation allows, so keep the key in use.
        error = key_error(name, "endpoint key", longest=None)
        if error is not None:
            yield Unresolved(f"{references[0].owner}: {error}", "change the key of the endpoint")
            continue
        if name in taken:
            conflict = f'references endpoint "{name}", but {taken[name]} "{name}" has the same key'
            yield Unresolved(f"{references[0].owner} {conflict}", "change one of the two keys")
            continue
        remote = options.remote or prompter.remote_for(name, remotes, _suggested(manifest, remotes))
        error = None if remote in remotes else key_error(remote, "remote key")
        if error is not None:
            yield Unresolved(f'endpoint "{name}": {error}', "change the key of the remote")
            continue
        backend = any(is_backend_call(call.module_type, call.site) for call in references)
        # Without a user context Forge has no user token, and rejects some endpoints that enable it.
        callers = userless.get(name) if _USER_TOKEN in options.tokens else None
        tokens = tuple(token for token in options.tokens if not (callers and token == _USER_TOKEN))
        addition = endpoint_addition(
            manifest, NewEndpoint(name, remote, tokens, f"/{name}" if backend else None)
        )
        if callers:
            reason = f"{callers[0].owner} calls it without a user context"
            description = f"{addition.description}, without {_USER_TOKEN}: {reason}"
            addition = addition._replace(description=description)
        yield addition


def missing_remotes(manifest: Manifest, options: ScaffoldOptions, prompter: Prompter) -> Additions:
    """Undeclared remotes that something references."""
    yield from _unreadable_section(manifest, Target.REMOTE, "remotes")
    users: dict[str, list[Reference]] = {}
    similar: dict[str, str] = {}
    for reference, name, candidate in undefined_references(manifest, Target.REMOTE):
        if candidate is None and is_service(reference, manifest):
            yield Unresolved(
                f'{reference.owner} references remote "{name}", which is a service of this app',
                "replace `remote:` with `service:`, or run `forgecfg check --fix --unsafe-fixes`",
            )
            continue
        users.setdefault(name, []).append(reference)
        # The remote that the user chose for new endpoints is not a typo.
        if candidate is not None and name != options.remote:
            similar[name] = candidate
    for name, references in users.items():
        resolved = yield from _resolve_similar(
            references, "remote", name, similar.get(name), options, prompter
        )
        if resolved:
            continue
        error = key_error(name, "remote key")
        if error is not None:
            yield Unresolved(f"{references[0].owner}: {error}", "change the key of the remote")
            continue
        is_fetched = any(user.site.startswith(_FETCHED) for user in references)
        is_called = any(not user.site.startswith(_FETCHED) for user in references)
        operations = (*(("compute",) if is_called else ()), *(("fetch",) if is_fetched else ()))
        url = options.base_urls.get(name) or options.base_urls.get("") or prompter.base_url(name)
        yield remote_addition(manifest, NewRemote(name, url, (), operations))


def missing_egress(manifest: Manifest) -> Additions:
    """Missing permissions to fetch from the remotes of providers."""
    for remote in {remote.name: remote for _, remote in unfetched(manifest)}.values():
        allowed: Data = [{"remote": remote.name}]
        yield Addition(FETCH_PERMISSION, allowed, f"permission to fetch from {remote.label}")
        if remote.operations is not None:
            yield Addition(
                (*remote.cursor.path, "operations"), ["fetch"], f"operation fetch of {remote.label}"
            )


def missing_routes(manifest: Manifest) -> Additions:
    """Missing routes of endpoints that Forge's backend calls."""
    for endpoint, calls in unrouted(manifest):
        route = f"/{endpoint.name}"
        path = (*endpoint.cursor.path, "route")
        description = f"route {route} of {endpoint.label}, for {calls[0].owner}"
        yield Addition(path, {"path": route}, description)


def missing_storage(manifest: Manifest, prompter: Prompter) -> Additions:
    """Missing storage declarations of remotes that store data."""
    for remote, _ in undeclared_storage(manifest):
        stores = prompter.stores_user_data(remote.name or "")
        path = (*remote.cursor.path, "storage")
        description = f"storage.inScopeEUD: {str(stores).lower()} of {remote.label}"
        yield Addition(path, {"inScopeEUD": stores}, description)


def missing_scopes(manifest: Manifest, options: ScaffoldOptions) -> Additions:
    """Missing scopes of enabled tokens, and those of the options."""
    missing = [scope for _, _, scope in missing_token_scopes(manifest)]
    declared = {scope.name for scope in manifest.scopes}
    names = [name for name in dict.fromkeys([*missing, *options.scopes]) if name not in declared]
    if names:
        yield scope_addition(manifest, names)


def unused_urls(manifest: Manifest, options: ScaffoldOptions) -> Additions:
    """Base URLs of the options for remotes that do not exist after all additions."""
    for key in options.base_urls:
        if key and key not in names_of(manifest, Target.REMOTE):
            yield Unresolved(
                f'--base-url {key}=… is unused: nothing references remote "{key}"',
                "pass the key of a missing remote, or use `forgecfg add remote`",
            )


def endpoint_addition(manifest: Manifest, new: NewEndpoint) -> Addition:
    """A new endpoint."""
    existing = [endpoint.cursor for endpoint in manifest.endpoints]
    item = in_file_order(new.item(), existing)
    return Addition(ENDPOINTS, [item], f'endpoint "{new.key}" to remote "{new.remote}"')


def remote_addition(manifest: Manifest, new: NewRemote) -> Addition:
    """A new remote."""
    item: Item = in_file_order(new.item(), [remote.cursor for remote in manifest.remotes])
    placeholder = f"placeholder {PLACEHOLDER_BASE_URL}: replace it before you deploy"
    url = f"base URL {new.base_url}" if new.base_url else placeholder
    return Addition(REMOTES, [item], f'remote "{new.key}" with {url}')


def scope_addition(manifest: Manifest, names: list[str]) -> Addition:
    """New scopes, in the form of the existing ones (list or mapping)."""
    section = manifest.scope_section
    as_mapping = section is not None and section.is_mapping and any(section.entries())
    data: Data = {name: {} for name in names} if as_mapping else list(names)
    plural = "s" if len(names) > 1 else ""
    return Addition(SCOPES, data, f"scope{plural} {', '.join(names)}")


def _unreadable_section(manifest: Manifest, target: Target, section: str) -> Additions:
    """Names that may be declared in a section that cannot be read because of an error."""
    variable = any(key.unknown for key in _all_keys(manifest, target))
    if variable or not may_be_elsewhere(manifest, target):
        return
    declared = names_of(manifest, target)
    for reference in manifest.references[target]:
        if reference.name is not None and reference.name not in declared:
            yield Unresolved(
                f'{reference.owner} references {target} "{reference.name}", but forgecfg cannot '
                f"tell whether it is declared: `{section}` has an error",
                "fix the error that `forgecfg check` reports, then scaffold again",
            )
            return


def _all_keys(manifest: Manifest, target: Target) -> list[Cursor]:
    items: tuple[Endpoint | Remote, ...] = manifest.remotes
    if target is Target.ENDPOINT:
        items = manifest.endpoints
    return [item.key for item in items if item.key is not None]


def _resolve_similar(
    references: list[Reference],
    kind: str,
    name: str,
    similar: str | None,
    options: ScaffoldOptions,
    prompter: Prompter,
) -> Generator[Addition | Unresolved, None, bool]:
    """Handle a name that is similar to a declared one; returns whether to add nothing."""
    if similar is None or options.allow_similar_names:
        return False
    owner = references[0].owner
    answer = prompter.resolve_conflict(owner, kind, name, similar)
    if answer is NameConflict.ADD:
        return False
    if answer is NameConflict.RENAME:
        for reference in references:
            description = f'reference to {kind} "{similar}" from {reference.owner}'
            yield Addition(reference.value.path, similar, description, replaces=True)
    else:
        yield Unresolved(
            f'{owner} references {kind} "{name}", which is not declared; did you mean "{similar}"?',
            "rename it with `forgecfg check --fix --unsafe-fixes`, or add it with "
            "`forgecfg scaffold --yes`",
        )
    return True


def _suggested(manifest: Manifest, remotes: list[str]) -> str:
    """The remote for a new endpoint: the only one, the one that all endpoints use, or a new one."""
    if len(remotes) == 1:
        return remotes[0]
    services = names_of(manifest, Target.SERVICE)
    named = (endpoint.remote.text for endpoint in manifest.endpoints if endpoint.remote is not None)
    used = {name for name in named if name not in services}
    if len(used) == 1 and (only := used.pop()) is not None:
        # An undeclared remote may be a typo of a declared one.
        return only if only in remotes else closest(only, remotes) or only
    idle = [remote for remote in remotes if remote not in used]
    if len(idle) == 1 and used:
        return idle[0]
    name, number = _NEW_REMOTE, 2
    while name in remotes:
        name, number = f"{_NEW_REMOTE}-{number}", number + 1
    return name
