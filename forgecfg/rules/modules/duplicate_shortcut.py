"""FC612."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of
from forgecfg.rules.modules.accelerators import accelerators

_GOOD = """\
modules:
  confluence:contextMenu:
    - key: translate
      title: Translate
      resource: main
      keyboardShortcut:
        accelerator: ctrl+g
  confluence:contentAction:
    - key: summarize
      title: Summarize
      resource: main
      keyboardShortcut:
        accelerator: ctrl+shift+g
"""


@rule(
    "FC612",
    "duplicate-shortcut",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("ctrl+shift+g", "ctrl+g"),
            at=(13, 22),
            says='keyboard shortcut "ctrl+g" is taken by confluence:contextMenu "translate" on '
            "line 7",
        ),
    ),
)
def duplicate_shortcut(context: Context) -> Iterator[Violation]:
    """Two modules share a keyboard shortcut.

    Forge refuses a shortcut that another module of the app has, whatever the types of the two
    (Forge documentation, manifest-reference/keyboard-shortcuts; measured).
    """
    shortcuts = accelerators(context.manifest)
    for text, (_, location), (module, first) in find_duplicates(
        shortcuts, lambda pair: pair[1].text or None
    ):
        line = line_of(context, first)
        yield Violation(
            at_value(location),
            f"keyboard shortcut {quote(text)} is taken by {module.label} on line {line}",
            help="give one of the modules another shortcut",
            related=first_occurrence(first),
        )
