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
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("*.example.com", "*.eu.*.example.com"),
            at=(7, 11),
            says='supported pattern "*.eu.*.example.com" of remote "site" contains more than one *',
        ),
        Bad(
            _GOOD.replace("*.example.com", ""),
            at=(7, 11),
            says='empty supported pattern in remote "site"',
        ),
    ),
)
def invalid_supported_pattern(context: Context) -> Iterator[Violation]:
    """A pattern in `supportedPatterns` does not have the documented form.

    The patterns limit which addresses customers can enter for a configurable remote. A pattern is a
    text with at most one `*` (Forge documentation, customer-managed-egress-and-remotes). Forge's
    linter accepts any text (verified with @forge/manifest 13.7), and the customer's address is
    rejected later.

    How to fix:
    Write one pattern per case, each with at most one `*`, for example `"*.example.com"`.
    """
    for remote in context.manifest.remotes:
        patterns = remote.cursor.at("configurable", "supportedPatterns")
        for pattern in patterns.items() if patterns is not None else ():
            text = pattern.text
            if text is None or (text and text.count("*") < 2):
                continue
            message = f"empty supported pattern in {remote.label}"
            if text:
                pattern_label = f"supported pattern {quote(text)} of {remote.label}"
                message = f"{pattern_label} contains more than one *"
            yield Violation(
                at_value(pattern),
                f"{message}; it may not match any address",
                help="write one pattern per case, for example `*.example.com`",
            )
