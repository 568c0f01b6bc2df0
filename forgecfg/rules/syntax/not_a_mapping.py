"""FC005."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.document.nodes import Mapping, kind_of
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    "FC005",
    "not-a-mapping",
    Severity.ERROR,
    good=(Good("app: {}\n"),),
    bad=(
        Bad("", at=(1, 1), says="the file is empty"),
        Bad("# nothing yet\n", at=(1, 1), says="the file is empty"),
        Bad("- app\n- modules\n", at=(1, 1), says="the manifest is a list, not a mapping"),
        Bad("just a line\n", at=(1, 1), says="the manifest is a string, not a mapping"),
    ),
)
def not_a_mapping(context: Context) -> Iterator[Violation]:
    """The file is empty, or its root is no mapping.

    A manifest is a mapping with `app` and, nearly always, `modules` and `permissions` at its root.
    """
    document = context.document
    root = document.root
    if not document.readable or isinstance(root, Mapping):
        return
    if root is None or (root.start == root.end):
        yield Violation(Location(0, 0), "the file is empty: a manifest needs at least `app`")
    elif kind_of(root) == "empty":
        yield Violation(
            Location(root.start, root.end), "the manifest is empty: it needs at least `app`"
        )
    else:
        line_end = document.text.find("\n", root.start)
        end = min(root.end, line_end if line_end >= 0 else root.end)
        yield Violation(
            Location(root.start, end), f"the manifest is {kind_of(root)}, not a mapping"
        )
