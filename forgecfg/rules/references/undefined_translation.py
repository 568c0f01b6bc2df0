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
    "FC218",
    "undefined-translation",
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
            says='macro "greeting" shows the text "greeting", which "locales/en-US.json"',
            files=_TEXTS,
        ),
    ),
)
def undefined_translation(context: Context) -> Iterator[Violation]:
    """A module shows a text that the default locale does not have.

    `{i18n: key}` stands for the text under that key in the file of the user's locale, or else in
    that of a fallback, at last of the default one. Forge refuses a key that is not there
    (measured). A key with dots can be one key, or a nested one.
    """
    manifest, files = context.manifest, context.files
    locale = default_locale(manifest)
    texts = texts_of(files, locale) if files is not None and locale is not None else None
    if texts is None or locale is None:
        return
    known = Names(keys(texts))
    for owner, location, key in valid_texts(context):
        if text(texts, key) is None:
            near = known.nearest(key)
            yield Violation(
                at_value(location),
                f"{owner} shows the text {quote(key)}, which {quote(locale.path)} does not have",
                hint=f"did you mean {quote(near)}?" if near else "",
                help="" if near else "add it there: the default locale must have every text",
                fixes=replace_with(location, near) if near else (),
                related=((at_value(locale.location), "the default locale"),),
            )
