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
            says='`operations` of remote "backend" has no entries (minimum 1)',
        ),
    ),
)
def invalid_value(context: Context) -> Iterator[Violation]:
    """A value of the right type that Forge does not accept, or that is out of range.

    If only certain values are allowed, the message lists them.

    How to fix:
    Replace the value with one that the message lists, or with one in the range that it names. If a
    new value of Forge is missing in the list, check against the official schema with
    `--forge-schema`.
    """
    yield from context.structure.get(invalid_value.name, ())
