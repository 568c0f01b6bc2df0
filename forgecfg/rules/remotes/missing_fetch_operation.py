"""FC407."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.base_urls import fetches
from forgecfg.rules.base import Bad, Context, Good, rule

_OPERATIONS = ("storage", "other", "compute", "fetch")

_GOOD = """\
permissions:
  external:
    fetch:
      backend:
        - remote: backend
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations:
      - compute
      - fetch
"""


@rule(
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("    operations:\n      - compute\n      - fetch\n", ""),
            why="Missing operations are reported as implicit-storage.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("      - fetch\n", ""),
            at=(9, 5),
            says='missing operation "fetch" in remote "backend", which '
            "permissions.external.fetch.backend uses",
        ),
        Bad(
            _GOOD.replace("backend:\n", "client:\n").replace("- fetch", "- other"),
            at=(9, 5),
            says="which permissions.external.fetch.client uses",
        ),
    ),
)
def missing_fetch_operation(context: Context) -> Iterator[Violation]:
    """A remote that `permissions.external.fetch` uses does not list the operation `fetch`.

    The operations tell administrators what an app sends to the remote and why. A remote that the
    app may fetch from must list `fetch` (Forge documentation, manifest-reference/remotes and
    manifest-reference/permissions). Forge does not check this.

    How to fix:
    Add `fetch` to `operations` of the remote.
    """
    fetched = fetches(context.manifest)
    for remote in context.manifest.remotes:
        # duplicate-key reports a second remote of the same name.
        uses = fetched.pop(remote.name, None) if remote.name is not None else None
        listed = remote.cursor.get("operations")
        if uses is None or listed is None:
            continue
        operations = [item.text for item in listed.items()]
        # An unknown operation may be a misspelled "fetch".
        if operations and "fetch" not in operations and set(operations) <= set(_OPERATIONS):
            yield Violation(
                at_key(listed),
                f'missing operation "fetch" in {remote.label}, which {uses[0].owner} uses',
                help="add `fetch` to `operations`",
                related=tuple((at_value(use.value), f"{use.owner} uses it") for use in uses),
            )
