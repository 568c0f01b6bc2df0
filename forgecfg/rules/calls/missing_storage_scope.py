"""FC819."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import add_scope
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.scope_names import intended_scopes
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.needs import is_storage

SCOPE = "storage:app"

_BAD = """\
permissions:
  scopes:
    - read:jira-work
modules:
  function:
    - key: run
      handler: index.run
"""
_FIXED = _BAD.replace("work\n", "work\n    - storage:app\n")
_CODE = "import { kvs } from '@forge/kvs';\nexport const run = () => kvs.get('settings');\n"
_FILES = {"src/index.js": _CODE}


@rule(
    Severity.ERROR,
    fix=Safety.SAFE,
    good=(
        Good(_FIXED, files=_FILES),
        Good(_BAD, files={"src/old.js": _CODE}, why="No code of the app imports the file."),
    ),
    bad=(
        Bad(
            _BAD,
            at=(2, 30),
            file="src/index.js",
            says='storage requires the scope "storage:app"',
            fixed=_FIXED,
            files=_FILES,
        ),
    ),
)
def missing_storage_scope(context: Context) -> Iterator[Violation]:
    """Code uses Forge storage, but the scope `storage:app` is not declared.

    Forge rejects every call of `@forge/kvs`, and of `storage` in older versions of `@forge/api`,
    without this scope. (`forge lint` looks for the name `storage`, but not for `@forge/kvs`.)

    How to fix:
    Add `storage:app` to `permissions.scopes`.
    """
    scopes = intended_scopes(context.manifest)
    if scopes is None or SCOPE in scopes:
        return
    facts = context.source
    first = next((c for c in facts.calls if is_storage(c) and facts.in_backend(c)), None)
    if first is None:
        return
    location = context.manifest.scope_anchor
    yield Violation(
        at_source(first.at),
        f'storage requires the scope "{SCOPE}"',
        help=f"add `{SCOPE}` to `permissions.scopes`",
        related=((at_key(location), "the scopes are declared here"),)
        if location is not None
        else (),
        fixes=add_scope(context.manifest.scope_section, SCOPE),
    )
