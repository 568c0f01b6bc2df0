"""FC605."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.shortcuts import accelerators, corrected_shortcut, shortcut_error
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  confluence:contextMenu:
    - key: translate
      title: Translate
      resource: main
      keyboardShortcut:
        accelerator: ctrl+g
"""


def _with(accelerator: str) -> str:
    return _GOOD.replace("ctrl+g", accelerator)


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good(_with("command+shift+1 shift+2")),
        Good(_with('"5"')),
        Good(_with("mod+plus")),
    ),
    bad=(
        Bad(
            _with("ctrl + g"),
            at=(7, 22),
            says='invalid keyboard shortcut "ctrl + g" in confluence:contextMenu "translate": '
            "spaces around + are not allowed",
            fixed=_GOOD,
        ),
        Bad(_with("Ctrl+g"), at=(7, 22), says='did you mean "ctrl+g"?', fixed=_GOOD),
        Bad(_with("g+ctrl"), at=(7, 22), says='modifier after the key "g"', fixed=_GOOD),
        Bad(_with("g+h"), at=(7, 22), says='more than one key that is not a modifier in "g+h"'),
        Bad(_with("ctrl+ctrl"), at=(7, 22), says='duplicate key in "ctrl+ctrl"'),
        Bad(_with("ctrl++"), at=(7, 22), says="the key + itself is called plus"),
        Bad(_with("ctrl+f13"), at=(7, 22), says='unknown key "f13"'),
    ),
)
def invalid_shortcut(context: Context) -> Iterator[Violation]:
    """A keyboard shortcut has an invalid form.

    A shortcut is a key with its modifiers before it, joined by `+` without spaces, or a sequence of
    such combinations with one space between them. Keys are single characters, or names in lowercase
    such as `enter`. Forge rejects anything else (Forge documentation,
    manifest-reference/keyboard-shortcuts; verified with @forge/manifest 13.7).

    How to fix:
    Write the modifiers first and the key last, in lowercase and without spaces around `+`:
    `ctrl+shift+g`.
    """
    for module, accelerator in accelerators(context.manifest):
        text = accelerator.text or ""
        problem = shortcut_error(text)
        # The schema check reports the empty string.
        if problem is None or not text:
            continue
        candidate = corrected_shortcut(text)
        yield Violation(
            at_value(accelerator),
            f"invalid keyboard shortcut {quote(text)} in {module.label}: {problem}",
            hint=f"did you mean {quote(candidate)}?" if candidate else "",
            help="" if candidate else "write modifiers and one key joined by +, for example ctrl+g",
            fixes=replace_with(accelerator, candidate) if candidate else (),
        )
