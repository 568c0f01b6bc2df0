"""FC513."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.files.wildcards import translate
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.paths import is_absolute
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.missing_files import missing

_GOOD = """\
app:
  package:
    extraFiles:
      - templates/**/*.html
"""


@rule(
    Severity.ERROR,
    good=(Good(_GOOD, files={"templates/mail/welcome.html": ""}), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD,
            at=(4, 9),
            says='pattern "templates/**/*.html" in extraFiles matches no file',
            files={"package.json": "{}", "templates/welcome.txt": ""},
        ),
    ),
)
def unmatched_extra_file(context: Context) -> Iterator[Violation]:
    """A pattern in `app.package.extraFiles` matches no file.

    Forge rejects the app, and does not say which pattern it is (verified with @forge/manifest
    13.7). Patterns are relative to the directory of the manifest.

    How to fix:
    Correct the pattern, remove it, or run the build that creates the files.
    """
    files, patterns = context.files, context.manifest.at("app", "package", "extraFiles")
    if patterns is None or files is None:
        return
    for item in patterns.items():
        if item.text and not _may_match(files, item.text):
            message = f"pattern {quote(item.text)} in extraFiles matches no file"
            yield missing(at_value(item), message, item.text, "correct the pattern, or remove it")


def _may_match(files: ProjectFiles, pattern: str) -> bool:
    """Whether a file matches, or could: braces, `!` and hidden directories are not evaluated."""
    if set(pattern) & set("{}()!+@\\") or "node_modules" in pattern or "/." in f"/{pattern}":
        return True
    plain = pattern.removeprefix("./")
    regex = translate(plain)
    if regex is None:
        return True
    fixed = plain.partition("*")[0].partition("?")[0].partition("[")[0]
    start = fixed.rpartition("/")[0] or "."
    if is_absolute(plain):
        return True
    if files.kind(start) is Kind.FOLDER and not files.names(start):
        return not files.is_empty(start)  # outside the repository
    matcher = re.compile(regex)
    return any(matcher.fullmatch(path) for path in files.below(start))
