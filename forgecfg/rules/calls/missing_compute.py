"""FC807."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_item
from forgecfg.findings import FixBuilder, Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.rules.calls.remotes import may_compute
from forgecfg.source.facts import API

if TYPE_CHECKING:
    from forgecfg.document.changes import Plan
    from forgecfg.document.document import Document

_BAD = """\
modules:
  function:
    - key: sync
      handler: index.sync
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations:
      - fetch
"""
_FIXED = _BAD + "      - compute\n"
_CODE = """\
import { invokeRemote } from '@forge/api';
export const sync = () => invokeRemote('backend', { path: '/sync' });
"""
_FILES = {"src/index.js": _CODE}


@rule(
    Severity.ERROR,
    fix=Safety.SAFE,
    good=(Good(_FIXED, files=_FILES),),
    bad=(
        Bad(
            _BAD,
            at=(2, 40),
            file="src/index.js",
            says='`invokeRemote` requires the operation "compute" on remote "backend"',
            fixed=_FIXED,
            files=_FILES,
        ),
    ),
)
def missing_compute(context: Context) -> Iterator[Violation]:
    """A function calls a remote whose operations do not include `compute`.

    `invokeRemote` of `@forge/api` is only allowed for remotes with the operation `compute`; see
    Forge documentation, remote/calling-from-function. Forge rejects other calls. (`forge lint`
    checks literals, but not constants or `require`.)

    How to fix:
    Add `compute` to the `operations` of the remote.
    """
    remotes = {remote.name: remote for remote in reversed(context.manifest.remotes)}
    for call in context.source.named("invokeRemote", package=API):
        for key in call.keys:
            remote = remotes.get(key.name) if key.name is not None else None
            if remote is None or may_compute(remote):
                continue
            yield Violation(
                at_source(key.at),
                f'`invokeRemote` requires the operation "compute" on {remote.label}',
                help="add `compute` to the `operations` of the remote",
                related=((at_item(remote.cursor), f"{remote.label} is declared here"),),
                fixes=(_add_compute(remote.cursor, remote.name or ""),),
            )


def _add_compute(remote: Cursor, name: str) -> FixBuilder:
    def plan(document: Document) -> Plan:
        from forgecfg.edits.ensure import ensure

        return ensure(document, (*remote.path, "operations"), ["compute"])

    return FixBuilder(f"add `compute` to the operations of {quote(name)}", Safety.SAFE, plan)
