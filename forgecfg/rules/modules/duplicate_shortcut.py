"""FC612."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.shortcuts import accelerators
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of

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
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("ctrl+shift+g", "ctrl+g"),
            at=(13, 22),
            says='duplicate keyboard shortcut "ctrl+g", already used by confluence:contextMenu '
            '"translate" on line 7',
        ),
    ),
)
def duplicate_shortcut(context: Context) -> Iterator[Violation]:
    """Two modules have the same keyboard shortcut.

    Forge rejects a shortcut that another module of the app already has, whatever the types of the
    two modules (Forge documentation, manifest-reference/keyboard-shortcuts; verified with
    @forge/manifest 13.7).

    How to fix:
    Change the shortcut of one module.
    """
    shortcuts = accelerators(context.manifest)
    for text, (_, location), (module, first) in find_duplicates(
        shortcuts, lambda pair: pair[1].text or None
    ):
        line = line_of(context, first)
        yield Violation(
            at_value(location),
            f"duplicate keyboard shortcut {quote(text)}, already used by {module.label} on line "
            f"{line}",
            help="change the shortcut of one of the modules",
            related=first_occurrence(first),
        )
