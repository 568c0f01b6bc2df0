"""FC218."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.texts import default_locale, keys, text, texts_of, valid_texts
from forgecfg.suggest import Names

_GOOD = """\
modules:
  macro:
    - key: greeting
      title:
        i18n: greeting.title
      resource: main
translations:
  resources:
    - key: en-US
      path: locales/en-US.json
  fallback:
    default: en-US
"""
_TEXTS = {"locales/en-US.json": '{"greeting": {"title": "Greeting"}}'}


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD, files=_TEXTS),
        Good(_GOOD, files={"locales/en-US.json": '{"greeting.title": "Greeting"}'}),
        Good(_GOOD),
    ),
    bad=(
        Bad(
            _GOOD.replace("greeting.title", "greeting.titel"),
            at=(5, 15),
            says='did you mean "greeting.title"?',
            fixed=_GOOD,
            files=_TEXTS,
        ),
        Bad(
            _GOOD.replace("greeting.title", "greeting"),
            at=(5, 15),
            says='uses the translation key "greeting", which is missing in "locales/en-US.json"',
            files=_TEXTS,
        ),
    ),
)
def undefined_translation(context: Context) -> Iterator[Violation]:
    """A module uses a text that is missing in the default locale.

    Forge replaces `{i18n: key}` with the text in the user's locale, in a fallback locale, or in the
    default locale. It rejects a key that is missing in the default locale (verified with
    @forge/manifest 13.7). A key with dots can be a single key, or the path of a nested one.

    How to fix:
    Correct the key, or add the text to the file of the default locale. `forgecfg check --fix
    --unsafe-fixes` replaces the key with the suggested one.
    """
    manifest, files = context.manifest, context.files
    locale = default_locale(manifest)
    texts = texts_of(files, locale) if files is not None and locale is not None else None
    if texts is None or locale is None:
        return
    known = Names(keys(texts))
    for label, cursor, key in valid_texts(context):
        if text(texts, key) is None:
            similar = known.nearest(key)
            yield Violation(
                at_value(cursor),
                f"{label} uses the translation key {quote(key)}, "
                f"which is missing in {quote(locale.path)}",
                hint=f"did you mean {quote(similar)}?" if similar else "",
                help="" if similar else "add it; the default locale must have every text",
                fixes=replace_with(cursor, similar) if similar else (),
                related=((at_value(locale.location), "the file of the default locale"),),
            )
