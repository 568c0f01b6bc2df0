"""FC005."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.document.nodes import Mapping, kind_of
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    Severity.ERROR,
    good=(Good("app: {}\n"),),
    bad=(
        Bad("", at=(1, 1), says="manifest is empty"),
        Bad("# nothing yet\n", at=(1, 1), says="manifest is empty"),
        Bad("- app\n- modules\n", at=(1, 1), says="manifest must be a mapping, but is a list"),
        Bad("just a line\n", at=(1, 1), says="manifest must be a mapping, but is a string"),
    ),
)
def not_a_mapping(context: Context) -> Iterator[Violation]:
    """The file is empty, or its root is not a mapping.

    The root of a manifest is a mapping with `app` and, in almost every app, `modules` and
    `permissions`.

    How to fix:
    Add at least `app`. If the manifest is a list, remove the dashes in front of the sections at its
    root.
    """
    document = context.document
    root = document.root
    if not document.readable or isinstance(root, Mapping):
        return
    if root is None or (root.start == root.end):
        yield Violation(Location(0, 0), "manifest is empty", help="add at least `app`")
    elif kind_of(root) == "empty":
        location = Location(root.start, root.end)
        yield Violation(location, "manifest is empty", help="add at least `app`")
    else:
        line_end = document.text.find("\n", root.start)
        end = min(root.end, line_end if line_end >= 0 else root.end)
        yield Violation(
            Location(root.start, end),
            f"manifest must be a mapping, but is {kind_of(root)}",
            help="start with `app:` in the first column",
        )
