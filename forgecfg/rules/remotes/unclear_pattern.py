"""FC414."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
remotes:
  - key: site
    configurable:
      name: Your site
      description: The server that this app reads from
      supportedPatterns:
        - "*.example.com"
        - https://example.org
"""


@rule(
    "FC414",
    "unclear-pattern",
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("*.example.com", "*.eu.*.example.com"),
            at=(7, 11),
            says='the pattern "*.eu.*.example.com" has more than one *',
        ),
        Bad(_GOOD.replace("*.example.com", ""), at=(7, 11), says="is empty"),
    ),
)
def unclear_pattern(context: Context) -> Iterator[Violation]:
    """A pattern for the addresses that customers may enter is not of the documented form.

    A pattern of `supportedPatterns` is text with at most one `*` (Forge documentation,
    customer-managed-egress-and-remotes). Forge's own linter takes any text (measured), and the
    customer's address is refused later.
    """
    for remote in context.manifest.remotes:
        patterns = remote.cursor.at("configurable", "supportedPatterns")
        for pattern in patterns.items() if patterns is not None else ():
            text = pattern.text
            if text is None or (text and text.count("*") < 2):
                continue
            wrong = (
                f"the pattern {quote(text)} has more than one *" if text else "a pattern is empty"
            )
            yield Violation(
                at_value(pattern),
                f"{wrong}, so {remote.label} may match no address",
                help="write a pattern for each case, as in *.example.com",
            )
