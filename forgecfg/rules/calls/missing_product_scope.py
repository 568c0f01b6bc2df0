"""FC824."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.rest_scopes import Operation, has_scope_of
from forgecfg.document.display import quote
from forgecfg.document.locations import Location, at_key
from forgecfg.edits.fixes import add_scopes
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.scope_names import intended_scopes
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.products import requests

_GOOD = """\
permissions:
  scopes:
    - read:jira-work
modules:
  function:
    - key: run
      handler: index.run
"""
_CODE = """\
import api, { route } from '@forge/api';
export const run = (key) =>
  api.asApp().requestJira(route`/rest/api/3/issue/${key}`);
"""
_WRITE = _CODE.replace("`);", "/comment`, { method: 'POST' });")


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD, files={"src/index.js": _CODE}),
        Good(
            _GOOD,
            files={"src/index.js": _CODE.replace("/rest/api/3/issue/", "/rest/new/")},
            why="The path is not in the table, so its scopes are unknown.",
        ),
    ),
    bad=(
        Bad(
            _GOOD,
            at=(3, 27),
            file="src/index.js",
            says="POST /rest/api/3/issue/{}/comment requires a scope that is not declared: "
            '"write:jira-work"',
            fixed=_GOOD.replace("work\n", "work\n    - write:jira-work\n"),
            files={"src/index.js": _WRITE},
        ),
        Bad(
            _GOOD,
            at=(3, 27),
            file="src/index.js",
            says="write:jira-work",
            severity=Severity.WARNING,
            fixed=_GOOD.replace("work\n", "work\n    - write:jira-work\n"),
            files={"src/index.js": _WRITE.replace("api/3", "api/2")},
        ),
    ),
)
def missing_product_scope(context: Context) -> Iterator[Violation]:
    """A request to a product requires a scope that the manifest does not declare.

    Jira, Confluence and Bitbucket reject a request without the scopes of its operation: either all
    of the classic scopes, or all of the granular ones. The operation is found by method and path in
    a dated table that is derived from Atlassian's public API descriptions; a path that is not in it
    is never reported. The finding is a warning if the operation is less certain. (`forge lint`
    reports the same for paths that are written in the call, but it does not read constants,
    `/rest/api/2`, or options in a variable.)

    How to fix:
    Add the scope to `permissions.scopes`.
    """
    declared = intended_scopes(context.manifest)
    if declared is None:
        return
    location = context.manifest.scope_anchor
    related: tuple[tuple[Location, str], ...] = ()
    if location is not None:
        related = ((at_key(location), "the scopes are declared here"),)
    for request in requests(context.source):
        operation = request.operation
        missing = operation.missing(declared) if operation is not None else ()
        if operation is None or not missing or _may_have_other_set(operation, declared):
            continue
        names = " and ".join(quote(scope) for scope in missing)
        many = "scopes that are" if len(missing) > 1 else "a scope that is"
        certain = request.certain and not _is_doubtful(operation, missing, declared)
        yield Violation(
            at_source(request.key.at if request.key is not None else request.call.at),
            f"{request.method} {request.path} requires {many} not declared: {names}",
            help=_help(operation),
            related=related,
            severity=None if certain else Severity.WARNING,
            fixes=add_scopes(context.manifest.scope_section, missing),
        )


def _may_have_other_set(operation: Operation, declared: frozenset[str]) -> bool:
    """Whether scopes that are not in the table may allow an operation of an old description."""
    return bool(operation.only) and has_scope_of(operation.product, declared)


def _is_doubtful(operation: Operation, missing: tuple[str, ...], declared: frozenset[str]) -> bool:
    """Whether the declared scopes may be enough: some of a granular set, or a wider scope."""
    if not declared.isdisjoint(operation.granular):
        return True
    return any(
        scope.startswith("read:")
        and any(f"{verb}:{scope[5:]}" in declared for verb in ("write", "manage", "delete"))
        for scope in missing
    )


def _help(operation: Operation) -> str:
    if operation.current and operation.granular:
        granular = ", ".join(f"`{scope}`" for scope in operation.granular)
        return f"add it, or the granular set: {granular} (API description of {operation.state})"
    return f"add it to `permissions.scopes` (API description of {operation.state})"
