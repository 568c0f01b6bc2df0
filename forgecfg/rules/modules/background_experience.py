"""FC610."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  jira:globalBackgroundScript:
    - key: watch
      resource: main
      experience:
        - board
        - dashboard
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_GOOD.replace("        - board\n        - dashboard", "        - all")),
    ),
    bad=(
        Bad(
            _GOOD.replace("- dashboard", "- all"),
            at=(7, 11),
            says='"all" cannot be combined with other values in experience of '
            'jira:globalBackgroundScript "watch"',
        ),
    ),
)
def background_experience(context: Context) -> Iterator[Violation]:
    """The `experience` of a Jira background script combines `all` with other values.

    `all` means every kind of page. Forge rejects other values next to it (verified with
    @forge/manifest 13.7).

    How to fix:
    Keep only `all`, or remove it and list the kinds of pages.
    """
    for module in context.manifest.modules:
        listed = module.cursor.get("experience")
        if module.type != "jira:globalBackgroundScript" or listed is None:
            continue
        items = list(listed.items())
        for item in items:
            if item.text == "all" and len(items) > 1:
                yield Violation(
                    at_value(item),
                    f'"all" cannot be combined with other values in experience of {module.label}',
                    help="keep only `all`, or remove it",
                )
                break
