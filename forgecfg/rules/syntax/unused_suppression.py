"""FC008."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule


@rule(
    Severity.WARNING,
    fix=Safety.SAFE,
    good=(
        Good(
            """\
modules:
  endpoint:
    - key: later # forgecfg: ignore[unused-endpoint] used by the next release
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
      title: Hello
""",
            at=(2, 29),
            says='unused ignore comment for "undefined-endpoint"',
            fixed="modules:\n  macro:\n    - key: hello\n      title: Hello\n",
        ),
        Bad(
            """\
# forgecfg: ignore-file[unused-endpont]
modules: {}
""",
            at=(1, 25),
            says='did you mean "unused-endpoint"?',
        ),
        Bad(
            "app: {} # forgecfg: ignore\n", at=(1, 9), says="missing rule name in `ignore` comment"
        ),
    ),
)
def unused_suppression(_context: Context) -> Iterator[Violation]:
    """An ignore comment has no effect.

    A comment `# forgecfg: ignore[rule]` applies to findings on its line or, if it is alone on its
    line, on the next line. A comment `# forgecfg: ignore-file[rule]` applies to the whole file. An
    unused comment would hide the next finding of the same rule.

    How to fix:
    Remove the comment, or correct the name of the rule. `forgecfg check --fix` removes unused
    comments.
    """
    # The linter creates these findings after all other rules.
    yield from ()
