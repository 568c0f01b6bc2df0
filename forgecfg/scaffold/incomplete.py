"""Endpoints without a remote, and tokens written as `appUserToken: true`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forgecfg.document.cursor import Cursor
from forgecfg.errors import UsageError
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.manifest.declarations import names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.url import UrlError, parse_url
from forgecfg.manifest.view import Endpoint, Manifest, Remote
from forgecfg.scaffold.addition import Addition, Additions
from forgecfg.scaffold.endpoints import new_remote_keys, suggested_remote
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.plan import NewRemote, remote_addition
from forgecfg.scaffold.prompts import Prompter
from forgecfg.scaffold.results import Unresolved
from forgecfg.scaffold.validation import key_error, validated_url

# What people call the base URL of a remote where they write it on the endpoint.
_URL_NAMES = ("url", "baseUrl", "baseURL", "base_url", "uri", "address")
_RULE = "missing-property"


class _Written(NamedTuple):
    """The URL of an endpoint: the name of its property, and its two parts."""

    name: str
    base: str
    path: str


def endpoints_without_remote(
    manifest: Manifest, options: ScaffoldOptions, prompter: Prompter
) -> Additions:
    """The remotes of endpoints that have neither a remote nor a service.

    A URL on the endpoint becomes the base URL of its remote, and the path of the URL its route.
    """
    remotes = list(names_of(manifest, Target.REMOTE))
    chosen = options.remote if options.remote not in remotes else None
    new_keys = new_remote_keys((*remotes, options.remote or ""))
    keys: dict[str | None, str] = {}
    for declared in manifest.remotes:
        if declared.base_url is not None and declared.name is not None:
            keys.setdefault(declared.base_url.text, declared.name)
    suggested = suggested_remote(manifest, remotes)
    for endpoint in _without_remote(manifest):
        written = _url(endpoint.cursor)
        if written is None:
            remote = options.remote or prompter.remote_for(endpoint.name or "", remotes, suggested)
            error = None if remote in remotes else key_error(remote, "remote key")
            if error is not None:
                yield Unresolved(f"{endpoint.label}: {error}", "change the key", _RULE)
                continue
            path = (*endpoint.cursor.path, "remote")
            yield Addition(path, remote, f'remote "{remote}" of {endpoint.label}')
            continue
        try:
            validated_url(written.base)
        except UsageError as error:
            advice = f"replace `{written.name}` with `remote`, the key of a remote"
            yield Unresolved(f"{endpoint.label}: {error}", advice, _RULE)
            continue
        known = keys.get(written.base)
        if known is None:
            known = chosen or next(new_keys)
            chosen = None
            keys[written.base] = known
            yield remote_addition(manifest, NewRemote(known, written.base, (), ("compute",)))
        yield from _moved(endpoint, written, known)


def _moved(endpoint: Endpoint, written: _Written, remote: str) -> Iterator[Addition]:
    cursor = endpoint.cursor
    description = f'`{written.name}` of {endpoint.label} as base URL of remote "{remote}"'
    yield Addition(
        (*cursor.path, "remote"), remote, description, replaces=True, renamed_from=written.name
    )
    if written.path:
        path = (*cursor.path, "route")
        description = f"route {written.path} of {endpoint.label}"
        yield Addition(path, {"path": written.path}, description)


def _without_remote(manifest: Manifest) -> Iterator[Endpoint]:
    for endpoint in manifest.endpoints:
        cursor = endpoint.cursor
        named = [cursor.get(name) for name in ("remote", "service")]
        misspelled = any(has_misspelling_of(cursor, name) for name in ("remote", "service"))
        if named == [None, None] and not misspelled and cursor.path[:2] == ("modules", "endpoint"):
            yield endpoint


def _url(endpoint: Cursor) -> _Written | None:
    """The URL on an endpoint; its path is separate if it can become the route."""
    for name in _URL_NAMES:
        value = endpoint.get(name)
        if value is None or value.text is None:
            continue
        try:
            url = parse_url(value.text)
        except UrlError:
            return _Written(name, value.text, "")
        if endpoint.get("route") is None and url.path not in ("", "/"):
            base = value.text.removesuffix(url.path)
            if base != value.text:
                return _Written(name, base, url.path)
        return _Written(name, value.text, "")
    return None


def tokens_as_booleans(manifest: Manifest) -> Additions:
    """Tokens written as `appUserToken: true`, which Forge rejects."""
    owners: tuple[Endpoint | Remote, ...] = (*manifest.endpoints, *manifest.remotes)
    for owner in owners:
        for token in owner.tokens:
            if token.cursor.value is True:
                description = f"{token.name} of {owner.label} as a mapping with `enabled: true`"
                yield Addition(token.cursor.path, {"enabled": True}, description, replaces=True)
