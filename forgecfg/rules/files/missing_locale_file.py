"""FC515."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.missing_files import missing
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
    Severity.ERROR,
    good=(Good(_GOOD, files={"locales/en-US.json": '{"title": "Greeting"}'}), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD,
            at=(4, 13),
            says='file "locales/en-US.json" of locale "en-US" does not exist',
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
    """The file of a locale does not exist, or is not valid JSON.

    Forge rejects the app (verified with @forge/manifest 13.7). The path is relative to the
    directory of the manifest, and the file contains one JSON object: keys and their texts.

    How to fix:
    Correct the path, create the file, or repair the JSON at the line in the message.
    """
    files = context.files
    for locale in locales(context.manifest) if files is not None else ():
        location = at_value(locale.location)
        label = f"file {quote(locale.path)} of locale {quote(locale.code)}"
        if files is not None and files.kind(locale.path) is not Kind.FILE:
            help_text = "create the file, or correct the path"
            yield missing(files, location, f"{label} does not exist", locale.path, help_text)
        elif files is not None and isinstance(problem := read_texts(files, locale), str):
            yield Violation(location, f"{label} {problem}", help="correct the content of the file")
