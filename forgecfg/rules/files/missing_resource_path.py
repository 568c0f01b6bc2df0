"""FC505."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.files.front_ends import resource_items
from forgecfg.rules.files.missing_files import missing
from forgecfg.suggest import closest

_GOOD = """\
resources:
  - key: main
    path: static/main
"""
_APP = {"package.json": "{}"}
_PAGE = {"static/main/index.html": "<p>Hello</p>"}


@rule(
    "FC505",
    "missing-resource-path",
    Severity.ERROR,
    good=(Good(_GOOD, files=_PAGE), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD.replace("static/main", "static/mian"),
            at=(3, 11),
            says='resource "main": "static/mian" is not there; did you mean "static/main"?',
            files={**_APP, **_PAGE},
        ),
        Bad(
            _GOOD.replace("static/main", "static/main/build"),
            at=(3, 11),
            says='"static/main/build" is not there',
            severity=Severity.WARNING,
            files={**_APP, **_PAGE},
        ),
    ),
)
def missing_resource_path(context: Context) -> Iterator[Violation]:
    """The folder or file of a resource is not there, or the folder is empty.

    Forge has nothing to upload, and refuses to deploy. A path that looks like the result of a build
    is a warning only: in a fresh checkout the build has not run yet. Paths are relative to the
    folder of the manifest.
    """
    files = context.files
    if files is None:
        return
    for key, item, path in resource_items(context.manifest):
        location = item.get("path")
        kind = files.kind(path)
        if location is None or kind is Kind.FILE or (kind is Kind.FOLDER and files.names(path)):
            continue
        what = "is not there" if kind is Kind.MISSING else "is an empty folder"
        near = _near(files, path) if kind is Kind.MISSING else None
        violation = missing(
            at_value(location),
            f"resource {quote(key)}: {quote(path)} {what}",
            path,
            "paths are relative to the folder of the manifest",
        )
        yield violation._replace(hint=f"did you mean {quote(near)}?" if near else "")


def _near(files: ProjectFiles, path: str) -> str | None:
    """A path beside the one that is missing, with a name like it."""
    folder, _, name = path.rstrip("/").rpartition("/")
    near = closest(name, files.names(folder or "."))
    return f"{folder}/{near}" if near and folder else near
