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
    "FC415",
    "unregional-migration",
    Severity.INFO,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.partition("    baseUrl:")[0]
            + "    configurable:\n      name: Your store\n    baseUrl: https://store.example.com\n",
            why="Customers enter the address, each one their own.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("      EU: https://eu.store.example.com\n", ""),
            at=(4, 15),
            says='remote "store" has one address for all regions',
        ),
    ),
)
def unregional_migration(context: Context) -> Iterator[Violation]:
    """An app can move data between regions, but its remote has one address for all of them.

    `migration:dataResidency` is for remotes whose `baseUrl` differs by region: it moves the data of
    a customer from one of them to another (Forge documentation, remote/remote-realm-migration and
    manifest-reference/remotes). With one address there is nothing to move; Forge's own linter does
    not look at that (measured).
    """
    declared: dict[str | None, Remote] = {}
    for remote in context.manifest.remotes:
        declared.setdefault(remote.name, remote)
    for reference in context.manifest.references[Target.REMOTE]:
        if reference.module_type != "migration:dataResidency" or reference.name is None:
            continue
        named = declared.get(reference.name)
        base = named.base_url if named is not None else None
        if named is None or base is None or named.configurable is not None or base.is_list:
            continue
        if not named.by_region:
            yield Violation(
                at_value(reference.value),
                f"{named.label} has one address for all regions, so there is no data to move",
                help="add addresses by region to its `baseUrl`",
                related=((at_key(base), "its address"),),
            )
