"""FC505."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.front_ends import resource_items
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.missing_files import missing
from forgecfg.suggest import closest

_GOOD = """\
resources:
  - key: main
    path: static/main
"""
_APP = {"package.json": "{}"}
_PAGE = {"static/main/index.html": "<p>Hello</p>"}


@rule(
    Severity.ERROR,
    good=(Good(_GOOD, files=_PAGE), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD.replace("static/main", "static/mian"),
            at=(3, 11),
            says='path "static/mian" of resource "main" does not exist; did you mean '
            '"static/main"?',
            files={**_APP, **_PAGE},
        ),
        Bad(
            _GOOD.replace("static/main", "static/main/build"),
            at=(3, 11),
            says='path "static/main/build" of resource "main" does not exist',
            severity=Severity.WARNING,
            files={**_APP, **_PAGE},
        ),
    ),
)
def missing_resource_path(context: Context) -> Iterator[Violation]:
    """The directory or file of a resource does not exist, or the directory is empty.

    Forge has nothing to upload, and rejects the app. It is only a warning if the path looks like
    the output of a build, since a fresh checkout has not been built yet. Paths are relative to the
    directory of the manifest.

    How to fix:
    Correct the path, or run the build of the front end.
    """
    files = context.files
    if files is None:
        return
    for key, item, path in resource_items(context.manifest):
        location = item.get("path")
        kind = files.kind(path)
        if location is None or kind is Kind.FILE:
            continue
        if kind is Kind.FOLDER and not files.is_empty(path):
            continue
        problem = "does not exist" if kind is Kind.MISSING else "is an empty directory"
        candidate = _candidate(files, path) if kind is Kind.MISSING else None
        violation = missing(
            at_value(location),
            f"path {quote(path)} of resource {quote(key)} {problem}",
            path,
            "correct the path; it is relative to the directory of the manifest",
        )
        yield violation._replace(hint=f"did you mean {quote(candidate)}?" if candidate else "")


def _candidate(files: ProjectFiles, path: str) -> str | None:
    """A path in the same directory with a similar name."""
    directory, _, name = path.rstrip("/").rpartition("/")
    candidate = closest(name, files.names(directory or "."))
    return f"{directory}/{candidate}" if candidate and directory else candidate
