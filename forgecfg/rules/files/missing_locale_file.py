"""FC515."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.files.missing_files import missing
from forgecfg.rules.texts import locales, read_texts

_GOOD = """\
translations:
  resources:
    - key: en-US
      path: locales/en-US.json
  fallback:
    default: en-US
"""


@rule(
    "FC515",
    "missing-locale-file",
    Severity.ERROR,
    good=(Good(_GOOD, files={"locales/en-US.json": '{"title": "Greeting"}'}), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD,
            at=(4, 13),
            says='locale "en-US": "locales/en-US.json" is not there',
            files={"package.json": "{}"},
        ),
        Bad(
            _GOOD,
            at=(4, 13),
            says="is invalid JSON: ",
            files={"locales/en-US.json": '{"title": "Greeting",}'},
        ),
        Bad(
            _GOOD,
            at=(4, 13),
            says="is not a JSON object",
            files={"locales/en-US.json": '["Greeting"]'},
        ),
    ),
)
def missing_locale_file(context: Context) -> Iterator[Violation]:
    """The file of a locale is not there, or is no JSON.

    Forge refuses to deploy (measured). The path is relative to the folder of the manifest.
    """
    files = context.files
    for locale in locales(context.manifest) if files is not None else ():
        location = at_value(locale.location)
        what = f"locale {quote(locale.code)}: {quote(locale.path)}"
        if files is not None and files.kind(locale.path) is not Kind.FILE:
            yield missing(location, f"{what} is not there", locale.path, "add the file")
        elif files is not None and isinstance(flaw := read_texts(files, locale), str):
            yield Violation(location, f"{what} {flaw}")
