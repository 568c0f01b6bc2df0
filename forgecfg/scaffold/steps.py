"""The missing parts of a manifest, as additions: paths and data.

Each function reads one state of the manifest. Its additions are made before the next function
runs, because a new endpoint may need a new remote, and a token a scope.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forgecfg.document.positions import YamlPath
from forgecfg.manifest.analysis.misplaced import misspelled_section
from forgecfg.manifest.analysis.provider_egress import FETCH_PERMISSION, unfetched
from forgecfg.manifest.analysis.routes import unrouted
from forgecfg.manifest.analysis.storage import undeclared_storage
from forgecfg.manifest.analysis.tokens import (
    callers_without_user,
    example_scope,
    missing_token_scopes,
    token_without_app_scope,
)
from forgecfg.manifest.analysis.undefined import undefined_references
from forgecfg.manifest.declarations import names_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.addition import ENDPOINTS, REMOTES, SCOPES, Addition, Additions, Note
from forgecfg.scaffold.options import ScaffoldOptions
from forgecfg.scaffold.plan import scope_addition
from forgecfg.scaffold.prompts import Prompter
from forgecfg.scaffold.results import Unresolved

if TYPE_CHECKING:
    from forgecfg.document.changes import Data
    from forgecfg.document.cursor import Cursor

_OPTIONS = {"appUserToken": "--user-token", "appSystemToken": "--system-token"}


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
    if not names:
        return
    addition = scope_addition(manifest, names)
    typo = misspelled_section(manifest.root, ("permissions", "scopes"))
    if typo is None or options.allow_similar_names:
        yield addition
        return
    found, section = typo
    yield Unresolved(
        f"cannot add {addition.description}: `{found}` looks like a typo of `{section}`",
        f"rename it to `{section}`, then scaffold again",
    )


def missing_product_scopes(manifest: Manifest, prompter: Prompter) -> Additions:
    """The scopes of the APIs that are called with tokens, if none is declared."""
    if token_without_app_scope(manifest) is not None:
        names = prompter.product_scopes(example_scope(manifest))
        if names:
            yield scope_addition(manifest, list(names))


def undeclared_code(manifest: Manifest) -> Additions:
    """Undeclared functions and resources that modules reference, which scaffolding does not add."""
    commands = {Target.FUNCTION: "--handler index.run", Target.RESOURCE: "--path static/main"}
    for target, options in commands.items():
        named: set[str] = set()
        for reference, name, candidate in undefined_references(manifest, target):
            if name in named:
                continue
            named.add(name)
            question = f'; did you mean "{candidate}"?' if candidate is not None else ""
            yield Unresolved(
                f'{reference.owner} references {target} "{name}", which is not declared{question}',
                f"for example `forgecfg add {target} {name} {options}`",
                f"undefined-{target}",
            )


def unused_urls(manifest: Manifest, options: ScaffoldOptions) -> Additions:
    """Base URLs of the options for remotes that do not exist after all additions."""
    for key in options.base_urls:
        if key and key not in names_of(manifest, Target.REMOTE):
            yield Unresolved(
                f'--base-url {key}=… is unused: nothing references remote "{key}"',
                "pass the key of a missing remote, or use `forgecfg add remote`",
            )


def unused_tokens(manifest: Manifest, options: ScaffoldOptions) -> Additions:
    """Tokens of the options that no endpoint enables after all additions."""
    userless = callers_without_user(manifest)
    for name in options.tokens:
        endpoints = manifest.endpoints
        if any(token.name == name and token.enabled for e in endpoints for token in e.tokens):
            continue
        able = [e for e in endpoints if name != "appUserToken" or e.name not in userless]
        option = _OPTIONS[name]
        key = able[0].name if able and able[0].name is not None else "KEY"
        if endpoints and not able:
            yield Note(f"{option} is unused: all endpoints are called without a user context")
            continue
        yield Unresolved(
            f"{option} is unused: it applies to new endpoints, and none is missing",
            f"enable the token on an existing one with `forgecfg add token {key} {option}`",
        )
