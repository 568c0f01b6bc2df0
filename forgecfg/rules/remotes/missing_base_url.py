"""FC402."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.manifest.view import Remote
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations:
      - compute
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(
            """\
remotes:
  - key: customer-site
    configurable:
      name: Your site
      description: The server that this app reads from
""",
            why="The customer enters the address.",
        ),
        Good(
            _GOOD.replace("baseUrl", "baseURL"),
            why="The misspelled name is reported as unknown-property.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("    baseUrl: https://backend.example.com\n", ""),
            at=(2, 10),
            says='remote "backend" has neither baseUrl nor configurable',
        ),
        Bad("remotes:\n  - operations: [compute]\n", at=(2, 5), says="a remote without a key"),
    ),
)
def missing_base_url(context: Context) -> Iterator[Violation]:
    """A remote has neither `baseUrl` nor `configurable`.

    Forge sends requests to `baseUrl`, or, if the remote is `configurable`, to the address that an
    administrator enters. It rejects a remote with neither (Forge documentation,
    manifest-reference/remotes and customer-managed-egress-and-remotes).

    How to fix:
    Add the URL of your backend, for example `baseUrl: https://backend.example.com`, or add
    `configurable` if every customer has their own.
    """
    for remote in context.manifest.remotes:
        if remote.base_url is None and remote.configurable is None and not _is_misspelled(remote):
            yield Violation(
                at_item(remote.cursor),
                f"{remote.label} has neither baseUrl nor configurable",
                help="add its URL, for example `baseUrl: https://backend.example.com`",
            )


def _is_misspelled(remote: Remote) -> bool:
    return (
        has_misspelling_of(remote.cursor, "baseUrl")
        or has_misspelling_of(remote.cursor, "configurable")
        or any(name.casefold().endswith("url") for name, _ in remote.cursor.entries())
    )
