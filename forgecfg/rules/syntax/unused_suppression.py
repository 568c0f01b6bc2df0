"""FC008."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    "FC008",
    "unused-suppression",
    Severity.WARNING,
    fix=Safety.SAFE,
    good=(
        Good(
            """\
modules:
  endpoint:
    - key: later # forgecfg: ignore[unused-endpoint] the page comes next week
      remote: backend
"""
        ),
    ),
    bad=(
        Bad(
            """\
modules:
  macro: # forgecfg: ignore[undefined-endpoint]
    - key: hello
""",
            at=(2, 29),
            says='nothing here is suppressed by "undefined-endpoint"',
            fixed="modules:\n  macro:\n    - key: hello\n",
        ),
        Bad(
            """\
# forgecfg: ignore-file[unused-endpont]
modules: {}
""",
            at=(1, 25),
            says='did you mean "unused-endpoint"?',
        ),
        Bad("app: {} # forgecfg: ignore\n", at=(1, 9), says="does not say which rules"),
    ),
)
def unused_suppression(_context: Context) -> Iterator[Violation]:
    """An ignore comment that suppresses nothing.

    A comment `# forgecfg: ignore[rule]` counts for findings on its own line or, where it stands
    alone, on the line below; `# forgecfg: ignore-file[rule]` counts for the whole file. Once the
    finding is gone, the comment would hide the next one of its kind.
    """
    # The engine makes these findings, after all other rules: only then is it known what is unused.
    yield from ()
