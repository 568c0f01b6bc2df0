"""FC011."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import Location
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    Severity.WARNING,
    good=(
        Good("%YAML 1.2\n---\napp: {}\n", why="Forge reads YAML 1.2 anyway."),
        Good("%YAML 1.3\n---\napp: {}\n", why="Forge's parser ignores an unknown version."),
    ),
    bad=(Bad("%YAML 1.1\n---\napp: {}\n", at=(1, 7), says="YAML version 1.1 is declared"),),
)
def yaml_version(context: Context) -> Iterator[Violation]:
    """The file declares YAML 1.1, but forgecfg reads YAML 1.2.

    With this directive, Forge's parser applies older rules: for example, `yes` is a boolean and
    `<<` is expanded (verified with npm `yaml` 2.9.1). forgecfg does not support these rules, so its
    other findings may be wrong for such a file.

    How to fix:
    Remove the directive. If the file relies on the older rules, write `true` or `false` instead of
    `yes` or `no`, and write the properties out instead of merging them.
    """
    offset = context.document.yaml_version
    if offset is not None:
        yield Violation(
            Location(offset, offset + len("1.1")),
            "YAML version 1.1 is declared; forgecfg reads the file as YAML 1.2",
            help="remove the directive",
        )
