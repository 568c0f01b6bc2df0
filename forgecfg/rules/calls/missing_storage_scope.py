"""FC819."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity
from forgecfg.edits.fixes import add_scope
from forgecfg.rules.calls.locations import at_spot
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.findings import Violation
from forgecfg.document.locations import at_key
from forgecfg.rules.scopes.scope_names import intended_scopes
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
    "FC819",
    "missing-storage-scope",
    Severity.ERROR,
    fix=Safety.SAFE,
    good=(
        Good(_FIXED, files=_FILES),
        Good(_BAD, files={"src/old.js": _CODE}, why="Nothing imports the file."),
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
    """Code uses Forge storage, and the scope `storage:app` is not declared.

    Every call of `@forge/kvs`, or of `storage` in older versions of `@forge/api`, is rejected
    without it. (`forge lint` looks for the name `storage`, not for `@forge/kvs`.)
    """
    scopes = intended_scopes(context.manifest)
    if scopes is None or SCOPE in scopes:
        return
    facts = context.source
    first = next((c for c in facts.calls if is_storage(c) and facts.in_backend(c)), None)
    if first is None:
        return
    location = context.manifest.scope_place
    yield Violation(
        at_spot(first.at),
        f'storage requires the scope "{SCOPE}"',
        help=f"add `{SCOPE}` to `permissions.scopes`",
        related=((at_key(location), "the scopes are declared here"),) if location is not None else (),
        fixes=add_scope(context.manifest.scope_section, SCOPE),
    )
