"""FC105."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: backend
    baseUrl: https://backend.example.com
    operations:
      - storage
    storage:
      inScopeEUD: true
"""


@rule(
    "FC105",
    "invalid-value",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("- storage", "- stroage"),
            at=(5, 9),
            says='did you mean "storage"?',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("operations:\n      - storage", "operations: []"),
            at=(4, 17),
            says='operations of remote "backend" needs at least 1 entry',
        ),
    ),
)
def invalid_value(context: Context) -> Iterator[Violation]:
    """A value of the right type that is none of those Forge takes, or out of its range.

    Where a list of values is fixed, the message names them all.
    """
    yield from context.structure.get(invalid_value.name, ())
