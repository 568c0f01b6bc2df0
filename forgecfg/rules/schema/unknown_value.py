"""FC115."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.date import AS_OF
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90
  runtime:
    name: nodejs22.x
remotes:
  - key: backend
    baseUrl:
      default: https://backend.example.com
      EU: https://eu.backend.example.com
    operations:
      - compute
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("nodejs22.x", "nodejs92.x"),
            at=(4, 11),
            says='unknown value "nodejs92.x" for `app.runtime.name` (not in the catalog of '
            f"{AS_OF}; it may be newer)",
        ),
        Bad(
            _GOOD.replace("EU:", "AQ:"),
            at=(9, 7),
            says='unknown value "AQ" for `baseUrl` of remote "backend"',
        ),
        Bad(_GOOD.replace("- compute", "- transform"), at=(11, 9), says='"transform"'),
    ),
)
def unknown_value(context: Context) -> Iterator[Violation]:
    """A value that the catalog does not list where Forge accepts only certain values.

    Forge rejects unknown values, but it also adds new ones: runtimes, regions, locales, and choices
    of module properties. So this is a warning with the date of the catalog. A typo of a known value
    and a runtime that Forge has removed are reported as [invalid-value](invalid-value.md).

    How to fix:
    Correct the value. If it is newer than the catalog, ignore the finding with a comment, or check
    with `--forge-schema`: the installed official schema then decides.
    """
    yield from context.structure.get(unknown_value.name, ())
