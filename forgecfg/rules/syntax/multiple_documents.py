"""FC004."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    Severity.ERROR,
    good=(Good("---\napp: {}\n...\n", why="This is a single document with optional markers."),),
    bad=(
        Bad("app: {}\n---\nmodules: {}\n", at=(2, 1), says="more than one YAML document"),
        Bad("app: {}\n---\n", at=(2, 1), says="more than one YAML document"),
    ),
)
def multiple_documents(context: Context) -> Iterator[Violation]:
    """The file contains a second YAML document.

    Forge requires a manifest to be a single document and rejects a second one, even if it is empty.
    forgecfg checks only the first document.

    How to fix:
    Remove the `---` line, or move the content after it into the first document.
    """
    offset = context.document.second_document
    if offset is not None:
        yield Violation(
            Location(offset, offset + 3),
            "more than one YAML document in the manifest",
            help="remove the `---`, or move the content after it into the first document",
        )
