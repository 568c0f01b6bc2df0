"""FC405."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.storage import undeclared_storage
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations:
      - compute
      - storage
    storage:
      inScopeEUD: false
"""
_DECLARATION = "    storage:\n      inScopeEUD: false\n"


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("      - storage\n", "").replace(_DECLARATION, ""),
            why="The operations do not include storage.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace(_DECLARATION, ""),
            at=(2, 10),
            says='missing storage.inScopeEUD in remote "backend", required for the operation '
            '"storage"',
        ),
        Bad(
            "remotes: [{operations: [storage], key: backend, baseUrl: 'https://b.example.com'}]\n",
            at=(1, 40),
            says="missing storage.inScopeEUD",
        ),
    ),
)
def missing_storage_declaration(context: Context) -> Iterator[Violation]:
    """A remote lists the operation `storage`, but not whether it stores end-user data.

    Forge then requires `storage.inScopeEUD`, true or false, and rejects the manifest without it.
    The value decides whether the app can be pinned to a region (Forge documentation,
    manifest-reference/remotes). An incomplete `storage` section is reported as missing-property.

    How to fix:
    Add `storage` with `inScopeEUD: true` if the remote stores end-user data, otherwise with
    `inScopeEUD: false`. `forgecfg scaffold` asks you and adds it.
    """
    for remote, operation in undeclared_storage(context.manifest):
        yield Violation(
            at_item(remote.cursor),
            f'missing storage.inScopeEUD in {remote.label}, required for the operation "storage"',
            help="set it to true if the remote stores end-user data, otherwise to false, or run "
            "`forgecfg scaffold`",
            related=((at_value(operation), "the operation is listed here"),),
        )
