"""FC004."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    "FC004",
    "multiple-documents",
    Severity.ERROR,
    good=(Good("---\napp: {}\n...\n", why="This is one document, with marks around it."),),
    bad=(
        Bad("app: {}\n---\nmodules: {}\n", at=(2, 1), says="a second document starts"),
        Bad("app: {}\n---\n", at=(2, 1), says="a second document starts"),
    ),
)
def multiple_documents(context: Context) -> Iterator[Violation]:
    """The file holds a second YAML document.

    Forge reads a manifest as one document and refuses more, even an empty one. Only the first
    document is checked.
    """
    offset = context.document.second_document
    if offset is not None:
        yield Violation(
            Location(offset, offset + 3),
            "a second document starts here; Forge reads one only",
            help="remove the `---` or move what follows into the first document",
        )
