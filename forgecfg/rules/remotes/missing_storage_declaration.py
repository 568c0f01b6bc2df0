"""FC405."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_item, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.view import Manifest, Remote
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.cascades import has_misspelling_of

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
    "FC405",
    "missing-storage-declaration",
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("      - storage\n", "").replace(_DECLARATION, ""),
            why="Storage is not among the operations.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace(_DECLARATION, ""),
            at=(2, 10),
            says='remote "backend" lists the operation storage but does not declare '
            "storage.inScopeEUD",
        ),
        Bad(
            "remotes: [{operations: [storage], key: backend, baseUrl: 'https://b.example.com'}]\n",
            at=(1, 40),
            says="does not declare storage.inScopeEUD",
        ),
    ),
)
def missing_storage_declaration(context: Context) -> Iterator[Violation]:
    """A remote lists the operation `storage` and does not say whether it stores end-user data.

    Forge then wants `storage.inScopeEUD`, true or false, and refuses to deploy without it. The
    answer decides whether an app can be pinned to a region (Forge documentation,
    manifest-reference/remotes). A `storage` section that is there but incomplete is reported as a
    missing property.
    """
    for remote, operation in undeclared_storage(context.manifest):
        yield Violation(
            at_item(remote.cursor),
            f"{remote.label} lists the operation storage but does not declare storage.inScopeEUD",
            help="`forgecfg scaffold` adds it; it is true if the remote stores end-user data",
            related=((at_value(operation), "the operation storage"),),
        )


def undeclared_storage(manifest: Manifest) -> Iterator[tuple[Remote, Cursor]]:
    """The remotes that list the operation `storage` without a declaration, with that operation."""
    for remote in manifest.remotes:
        operation = _storage_operation(remote)
        declared = remote.cursor.get("storage") is not None
        if (
            operation is not None
            and not declared
            and not has_misspelling_of(remote.cursor, "storage")
        ):
            yield remote, operation


def _storage_operation(remote: Remote) -> Cursor | None:
    listed = remote.cursor.get("operations")
    if listed is None:
        return None
    return next((item for item in listed.items() if item.text == "storage"), None)
