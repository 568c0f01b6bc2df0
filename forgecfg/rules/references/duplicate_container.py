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
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("cache\n        tag: v1", "server\n        tag: v2"),
            at=(6, 14),
            says='duplicate container key "server", first used on line 4',
        ),
    ),
)
def duplicate_container(context: Context) -> Iterator[Violation]:
    """Two containers of a service have the same key.

    The key identifies the image of the container and must be unique (Forge documentation,
    containers-reference/ref-manifest). Forge's own linter does not check it (verified with
    @forge/manifest 13.7).

    How to fix:
    Give one of the containers another key. If both are the same container, remove one of them.
    """
    for service in context.manifest.items("services"):
        containers = service.get("containers")
        items = containers.items() if containers is not None else ()
        keyed = ((key, item) for item in items if (key := item.get("key")) is not None)
        for name, (key, container), (first_key, first) in find_duplicates(
            keyed, lambda pair: pair[0].text
        ):
            # Two equal entries are reported as a schema violation.
            if to_data(first.node) != to_data(container.node):
                yield Violation(
                    at_value(key),
                    f"duplicate container key {quote(name)}, "
                    f"first used on line {line_of(context, first_key)}",
                    help="give one of the containers another key",
                    related=first_occurrence(first_key),
                )
