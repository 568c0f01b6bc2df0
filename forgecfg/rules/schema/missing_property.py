"""FC101."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
app:
  id: ari:cloud:ecosystem::app/5a1f0c5e-4f0e-4a34-8c2b-6f7f3f1d2b90
  runtime:
    name: nodejs22.x
modules:
  macro:
    - key: hello
      title: Hello
      resource: main
      resolver:
        endpoint: hello-backend
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("    name: nodejs22.x\n", "    architecture: arm64\n"),
            at=(3, 3),
            says="missing required property `app.runtime.name`",
            fixed=_GOOD.replace("name: nodejs22.x", "architecture: arm64\n    name: nodejs24.x"),
        ),
        Bad(
            _GOOD.replace("        endpoint: hello-backend\n", "        {}\n"),
            at=(10, 7),
            says='missing required property "function" or "endpoint" in `resolver` of macro "',
        ),
        Bad(
            _GOOD.replace("      title: Hello\n", ""),
            at=(7, 12),
            says='missing required property "title" in macro "hello"',
            fixed=_GOOD.replace("      title: Hello\n", "").rstrip() + "\n      title: TODO\n",
        ),
        Bad("modules: {}\n", at=(1, 1), says="missing required property `app`"),
    ),
)
def missing_property(context: Context) -> Iterator[Violation]:
    """A required property is missing.

    The finding is at the key of the mapping, or at the `key` of the list item. Forge rejects the
    manifest, and its own linter reports nothing else until the property is added.

    How to fix:
    Add the property that the message names, as the help says. If it is there with a typo, correct
    the name. `forgecfg check --fix --unsafe-fixes` corrects the name where the intended one is
    clear, references the only key that fits, and otherwise writes `TODO` for a text; the rule
    placeholder-value then reports it until you replace it.
    """
    yield from context.structure.get(missing_property.name, ())
