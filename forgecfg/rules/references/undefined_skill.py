"""FC215."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

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
    """An agent references a skill that is not declared under `modules.rovo:skill`.

    The agent works without the skill. Forge's own linter does not check these references (verified
    with @forge/manifest 13.7).

    How to fix:
    Correct the name, or declare the skill under `modules.rovo:skill`. `forgecfg check --fix
    --unsafe-fixes` replaces the name with the suggested one.
    """
    return undefined(context, Target.SKILL)
