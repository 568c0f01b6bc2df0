"""FC415."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Remote
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  migration:dataResidency:
    - key: move
      remote: store
remotes:
  - key: store
    baseUrl:
      default: https://store.example.com
      EU: https://eu.store.example.com
"""


@rule(
    Severity.INFO,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.partition("    baseUrl:")[0]
            + "    configurable:\n      name: Your store\n    baseUrl: https://store.example.com\n",
            why="Every customer enters their own address.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("      EU: https://eu.store.example.com\n", ""),
            at=(4, 15),
            says='remote "store" has one base URL for all regions, so there is no data to migrate',
        ),
    ),
)
def migration_without_regions(context: Context) -> Iterator[Violation]:
    """`migration:dataResidency` uses a remote that has one base URL for all regions.

    The module is for remotes with a base URL per region: it moves the data of a customer from one
    region to another (Forge documentation, remote/remote-realm-migration and
    manifest-reference/remotes). With a single URL there is nothing to move. Forge's linter does not
    check this (verified with @forge/manifest 13.7).

    How to fix:
    Add a base URL for each region to `baseUrl` of the remote, or remove the module.
    """
    declared: dict[str | None, Remote] = {}
    for item in context.manifest.remotes:
        declared.setdefault(item.name, item)
    for reference in context.manifest.references[Target.REMOTE]:
        if reference.module_type != "migration:dataResidency" or reference.name is None:
            continue
        remote = declared.get(reference.name)
        base = remote.base_url if remote is not None else None
        if remote is None or base is None or remote.configurable is not None or base.is_list:
            continue
        if not remote.by_region:
            yield Violation(
                at_value(reference.value),
                f"{remote.label} has one base URL for all regions, so there is no data to migrate",
                help="add a base URL per region, or remove the module",
                related=((at_key(base), "its base URL"),),
            )
