"""The values that shells complete: scopes of the catalog, and keys of the manifest.

A manifest is read without checking it. Whatever fails, there is just nothing to complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from forgecfg.document.document import load
from forgecfg.files.read import read_manifest_file
from forgecfg.files.search import MANIFEST_NAMES
from forgecfg.manifest.view import Manifest, read_manifest

# Larger manifests would keep the user waiting.
_MAX_SIZE = 500_000


def complete_scopes(incomplete: str) -> list[str]:
    """The known scopes that begin with a text."""
    from forgecfg.catalog.scopes import KNOWN_SCOPES

    return sorted(scope for scope in KNOWN_SCOPES if scope.startswith(incomplete))


def complete_remotes(ctx: typer.Context, incomplete: str) -> list[str]:
    """The keys of the remotes of the manifest that a command is about."""
    return _starting(incomplete, _keys(ctx, "remote"))


def complete_endpoints(ctx: typer.Context, incomplete: str) -> list[str]:
    """The keys of the endpoints of the manifest that a command is about."""
    return _starting(incomplete, _keys(ctx, "endpoint"))


def complete_modules(ctx: typer.Context, incomplete: str) -> list[str]:
    """The modules of the manifest that can call an endpoint, as TYPE:KEY."""
    found = (f"{type_name}:{key}" for type_name, key in _modules(ctx))
    return _starting(incomplete, (one for one in found if not one.startswith(_NO_CALLERS)))


def complete_keys(ctx: typer.Context, incomplete: str) -> list[str]:
    """The keys of all modules and remotes of the manifest that a command is about."""
    modules = [key for _, key in _modules(ctx)]
    return _starting(incomplete, [*modules, *_keys(ctx, "remote")])


_NO_CALLERS = ("endpoint:", "function:")


def _starting(incomplete: str, values: Iterable[str]) -> list[str]:
    return sorted({value for value in values if value.startswith(incomplete)})


def _keys(ctx: typer.Context, section: str) -> Iterator[str]:
    manifest = _manifest(ctx)
    if manifest is not None:
        owners = manifest.remotes if section == "remote" else manifest.endpoints
        yield from (owner.name for owner in owners if owner.name)


def _modules(ctx: typer.Context) -> Iterator[tuple[str, str]]:
    manifest = _manifest(ctx)
    for module in manifest.modules if manifest is not None else ():
        if module.name:
            yield module.type, module.name


def _manifest(ctx: typer.Context) -> Manifest | None:
    """The manifest of the options so far, else that of the current directory."""
    named = ctx.params.get("file") or ctx.params.get("path") or "."
    # Some commands accept several manifests.
    first = named[0] if isinstance(named, (list, tuple)) else named
    path = Path(first if isinstance(first, str) else ".")
    candidates = [path / name for name in sorted(MANIFEST_NAMES)] if path.is_dir() else [path]
    try:
        file = next(candidate for candidate in candidates if candidate.is_file())
        source = read_manifest_file(file)
        if not isinstance(source, bytes) or len(source) > _MAX_SIZE:
            return None
        return read_manifest(load(source))
    except (OSError, ValueError, StopIteration):
        return None
