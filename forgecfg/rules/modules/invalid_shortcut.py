"""FC605."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.modules.accelerators import accelerators, fault_of, fixed

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
    "FC605",
    "invalid-shortcut",
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
            says='keyboard shortcut "ctrl + g" has a space beside +',
            fixed=_GOOD,
        ),
        Bad(_with("Ctrl+g"), at=(7, 22), says='did you mean "ctrl+g"?', fixed=_GOOD),
        Bad(_with("g+ctrl"), at=(7, 22), says="has a modifier after the key g", fixed=_GOOD),
        Bad(_with("g+h"), at=(7, 22), says="has more than one key besides modifiers"),
        Bad(_with("ctrl+ctrl"), at=(7, 22), says="has a key twice in ctrl+ctrl"),
        Bad(_with("ctrl++"), at=(7, 22), says="the key + itself is called plus"),
        Bad(_with("ctrl+f13"), at=(7, 22), says='has the key "f13", which Forge does not know'),
    ),
)
def invalid_shortcut(context: Context) -> Iterator[Violation]:
    """A keyboard shortcut that is not written as Forge reads it.

    A shortcut is a key with modifiers before it, joined by `+` without spaces, or a sequence of
    such combinations with one space between them. Keys are single characters, or names in lower
    case. Forge refuses anything else (Forge documentation, manifest-reference/keyboard-shortcuts;
    measured).
    """
    for module, accelerator in accelerators(context.manifest):
        text = accelerator.text or ""
        wrong = fault_of(text)
        # Without any character it is a fault of shape.
        if wrong is None or not text:
            continue
        meant = fixed(text)
        yield Violation(
            at_value(accelerator),
            f"{module.label}: keyboard shortcut {quote(text)} {wrong}",
            hint=f"did you mean {quote(meant)}?" if meant else "",
            fixes=replace_with(accelerator, meant) if meant else (),
        )
