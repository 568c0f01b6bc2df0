"""FC215."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.undefined import undefined

_GOOD = """\
modules:
  rovo:agent:
    - key: shop-helper
      name: Shop helper
      prompt: You answer questions about orders.
      skills: [refunds]
  rovo:skill:
    - key: refunds
      source:
        dir: skills/refunds
"""


@rule(
    "FC215",
    "undefined-skill",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("skills: [refunds]", "skills: [refund]"),
            at=(6, 16),
            says='did you mean "refunds" (line 8)?',
            fixed=_GOOD,
        ),
    ),
)
def undefined_skill(context: Context) -> Iterator[Violation]:
    """An agent names a skill that `modules.rovo:skill` does not declare.

    The agent then works without what it was to know. Forge's own linter does not follow these
    names (measured).
    """
    return undefined(context, Target.SKILL)
