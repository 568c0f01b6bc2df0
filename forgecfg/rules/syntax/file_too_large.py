"""FC010."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.limits import FORGE_SIZE_LIMIT, SAFETY_SIZE_LIMIT
from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    Severity.WARNING,
    good=(Good("app: {}\n"),),
    bad=(
        Bad("# a comment\n", at=(1, 1), says="maximum 204,800", times=FORGE_SIZE_LIMIT // 12 + 1),
        Bad(
            "# a comment\n",
            at=(1, 1),
            says="larger than 16 MB",
            severity=Severity.ERROR,
            times=SAFETY_SIZE_LIMIT // 12 + 1,
        ),
    ),
)
def file_too_large(context: Context) -> Iterator[Violation]:
    """The file is larger than Forge allows, or larger than forgecfg reads.

    Forge documents a limit of 200 KB for a manifest (manifest-reference), but its linter does not
    check it. forgecfg does not read files larger than 16 MB.

    How to fix:
    Make the file smaller, for example by moving long texts (prompts, descriptions) to files of
    their own where the module type allows it. A file larger than 16 MB is probably not a manifest:
    skip it with `exclude` in the configuration.
    """
    size = context.document.size
    if size > SAFETY_SIZE_LIMIT:
        # The actual size is unknown, because reading stopped here.
        limit = SAFETY_SIZE_LIMIT // 1024 // 1024
        yield Violation(
            Location(0, 0),
            f"manifest is larger than {limit} MB, so forgecfg did not read it",
            severity=Severity.ERROR,
        )
    elif size > FORGE_SIZE_LIMIT:
        yield Violation(
            Location(0, 0),
            f"manifest is {size:,} bytes long (maximum {FORGE_SIZE_LIMIT:,})",
            help="move long texts to separate files",
        )
