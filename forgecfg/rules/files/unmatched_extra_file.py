"""FC513."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import ProjectFiles
from forgecfg.files.wildcards import translate
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.files.missing_files import missing

_GOOD = """\
app:
  package:
    extraFiles:
      - templates/**/*.html
"""


@rule(
    "FC513",
    "unmatched-extra-file",
    Severity.ERROR,
    good=(Good(_GOOD, files={"templates/mail/welcome.html": ""}), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD,
            at=(4, 9),
            says='no file matches "templates/**/*.html"',
            files={"package.json": "{}", "templates/welcome.txt": ""},
        ),
    ),
)
def unmatched_extra_file(context: Context) -> Iterator[Violation]:
    """A pattern of `app.package.extraFiles` matches no file.

    Forge refuses to deploy, and does not say where (measured). Patterns are relative to the folder
    of the manifest.
    """
    files, patterns = context.files, context.manifest.at("app", "package", "extraFiles")
    if patterns is None or files is None:
        return
    for item in patterns.items():
        if item.text and not _may_match(files, item.text):
            message = f"no file matches {quote(item.text)}"
            yield missing(at_value(item), message, item.text, "correct it, or remove it")


def _may_match(files: ProjectFiles, pattern: str) -> bool:
    """Whether a file matches, or may: braces and the like are not read, nor hidden folders."""
    if set(pattern) & set("{}()!+@\\") or "node_modules" in pattern or "/." in f"/{pattern}":
        return True
    plain = pattern.removeprefix("./")
    regex = translate(plain)
    if regex is None:
        return True
    fixed = plain.partition("*")[0].partition("?")[0].partition("[")[0]
    start = fixed.rpartition("/")[0] or "."
    matcher = re.compile(regex)
    return any(matcher.fullmatch(path) for path in files.below(start))
