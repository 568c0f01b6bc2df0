"""FC219."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.undefined import undefined

_GOOD = """\
translations:
  resources:
    - key: en-US
      path: locales/en-US.json
    - key: pt-PT
      path: locales/pt-PT.json
  fallback:
    default: en-US
    pt-BR: [pt-PT]
"""


@rule(
    "FC219",
    "undefined-locale",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("default: en-US", "default: en-GB"),
            at=(8, 14),
            says='names locale "en-GB", which translations.resources does not declare',
        ),
        Bad(
            _GOOD.replace("pt-BR: [pt-PT]", "pt-BR: [pt-PT, es-ES]"),
            at=(9, 20),
            says='locale "es-ES"',
        ),
    ),
)
def undefined_locale(context: Context) -> Iterator[Violation]:
    """A fallback names a locale that `translations.resources` does not declare.

    Forge then has no text to show, and refuses the manifest.
    """
    return undefined(context, Target.LOCALE)
