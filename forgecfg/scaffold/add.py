"""The additions of `add remote`, `add resource` and `add scope`."""

from __future__ import annotations

from posixpath import splitext

from forgecfg.catalog.regions import REGIONS
from forgecfg.errors import UsageError
from forgecfg.manifest.declarations import names_of
from forgecfg.manifest.paths import is_absolute, is_outside
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest
from forgecfg.scaffold.addition import Addition, Additions, Planner
from forgecfg.scaffold.connect import Caller, connect, find_module
from forgecfg.scaffold.plan import (
    NewRemote,
    NewResource,
    NewScopes,
    in_file_order,
    remote_addition,
    scope_addition,
)
from forgecfg.scaffold.validation import (
    check_key,
    check_known,
    check_new,
    validated_scopes,
    validated_url,
)

OPERATIONS = ("compute", "fetch", "storage", "other")

# A UI Kit front end is a script file, a Custom UI front end a directory.
_SCRIPTS = (".js", ".jsx", ".ts", ".tsx")


def add_remote(new: NewRemote) -> Planner:
    """A new remote.

    Raises UsageError for an invalid key, URL, region or operation; the planner raises it for a key
    that exists already.
    """
    check_key(new.key, "remote key")
    if new.base_url is not None:
        validated_url(new.base_url)
    seen: set[str] = set()
    for region, url in new.regions:
        check_known(region, REGIONS, "region")
        if region in seen:
            raise UsageError(f"duplicate base URL for region {region}")
        seen.add(region)
        validated_url(url)
    for operation in new.operations:
        check_known(operation, OPERATIONS, "operation")

    def plan(manifest: Manifest) -> Additions:
        check_new(new.key, names_of(manifest, Target.REMOTE), "remote")
        yield remote_addition(manifest, new)

    return plan


def add_scopes(new: NewScopes) -> Planner:
    """Scopes that are not declared yet. Raises UsageError as `validated_scopes` does."""
    validated_scopes(new.names)

    def plan(manifest: Manifest) -> Additions:
        yield from missing_scopes(manifest, new.names)

    return plan


def missing_scopes(manifest: Manifest, names: tuple[str, ...]) -> Additions:
    """The scopes that are not declared yet, in one addition."""
    declared = {scope.name for scope in manifest.scopes}
    missing = [name for name in dict.fromkeys(names) if name not in declared]
    if missing:
        yield scope_addition(manifest, missing)


def add_resource(new: NewResource, caller: Caller | None = None) -> Planner:
    """A new resource, and the reference of the module that shows it.

    A module that shows a script file is UI Kit and gets `render: native`. Raises UsageError for an
    invalid key or path; the planner raises it as `connect` does, and for a key that exists already.
    """
    check_key(new.key, "resource key", longest=None)
    if not new.path.strip() or is_absolute(new.path) or is_outside(new.path):
        raise UsageError(f"invalid path {new.path!r}: expected a path below the manifest")

    def plan(manifest: Manifest) -> Additions:
        check_new(new.key, names_of(manifest, Target.RESOURCE), "resource")
        existing = list(manifest.items("resources"))
        item = in_file_order(new.item(), existing[-1:])
        yield Addition(("resources",), [item], f'resource "{new.key}" at {new.path}')
        if caller is not None:
            yield from connect(manifest, caller, Target.RESOURCE, new.key)
            module = find_module(manifest, caller)
            if is_script(new.path) and module.cursor.get("render") is None:
                path = (*module.cursor.path, "render")
                yield Addition(path, "native", f"`render: native` of {module.label}, for UI Kit")

    return plan


def is_script(path: str) -> bool:
    """Whether a resource is a UI Kit front end."""
    return splitext(path)[1] in _SCRIPTS
