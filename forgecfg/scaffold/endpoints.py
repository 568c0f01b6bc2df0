"""Endpoints that modules reference and that are not declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, count
from typing import NamedTuple

from forgecfg.catalog.callers import is_backend_call
from forgecfg.manifest.analysis.tokens import callers_without_user
from forgecfg.manifest.analysis.undefined import undefined_references
from forgecfg.manifest.declarations import module_keys, names_of
from forgecfg.manifest.references import Reference, Target
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.addition import Addition, Additions
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.plan import NewEndpoint, endpoint_addition
from forgecfg.scaffold.prompts import Prompter
from forgecfg.scaffold.results import Unresolved
from forgecfg.scaffold.similar import resolve_similar, unreadable_section
from forgecfg.scaffold.validation import key_error
from forgecfg.suggest import closest

_NEW_REMOTE = "backend"
_USER_TOKEN = "appUserToken"
_RULE = "undefined-endpoint"


class _Context(NamedTuple):
    """What every new endpoint depends on."""

    manifest: Manifest
    options: ScaffoldOptions
    prompter: Prompter
    remotes: list[str]
    suggested: str
    taken: Mapping[str | None, str]
    userless: Mapping[str, list[Reference]]
    tokens: Callable[[str], tuple[str, ...]]


def missing_endpoints(
    manifest: Manifest, options: ScaffoldOptions, prompter: Prompter
) -> Additions:
    """Undeclared endpoints that modules reference."""
    yield from unreadable_section(manifest, Target.ENDPOINT, "modules.endpoint")
    calls: dict[str, list[Reference]] = {}
    similar: dict[str, str] = {}
    for reference, name, candidate in undefined_references(manifest, Target.ENDPOINT):
        calls.setdefault(name, []).append(reference)
        if candidate is not None:
            similar[name] = candidate
    if not calls:
        return
    remotes = list(names_of(manifest, Target.REMOTE))
    context = _Context(
        manifest,
        options,
        prompter,
        remotes,
        suggested_remote(manifest, remotes),
        {key.text: kind for kind, key in module_keys(manifest)},
        callers_without_user(manifest),
        cache(prompter.tokens),
    )
    for name, references in calls.items():
        resolved = yield from resolve_similar(
            references, "endpoint", name, similar.get(name), options, prompter
        )
        if not resolved:
            yield _endpoint(context, name, references)


def _endpoint(context: _Context, name: str, references: list[Reference]) -> Addition | Unresolved:
    """A new endpoint, or why it cannot be added."""
    manifest, options, prompter = context[:3]
    owner = references[0].owner
    # Forge's linter accepts longer keys than the documentation allows, so keep the key in use.
    error = key_error(name, "endpoint key", longest=None)
    if error is not None:
        return Unresolved(f"{owner}: {error}", "change the key of the endpoint", _RULE)
    if name in context.taken:
        conflict = (
            f'references endpoint "{name}", but {context.taken[name]} "{name}" has the same key'
        )
        return Unresolved(f"{owner} {conflict}", "change one of the two keys", _RULE)
    remote = options.remote or prompter.remote_for(name, context.remotes, context.suggested)
    error = None if remote in context.remotes else key_error(remote, "remote key")
    if error is not None:
        return Unresolved(f'endpoint "{name}": {error}', "change the key of the remote", _RULE)
    backend = any(is_backend_call(call.module_type, call.site) for call in references)
    wanted = options.tokens or context.tokens(remote)
    # Without a user context Forge has no user token, and rejects some endpoints that enable it.
    callers = context.userless.get(name) if _USER_TOKEN in wanted else None
    tokens = tuple(token for token in wanted if not (callers and token == _USER_TOKEN))
    addition = endpoint_addition(
        manifest, NewEndpoint(name, remote, tokens, f"/{name}" if backend else None)
    )
    if not callers:
        return addition
    reason = f"{callers[0].owner} calls it without a user context"
    description = f"{addition.description}, without {_USER_TOKEN}: {reason}"
    return addition._replace(description=description)


def suggested_remote(manifest: Manifest, remotes: list[str]) -> str:
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
    return next(new_remote_keys(remotes))


def new_remote_keys(taken: Iterable[str]) -> Iterator[str]:
    """Keys for new remotes, without end."""
    used = set(taken)
    names = chain([_NEW_REMOTE], (f"{_NEW_REMOTE}-{number}" for number in count(2)))
    return (name for name in names if name not in used)
