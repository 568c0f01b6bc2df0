"""FC505."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import normpath

from forgecfg.document.display import quote
from forgecfg.document.locations import Location, at_value
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.build_output import Builds, first_missing
from forgecfg.manifest.analysis.front_ends import resource_items
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.suggest import Names, is_typo

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
            says='path "static/main/build" of resource "main" does not exist yet; a build seems '
            "to create it",
            severity=Severity.INFO,
            files={**_APP, "static/main/package.json": "{}"},
        ),
    ),
)
def missing_resource_path(context: Context) -> Iterator[Violation]:
    """The directory or file of a resource does not exist, or the directory is empty.

    Forge has nothing to upload, and rejects the app. Paths are relative to the directory of the
    manifest.

    A fresh checkout has not been built yet. So what a build creates is one info for the whole app:
    paths that git ignores, paths in directories such as `build` and `dist`, paths that the
    configuration of a build names, and directories of an app that has a build script. It stays an
    error if the source is missing too, or if the path is a file.

    How to fix:
    Correct the path, or run the build of the front end.
    """
    files = context.files
    if files is None:
        return
    listed: dict[str, Names] = {}
    builds = Builds(files)
    built: list[tuple[Location, str]] = []
    for key, item, path in resource_items(context.manifest):
        location = item.get("path")
        kind = files.kind(path)
        if location is None or kind is Kind.FILE:
            continue
        if kind is Kind.FOLDER and not files.is_empty(path):
            continue
        candidate, is_certain = _candidate(files, path, listed)
        if not is_certain and builds.create(path):
            built.append((at_value(location), f"path {quote(path)} of resource {quote(key)}"))
            continue
        problem = "does not exist" if kind is Kind.MISSING else "is an empty directory"
        yield Violation(
            at_value(location),
            f"path {quote(path)} of resource {quote(key)} {problem}",
            hint=f"did you mean {quote(candidate)}?" if candidate else "",
            help="correct the path; it is relative to the directory of the manifest",
        )
    if built:
        yield _not_built(built)


def _not_built(built: list[tuple[Location, str]]) -> Violation:
    """One violation for all resources of the app that a build creates."""
    location, first = built[0]
    more = f" (and {len(built) - 1} more)" if len(built) > 1 else ""
    return Violation(
        location,
        f"{first} does not exist yet{more}; a build seems to create it",
        help="run the build before you deploy",
        severity=Severity.INFO,
    )


def _candidate(files: ProjectFiles, path: str, listed: dict[str, Names]) -> tuple[str | None, bool]:
    """A path with a similar name, and whether the path is certainly a typo of it.

    `listed` keeps the names in each directory.
    """
    missing = first_missing(files, path)
    if files.kind(missing) is not Kind.MISSING:
        return None, False
    rest = normpath(path).removeprefix(missing)
    directory, _, name = missing.rpartition("/")
    if directory not in listed:
        listed[directory] = Names(files.names(directory or "."))
    candidate = listed[directory].nearest(name)
    is_certain = candidate is not None and is_typo(name, candidate)
    full = f"{directory}/{candidate}" if directory else candidate
    return (f"{full}{rest}", is_certain) if candidate else (None, False)
