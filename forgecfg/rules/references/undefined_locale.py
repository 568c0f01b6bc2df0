"""FC219."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

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
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("default: en-US", "default: en-GB"),
            at=(8, 14),
            says='references locale "en-GB", which is not declared under `translations.resources`',
        ),
        Bad(
            _GOOD.replace("pt-BR: [pt-PT]", "pt-BR: [pt-PT, es-ES]"),
            at=(9, 20),
            says='locale "es-ES"',
        ),
    ),
)
def undefined_locale(context: Context) -> Iterator[Violation]:
    """A fallback references a locale that is not declared under `translations.resources`.

    Forge has no texts for that locale, and rejects the manifest.

    How to fix:
    Correct the code of the locale, or declare the locale with its file under
    `translations.resources`.
    """
    return undefined(context, Target.LOCALE)
