"""FC410."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.manifest.references import Target
from forgecfg.manifest.view import Manifest, Remote
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations:
      - compute
"""


@rule(
    Severity.INFO,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace(
                "operations:\n      - compute\n",
                "storage:\n      inScopeEUD: true\n",
            ),
            why="It already declares that it stores end-user data.",
        ),
        Good(
            "remotes:\n  - key: login\n    baseUrl: https://login.example.com\n"
            "providers:\n  auth:\n    - key: tool\n      remotes: [login]\n",
            why="The remote only serves a sign-in provider.",
        ),
        Good(
            """\
remotes:
  - key: site
    configurable:
      name: Your site
      description: The server that this app reads from
""",
            why="The customer enters the address.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.partition("    operations:")[0],
            at=(2, 10),
            says='missing operations in remote "backend"; Forge assumes that it stores end-user '
            "data",
        ),
        Bad(
            _GOOD.replace(
                "operations:\n      - compute\n",
                "storage:\n      inScopeEUD: false\n",
            ),
            at=(2, 10),
            says="missing operations",
        ),
        Bad(
            _GOOD.partition("    operations:")[0]
            + "  - key: reports\n    baseUrl:\n      default: https://reports.example.com\n"
            "      EU: https://eu.reports.example.com\n    operations:\n      - compute\n",
            at=(2, 10),
            says="missing operations",
            severity=Severity.WARNING,
        ),
    ),
)
def implicit_storage(context: Context) -> Iterator[Violation]:
    """A remote has no `operations`, so Forge assumes that it stores end-user data.

    This assumption affects data residency: the app cannot be pinned to a region unless the remote
    has a base URL for each region (Forge documentation, manifest-reference/remotes and
    remote/remote-realm-pinning). Calls with `invokeRemote` also need the operation `compute`, and
    `permissions.external.fetch` needs `fetch`. Configurable remotes are left out, since they never
    count for data residency, and so are remotes that only serve a sign-in provider.

    If other remotes have a base URL for each region, this one needs them as well. Forge does not
    report that when you deploy (verified with @forge/manifest 13.7), so it is a warning.

    How to fix:
    List what the app uses the remote for under `operations`: `compute`, `fetch`, `storage` or
    `other`.
    """
    remotes = context.manifest.remotes
    sign_in = _sign_in_remotes(context.manifest)
    regional = next((remote for remote in remotes if remote.by_region), None)
    for remote in remotes:
        if remote.configurable is None and not _declares_use(remote) and remote.name not in sign_in:
            is_missing_regions = regional is not None and not remote.by_region
            yield Violation(
                at_item(remote.cursor),
                f"missing operations in {remote.label}; Forge assumes that it stores end-user data",
                help="add `operations` with one or more of: compute, fetch, storage, other",
                related=((at_item(regional.cursor), "this remote has one base URL per region"),)
                if regional is not None and is_missing_regions
                else (),
                severity=Severity.WARNING if is_missing_regions else None,
            )


def _sign_in_remotes(manifest: Manifest) -> set[str | None]:
    """The remotes that providers use, and nothing else but the permission to fetch from them."""
    sites: dict[str | None, set[bool]] = {}
    for reference in manifest.references[Target.REMOTE]:
        if not reference.site.startswith("permissions."):
            is_provider = reference.site.startswith("providers.")
            sites.setdefault(reference.name, set()).add(is_provider)
    return {name for name, kinds in sites.items() if kinds == {True}}


def _declares_use(remote: Remote) -> bool:
    """Whether the remote declares what it is for, or seems to."""
    stores = remote.cursor.at("storage", "inScopeEUD")
    return (
        remote.cursor.get("operations") is not None
        or has_misspelling_of(remote.cursor, "operations")
        or (stores is not None and stores.value is True)
    )
