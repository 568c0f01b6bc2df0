"""FC513."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.files.wildcards import translate
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.paths import is_absolute
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.missing_files import missing

# Pairs of a pattern and a file.
_MAX_COMPARISONS = 100_000

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
    search = _Search(files)
    for item in patterns.items():
        if item.text and not search.may_match(item.text):
            message = f"pattern {quote(item.text)} in extraFiles matches no file"
            yield missing(
                files, at_value(item), message, item.text, "correct the pattern, or remove it"
            )


class _Search:
    """The search for files, which lists each directory once and compares a limited number."""

    def __init__(self, files: ProjectFiles) -> None:
        self._files = files
        self._paths: dict[str, list[str] | None] = {}
        self._left = _MAX_COMPARISONS

    def may_match(self, pattern: str) -> bool:
        """Whether a file matches, or could: braces, `!` and hidden directories are not evaluated.

        Also if too many files would have to be compared.
        """
        if set(pattern) & set("{}()!+@\\") or "node_modules" in pattern or "/." in f"/{pattern}":
            return True
        plain = pattern.removeprefix("./")
        regex = translate(plain)
        if regex is None:
            return True
        if is_absolute(plain):
            return True
        fixed = plain.partition("*")[0].partition("?")[0].partition("[")[0]
        if fixed == plain and self._files.kind(plain) is Kind.FILE:
            return True
        paths = self._below(fixed.rpartition("/")[0] or ".")
        if paths is None or len(paths) > self._left:
            return True
        self._left -= len(paths)
        matcher = re.compile(regex)
        return any(matcher.fullmatch(path) for path in paths)

    def _below(self, directory: str) -> list[str] | None:
        """The files below a directory; None if it is outside the repository or has too many."""
        if directory not in self._paths:
            listed = list(islice(self._files.below(directory), self._left + 1))
            self._paths[directory] = listed if self._is_listed(directory) else None
        return self._paths[directory]

    def _is_listed(self, directory: str) -> bool:
        if self._files.kind(directory) is not Kind.FOLDER or self._files.names(directory):
            return True
        return self._files.is_empty(directory)
