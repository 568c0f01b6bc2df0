"""FC618."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  webtrigger:
    - key: hook
      function: run
      urlFormat: v2
"""


@rule(
    Severity.INFO,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("      urlFormat: v2\n", ""),
            at=(3, 12),
            says="1 web trigger uses URL format v1, which Forge advises against since 2026-05-14",
        ),
    ),
)
def old_url_format(context: Context) -> Iterator[Violation]:
    """A web trigger uses the old format of URLs.

    Without `urlFormat`, a web trigger has a URL of format v1. Since 2026-05-14, Forge advises
    `urlFormat: v2`, with URLs per installation, and will require it later (changelog, CHANGE-3182).
    The finding is reported once for all web triggers of the app.

    How to fix:
    Write `urlFormat: v2`. The URL of the web trigger changes with it, so update the systems that
    call it.
    """
    old = [
        module
        for module in context.manifest.modules
        if module.type == "webtrigger" and not _is_new(module.cursor.get("urlFormat"))
    ]
    if old:
        subject = "1 web trigger uses" if len(old) == 1 else f"{len(old)} web triggers use"
        yield Violation(
            at_item(old[0].cursor),
            f"{subject} URL format v1, which Forge advises against since 2026-05-14 (CHANGE-3182)",
            help="write `urlFormat: v2`; the URL changes, so update its callers",
        )


def _is_new(url_format: Cursor | None) -> bool:
    return url_format is not None and url_format.text != "v1"
