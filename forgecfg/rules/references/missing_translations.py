"""FC220."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.misplaced import has_misspelling_of
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.texts import valid_texts

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


@rule(
    Severity.ERROR,
    good=(Good(_GOOD), Good("modules:\n  macro:\n    - key: a\n      title: A\n")),
    bad=(
        Bad(
            _GOOD[: _GOOD.index("translations:")],
            at=(5, 15),
            says='but macro "greeting" uses the translation key "greeting.title"',
        ),
    ),
)
def missing_translations(context: Context) -> Iterator[Violation]:
    """A module uses a translated text, but there is no `translations` section.

    Forge looks up `{i18n: key}` in the files listed under `translations.resources`. It rejects the
    manifest if there are none (verified with @forge/manifest 13.7).

    How to fix:
    Add a `translations` section with the files of your locales under `resources`, and the default
    locale under `fallback.default`. Or write the text itself instead of `i18n:`.
    """
    root = context.manifest.root
    if (
        root is None
        or root.get("translations") is not None
        or has_misspelling_of(root, "translations")
    ):
        return
    uses = sorted(valid_texts(context), key=lambda use: use[1].token.start)
    if uses:
        label, cursor, key = uses[0]
        total = f" (1 of {len(uses)} uses)" if len(uses) > 1 else ""
        yield Violation(
            at_value(cursor),
            f"no `translations` section, but {label} uses the translation key {quote(key)}{total}",
            help="list the files of your locales under `translations.resources`",
        )
