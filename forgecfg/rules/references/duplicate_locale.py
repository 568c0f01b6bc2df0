"""FC225."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of
from forgecfg.rules.texts import locales

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
            _GOOD.replace("key: pt-PT", "key: en-US"),
            at=(5, 12),
            says='duplicate locale "en-US", first declared on line 3',
        ),
        Bad(
            _GOOD.replace("[pt-PT]", "[pt-PT, pt-BR]"),
            at=(9, 20),
            says='locale "pt-BR" is its own fallback',
        ),
    ),
)
def duplicate_locale(context: Context) -> Iterator[Violation]:
    """A locale is declared twice, or is its own fallback.

    Forge rejects the manifest (verified with @forge/manifest 13.7).

    How to fix:
    Remove one of the two entries under `translations.resources`, or correct its `key`. Remove a
    locale from its own list of fallbacks.
    """
    declared = locales(context.manifest)
    for code, locale, first in find_duplicates(declared, lambda locale: locale.code):
        yield Violation(
            at_value(locale.key),
            f"duplicate locale {quote(code)}, first declared on line {line_of(context, first.key)}",
            help="remove one of the entries, or correct its `key`",
            related=first_occurrence(first.key),
        )
    fallback = context.manifest.at("translations", "fallback")
    for code, chain in fallback.entries() if fallback is not None else ():
        for item in (chain, *chain.items()):
            if item.text == code:
                yield Violation(
                    at_value(item),
                    f"locale {quote(code)} is its own fallback",
                    help="remove it from the list",
                    related=((at_key(chain), "the fallbacks of this locale"),),
                )
