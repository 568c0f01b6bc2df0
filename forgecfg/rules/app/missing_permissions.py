"""FC716."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.cascades import has_misspelling_of
from forgecfg.rules.gates.common import listens_to_product_events

_APP = """\
app:
  id: ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000
modules: {}
"""


@rule(
    "FC716",
    "missing-permissions",
    Severity.INFO,
    good=(Good(f"{_APP}permissions:\n  scopes: []\n"), Good("modules: {}\n")),
    bad=(
        Bad(_APP, at=(1, 1), says="there is no section permissions"),
        Bad(
            f"{_APP}permissions:\n  external: {{}}\n",
            at=(4, 1),
            says="permissions has no scopes",
        ),
    ),
)
def missing_permissions(context: Context) -> Iterator[Violation]:
    """The section `permissions`, or the `scopes` in it, is not there.

    An app that needs no scope says so with `scopes: []` (Forge documentation, manifest-reference
    and manifest-reference/permissions). Forge's own linter does not ask for it (measured); hence a
    hint. Scopes that the manifest needs for sure are findings of their own: then this rule is
    silent.
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
        return  # not all of a manifest is there
    permissions = root.get("permissions")
    if permissions is None:
        if not has_misspelling_of(root, "permissions"):
            yield Violation(
                at_key(app),
                "there is no section permissions",
                help="add the scopes that the app needs; where there are none, write `scopes: []`",
            )
        return
    lacking = permissions.is_mapping and permissions.get("scopes") is None
    if lacking and not has_misspelling_of(permissions, "scopes"):
        yield Violation(
            at_key(permissions),
            "permissions has no scopes",
            help="write `scopes: []` where the app needs none",
        )
