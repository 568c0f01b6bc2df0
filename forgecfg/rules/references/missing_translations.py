"""FC220."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.cascades import has_misspelling_of
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
    "FC220",
    "missing-translations",
    Severity.ERROR,
    good=(Good(_GOOD), Good("modules:\n  macro:\n    - key: a\n      title: A\n")),
    bad=(
        Bad(
            _GOOD[: _GOOD.index("translations:")],
            at=(5, 15),
            says='macro "greeting" shows the text "greeting.title", but there is no section',
        ),
    ),
)
def missing_translations(context: Context) -> Iterator[Violation]:
    """A module shows a translated text, but there is no `translations` section.

    `{i18n: key}` is sought in the files that `translations.resources` lists. Forge refuses the
    manifest without them (measured).
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
        owner, location, key = uses[0]
        more = f" ({len(uses)} such texts)" if len(uses) > 1 else ""
        yield Violation(
            at_value(location),
            f"{owner} shows the text {quote(key)}, but there is no section `translations`{more}",
            help="list the files of your locales under `translations.resources`",
        )
