"""FC106."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  endpoint:
    - key: hello-backend
      remote: ${REMOTE}
environment:
  variables:
    - REMOTE
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD, why="The value of the variable is not known."),),
    bad=(
        Bad(
            _GOOD.replace("hello-backend", "hello backend"),
            at=(3, 12),
            says='invalid value "hello backend" for `key` of endpoint "hello backend": expected',
        ),
        Bad(
            """\
remotes:
  - key: a-key-of-more-than-23-characters
    baseUrl: https://backend.example.com
""",
            at=(2, 10),
            says="is 32 characters long (maximum 23)",
        ),
        Bad(
            "app:\n  id: 5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90\n  runtime:\n    name: nodejs22.x\n",
            at=(2, 7),
            says='did you mean "ari:cloud:ecosystem::app/5a1f0c5e-',
            fixed="app:\n  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90\n"
            "  runtime:\n    name: nodejs22.x\n",
        ),
    ),
)
def invalid_format(context: Context) -> Iterator[Violation]:
    """A string or a property name with an invalid format, or too long, or empty.

    A value with a variable is not checked if the value of the variable is not known.

    How to fix:
    Write the value in the format that the message names. If the value comes from a variable, check
    the default of the variable under `environment.variables`.
    """
    yield from context.structure.get(invalid_format.name, ())
