"""FC010."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.limits import FORGE_SIZE_LIMIT, SAFETY_SIZE_LIMIT
from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    "FC010",
    "file-too-large",
    Severity.WARNING,
    good=(Good("app: {}\n"),),
    bad=(
        Bad("# a comment\n", at=(1, 1), says="over the 200 KB", times=FORGE_SIZE_LIMIT // 12 + 1),
        Bad(
            "# a comment\n",
            at=(1, 1),
            says="more than 16 MB",
            severity=Severity.ERROR,
            times=SAFETY_SIZE_LIMIT // 12 + 1,
        ),
    ),
)
def file_too_large(context: Context) -> Iterator[Violation]:
    """The file is larger than Forge allows, or than forgecfg reads.

    Forge documents a limit of 200 KB for a manifest (manifest-reference), though its linter does
    not test it. Over 16 MB forgecfg does not read the file at all: that is no manifest.
    """
    size = context.document.size
    if size > SAFETY_SIZE_LIMIT:
        # Its real size is not known: no more than this was read.
        limit = SAFETY_SIZE_LIMIT // 1024 // 1024
        yield Violation(
            Location(0, 0),
            f"the file has more than {limit} MB, and forgecfg reads no more",
            severity=Severity.ERROR,
        )
    elif size > FORGE_SIZE_LIMIT:
        yield Violation(
            Location(0, 0),
            f"the file has {size // 1024} KB, over the {FORGE_SIZE_LIMIT // 1024} KB that Forge "
            "allows for a manifest",
        )
