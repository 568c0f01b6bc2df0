"""FC410."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.view import Remote
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.cascades import has_misspelling_of

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations:
      - compute
"""


@rule(
    "FC410",
    "implicit-storage",
    Severity.INFO,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace(
                "operations:\n      - compute\n",
                "storage:\n      inScopeEUD: true\n",
            ),
            why="It says already that it stores end-user data.",
        ),
        Good(
            """\
remotes:
  - key: site
    configurable:
      name: Your site
      description: The server that this app reads from
""",
            why="The address is the customer's own.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.partition("    operations:")[0],
            at=(2, 10),
            says='remote "backend" lists no operations, so Forge assumes that it stores end-user '
            "data",
        ),
        Bad(
            _GOOD.replace(
                "operations:\n      - compute\n",
                "storage:\n      inScopeEUD: false\n",
            ),
            at=(2, 10),
            says="lists no operations",
        ),
        Bad(
            _GOOD.partition("    operations:")[0]
            + "  - key: reports\n    baseUrl:\n      default: https://reports.example.com\n"
            "      EU: https://eu.reports.example.com\n    operations:\n      - compute\n",
            at=(2, 10),
            says="lists no operations",
            severity=Severity.WARNING,
        ),
    ),
)
def implicit_storage(context: Context) -> Iterator[Violation]:
    """A remote has no `operations`, which Forge takes for storing end-user data.

    That assumption counts for data residency: with it an app cannot be pinned to a region unless
    the remote has an address for each region (Forge documentation, manifest-reference/remotes and
    remote/remote-realm-pinning). `compute` is also what `invokeRemote` of a function needs, and
    `fetch` what `permissions.external.fetch` needs. Remotes that the customer configures are left
    out: they never count for data residency.

    Where other remotes have addresses by region, this one would need them as well, and Forge does
    not say so when it deploys (measured): then it is a warning.
    """
    remotes = context.manifest.remotes
    regional = next((remote for remote in remotes if remote.by_region), None)
    for remote in remotes:
        if remote.configurable is None and not _says(remote):
            alone = regional is not None and not remote.by_region
            yield Violation(
                at_item(remote.cursor),
                f"{remote.label} lists no operations, so Forge assumes that it stores end-user "
                "data",
                help="list what the remote is for under `operations`: compute, fetch, storage or "
                "other",
                related=((at_item(regional.cursor), "this one has addresses by region"),)
                if regional is not None and alone
                else (),
                severity=Severity.WARNING if alone else None,
            )


def _says(remote: Remote) -> bool:
    stores = remote.cursor.at("storage", "inScopeEUD")
    return (
        remote.cursor.get("operations") is not None
        or has_misspelling_of(remote.cursor, "operations")
        or (stores is not None and stores.value is True)
    )
