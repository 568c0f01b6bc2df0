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
    "FC610",
    "background-experience",
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_GOOD.replace("        - board\n        - dashboard", "        - all")),
    ),
    bad=(
        Bad(
            _GOOD.replace("- dashboard", "- all"),
            at=(7, 11),
            says='experience of jira:globalBackgroundScript "watch" has "all" beside others',
        ),
    ),
)
def background_experience(context: Context) -> Iterator[Violation]:
    """A background script is for all pages of Jira, and names some of them besides.

    `all` stands for every kind of page. Forge refuses anything beside it (measured).
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
                    f'experience of {module.label} has "all" beside others',
                    help="keep `all` alone, or list the kinds of pages without it",
                )
                break
