"""FC223."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import to_data
from forgecfg.findings import Severity
from forgecfg.rules.rule import Bad, Context, Fault, Good, at_value, quote, rule

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
            says='container key "server" is there already on line 4',
        ),
    ),
)
def duplicate_container(context: Context) -> Iterator[Fault]:
    """Two containers of a service share a key.

    The key leads to the image of the container and is unique (Forge documentation,
    containers-reference/ref-manifest). Forge's own linter does not look at that (measured).
    """
    for service in context.manifest.items("services"):
        containers = service.get("containers")
        first: dict[str, tuple[Cursor, Cursor]] = {}
        for container in containers.items() if containers is not None else ():
            key = container.get("key")
            if key is None or key.text is None:
                continue
            taken, whole = first.setdefault(key.text, (key, container))
            # The same entry twice is a fault of shape.
            if taken is key or to_data(whole.node) == to_data(container.node):
                continue
            line, _ = context.document.lines.position(taken.node.start)
            yield Fault(
                at_value(key),
                f"container key {quote(key.text)} is there already on line {line}",
                help="give each container a key of its own",
                related=((at_value(taken), "the first one"),),
            )
