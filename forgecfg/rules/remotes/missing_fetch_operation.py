"""FC407."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.remotes.base_urls import fetches

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
    "FC407",
    "missing-fetch-operation",
    Severity.WARNING,
    good=(
        Good(_GOOD),
        Good(
            _GOOD.replace("    operations:\n      - compute\n      - fetch\n", ""),
            why="That there are no operations at all is reported as implicit-storage.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("      - fetch\n", ""),
            at=(9, 5),
            says='remote "backend" does not list the operation fetch, but '
            "permissions.external.fetch.backend names it",
        ),
        Bad(
            _GOOD.replace("backend:\n", "client:\n").replace("- fetch", "- other"),
            at=(9, 5),
            says="permissions.external.fetch.client names it",
        ),
    ),
)
def missing_fetch_operation(context: Context) -> Iterator[Violation]:
    """A remote that `permissions.external.fetch` names lists operations, `fetch` not among them.

    The operations tell administrators what an app sends to the remote and why, and they have to
    list `fetch` for a remote that the app may fetch from (Forge documentation,
    manifest-reference/remotes and manifest-reference/permissions). Forge does not check it.
    """
    fetched = fetches(context.manifest)
    for remote in context.manifest.remotes:
        # A second remote of the same name is a fault of its own.
        named = fetched.pop(remote.name, None) if remote.name is not None else None
        listed = remote.cursor.get("operations")
        if named is None or listed is None:
            continue
        operations = [item.text for item in listed.items()]
        # An unknown operation may be a slip of this one.
        if operations and "fetch" not in operations and set(operations) <= set(_OPERATIONS):
            yield Violation(
                at_key(listed),
                f"{remote.label} does not list the operation fetch, but {named[0].owner} names it",
                help="add `fetch` to the operations",
                related=tuple((at_value(site.value), f"{site.owner} names it") for site in named),
            )
