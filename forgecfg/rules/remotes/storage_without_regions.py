"""FC413."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: store
    baseUrl:
      default: https://store.example.com
      EU: https://eu.store.example.com
    operations:
      - storage
    storage:
      inScopeEUD: true
"""
_BAD = _GOOD.replace("      EU: https://eu.store.example.com\n", "")


@rule(
    Severity.INFO,
    good=(
        Good(_GOOD),
        Good(_BAD.replace("true", "false")),
        Good(
            _BAD.replace("    baseUrl:", "    configurable:\n      name: Your store\n    baseUrl:"),
            why="Every customer enters their own address.",
        ),
    ),
    bad=(
        Bad(
            _BAD,
            at=(8, 19),
            says='remote "store" stores end-user data but has one base URL for all regions',
        ),
    ),
)
def storage_without_regions(context: Context) -> Iterator[Violation]:
    """A remote stores end-user data, but has one base URL for all regions.

    Customers who keep their data in one region cannot pin such an app to it (Forge documentation,
    manifest-reference/remotes and data-residency). Not every app needs this, so the severity is
    info. If other remotes have a base URL per region, region-mismatch reports this instead.

    How to fix:
    Add a base URL for each region to `baseUrl`. If your customers do not need data residency,
    ignore this rule.
    """
    remotes = context.manifest.remotes
    if any(remote.by_region for remote in remotes):
        return
    for remote in remotes:
        stores = remote.cursor.at("storage", "inScopeEUD")
        base = remote.base_url
        if stores is None or stores.value is not True or base is None:
            continue
        if remote.configurable is None and not base.is_list:
            yield Violation(
                at_value(stores),
                f"{remote.label} stores end-user data but has one base URL for all regions",
                help="add a base URL per region if customers need data residency",
                related=((at_key(base), "its base URL"),),
            )
