"""FC223."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.document.nodes import to_data
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of

_GOOD = """\
services:
  - key: reports
    containers:
      - key: server
        tag: v1
      - key: cache
        tag: v1
"""


@rule(
    "FC223",
    "duplicate-container",
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("cache\n        tag: v1", "server\n        tag: v2"),
            at=(6, 14),
            says='container key "server" is taken on line 4',
        ),
    ),
)
def duplicate_container(context: Context) -> Iterator[Violation]:
    """Two containers of a service share a key.

    The key leads to the image of the container and is unique (Forge documentation,
    containers-reference/ref-manifest). Forge's own linter does not look at that (measured).
    """
    for service in context.manifest.items("services"):
        containers = service.get("containers")
        listed = containers.items() if containers is not None else ()
        keyed = ((key, one) for one in listed if (key := one.get("key")) is not None)
        for name, (key, container), (taken, whole) in find_duplicates(
            keyed, lambda pair: pair[0].text
        ):
            # The same entry twice is a fault of shape.
            if to_data(whole.node) != to_data(container.node):
                yield Violation(
                    at_value(key),
                    f"container key {quote(name)} is taken on line {line_of(context, taken)}",
                    help="give each container a key of its own",
                    related=first_occurrence(taken),
                )
