"""FC716."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.gates.common import listens_to_product_events

_APP = """\
app:
  id: ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000
modules: {}
"""


@rule(
    Severity.INFO,
    good=(Good(f"{_APP}permissions:\n  scopes: []\n"), Good("modules: {}\n")),
    bad=(
        Bad(_APP, at=(1, 1), says="no `permissions` section"),
        Bad(
            f"{_APP}permissions:\n  external: {{}}\n",
            at=(4, 1),
            says="no `scopes` in the `permissions` section",
        ),
    ),
)
def missing_permissions(context: Context) -> Iterator[Violation]:
    """The manifest has no `permissions` section, or the section has no `scopes`.

    An app that needs no scope declares `scopes: []` (Forge documentation, manifest-reference and
    manifest-reference/permissions). Forge's linter does not require it (verified with
    @forge/manifest 13.7), so the severity is info. If the manifest shows that a scope is missing,
    another rule reports that instead.

    How to fix:
    Add `permissions` with the `scopes` of the APIs that the app calls, or with `scopes: []` if it
    needs none.
    """
    manifest = context.manifest
    root = manifest.root
    app = root.get("app") if root is not None else None
    if (
        root is None
        or app is None
        or any(manifest.enabled_tokens())
        or listens_to_product_events(context)
    ):
        return
    if any(module.type == "bitbucket:mergeCheck" for module in manifest.modules):
        return
    if root.get("modules") is None and root.get("connectModules") is None:
        return  # only a part of a manifest
    permissions = root.get("permissions")
    if permissions is None:
        if not has_misspelling_of(root, "permissions"):
            yield Violation(
                at_key(app),
                "no `permissions` section",
                help="add it with the `scopes` that the app needs, or with `scopes: []`",
            )
        return
    has_no_scopes = permissions.is_mapping and permissions.get("scopes") is None
    if has_no_scopes and not has_misspelling_of(permissions, "scopes"):
        yield Violation(
            at_key(permissions),
            "no `scopes` in the `permissions` section",
            help="add the scopes that the app needs, or `scopes: []`",
        )
