"""FC404."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.regions import REGIONS
from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.view import Remote
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl:
      default: https://backend.example.com
      EU: https://eu.backend.example.com
    operations: [storage]
    storage:
      inScopeEUD: true
  - key: search
    baseUrl:
      default: https://search.example.com
      EU: https://eu.search.example.com
    operations: [compute]
"""
_ONE_URL = """\
remotes:
  - key: backend
    baseUrl:
      default: https://backend.example.com
      EU: https://eu.backend.example.com
    operations: [compute]
  - key: logs
    baseUrl: https://logs.example.com
    operations: [storage]
    storage:
      inScopeEUD: false
"""


@rule(
    Severity.ERROR,
    good=(Good(_GOOD), Good(_ONE_URL, why="The remote with one URL stores no end-user data.")),
    bad=(
        Bad(
            _ONE_URL.replace("inScopeEUD: false", "inScopeEUD: true"),
            at=(8, 5),
            says='remote "logs" has no base URL for EU, but other remotes do',
        ),
        Bad(
            _GOOD.replace("EU: https://eu.search", "US: https://us.search"),
            at=(3, 5),
            says='remote "backend" has no base URL for US',
        ),
    ),
)
def region_mismatch(context: Context) -> Iterator[Violation]:
    """Remotes have base URLs for different regions.

    A customer who keeps data in one region needs every remote there: Forge requires the same
    regions on all remotes (Forge documentation, remote/remote-realm-pinning), and rejects the
    manifest otherwise. A remote with a single URL is allowed, unless it sets
    `storage.inScopeEUD: true`: it would store end-user data outside the region.

    How to fix:
    Add the missing regions to `baseUrl`, or remove the region from all remotes.
    """
    regional = [
        (remote, base, _regions(base))
        for remote in context.manifest.remotes
        if (base := remote.base_url) is not None and _is_usable(base)
    ]
    first: dict[str, tuple[Remote, Cursor]] = {}
    for remote, _, regions in regional:
        for region, cursor in regions.items():
            first.setdefault(region, (remote, cursor))
    for remote, base, regions in regional:
        missing = [region for region in REGIONS if region in first and region not in regions]
        if not missing or (not regions and not _stores_user_data(remote)):
            continue
        yield Violation(
            at_key(base),
            f"{remote.label} has no base URL for {', '.join(missing)}, but other remotes do",
            help=f"add {', '.join(missing)} to its `baseUrl`; only remotes that store no end-user "
            "data may have a single URL",
            related=tuple(
                (at_key(first[region][1]), f"{first[region][0].label} has {region}")
                for region in missing
            ),
        )


def _is_usable(base: Cursor) -> bool:
    # The schema check reports other types.
    return base.is_mapping or isinstance(base.value, str)


def _regions(base: Cursor) -> dict[str, Cursor]:
    """The regions of a base URL, without the default, which every remote has.

    A region in the wrong case counts, an unknown one does not; the schema check reports both.
    """
    return {name.upper(): cursor for name, cursor in base.entries() if name.upper() in REGIONS}


def _stores_user_data(remote: Remote) -> bool:
    declared = remote.cursor.at("storage", "inScopeEUD")
    return declared is not None and declared.value is True
