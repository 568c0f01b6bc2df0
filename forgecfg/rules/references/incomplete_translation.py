"""FC221."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import counted, quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.texts import default_locale, locales, text, texts_of, used_texts

_GOOD = """\
modules:
  macro:
    - key: greeting
      title:
        i18n: title
      description:
        i18n: description
      resource: main
translations:
  resources:
    - key: en-US
      path: locales/en-US.json
    - key: de-DE
      path: locales/de-DE.json
  fallback:
    default: en-US
"""
_TEXTS = {"locales/en-US.json": '{"title": "Greeting", "description": "Greets"}'}
_MAX_LISTED = 3


@rule(
    Severity.INFO,
    good=(
        Good(
            _GOOD,
            files={
                **_TEXTS,
                "locales/de-DE.json": '{"title": "Gru\u00df", "description": "Gr\u00fc\u00dft"}',
            },
        ),
    ),
    bad=(
        Bad(
            _GOOD,
            at=(13, 12),
            says='locale "de-DE" is missing 1 translation: "description"',
            files={**_TEXTS, "locales/de-DE.json": '{"title": "Gru\u00df"}'},
        ),
    ),
)
def incomplete_translation(context: Context) -> Iterator[Violation]:
    """A locale is missing texts that modules use.

    Users of that locale see these texts in the language of a fallback. Only the default locale must
    have every text.

    How to fix:
    Add the missing texts to the file of the locale.
    """
    manifest, files = context.manifest, context.files
    default = default_locale(manifest)
    if files is None or default is None:
        return
    complete = texts_of(files, default)
    used = dict.fromkeys(key for _, _, key in used_texts(manifest))
    for locale in locales(manifest):
        texts = texts_of(files, locale) if locale.code != default.code else None
        if texts is None or complete is None:
            continue
        missing = [key for key in used if text(complete, key) and not text(texts, key)]
        if missing:
            count = counted(len(missing), "translation")
            names = ", ".join(quote(key) for key in missing[:_MAX_LISTED])
            yield Violation(
                at_value(locale.key),
                f"locale {quote(locale.code)} is missing {count}: {names}"
                + (", …" if len(missing) > _MAX_LISTED else ""),
                help=f"add {'it' if len(missing) == 1 else 'them'} to {quote(locale.path)}",
            )
