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
    "FC413",
    "unpinned-storage",
    Severity.INFO,
    good=(
        Good(_GOOD),
        Good(_BAD.replace("true", "false")),
        Good(
            _BAD.replace("    baseUrl:", "    configurable:\n      name: Your store\n    baseUrl:"),
            why="Customers enter the address, each one their own.",
        ),
    ),
    bad=(
        Bad(
            _BAD,
            at=(8, 19),
            says='remote "store" stores end-user data at one address for all regions',
        ),
    ),
)
def unpinned_storage(context: Context) -> Iterator[Violation]:
    """A remote stores end-user data, and has one address for customers of all regions.

    Customers who keep their data in one region cannot have the app pinned to it then (Forge
    documentation, manifest-reference/remotes and data-residency). That is a hint: not every app
    needs it. Where other remotes have addresses by region, Forge refuses the difference
    (`region-mismatch`), and this rule is silent.
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
                f"{remote.label} stores end-user data at one address for all regions",
                help="add addresses by region to its `baseUrl`, if customers are to pin their data",
                related=((at_key(base), "its address"),),
            )
