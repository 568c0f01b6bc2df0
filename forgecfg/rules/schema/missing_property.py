"""FC101."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
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
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("    name: nodejs22.x\n", "    architecture: arm64\n"),
            at=(3, 3),
            says="missing required property `app.runtime.name`",
        ),
        Bad(
            _GOOD.replace("        endpoint: hello-backend\n", "        {}\n"),
            at=(10, 7),
            says='missing required property "function" or "endpoint" in `resolver` of macro "',
        ),
        Bad("modules: {}\n", at=(1, 1), says="missing required property `app`"),
    ),
)
def missing_property(context: Context) -> Iterator[Violation]:
    """A required property is missing.

    The finding is at the key of the mapping, or at the `key` of the list item. Forge rejects the
    manifest, and its own linter reports nothing else until the property is added.

    How to fix:
    Add the property that the message names. If it is there with a typo, correct the name;
    `forgecfg check --fix --unsafe-fixes` does that where the intended name is clear.
    """
    yield from context.structure.get(missing_property.name, ())
