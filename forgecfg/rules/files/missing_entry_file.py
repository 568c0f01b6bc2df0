"""FC509."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.front_ends import resource_items
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.missing_files import missing

_GOOD = """\
resources:
  - key: main
    path: static/main
    entry:
      panel: panel.html
"""


@rule(
    Severity.ERROR,
    good=(Good(_GOOD, files={"static/main/panel.html": ""}), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD,
            at=(5, 14),
            says='file "static/main/panel.html" of entry "panel" in resource "main" does not exist',
            files={"package.json": "{}", "static/main/index.html": ""},
        ),
    ),
)
def missing_entry_file(context: Context) -> Iterator[Violation]:
    """The file of a resource entry does not exist.

    An entry is a page of a resource that modules reference as `<resource>/<entry>`. Forge rejects
    the app if a module uses an entry whose file is missing (verified with @forge/manifest 13.7).
    Paths are relative to the resource.

    How to fix:
    Correct the path of the entry, or create the file. If a build creates it, run the build first.
    """
    files = context.files
    if files is None:
        return
    for key, item, path in resource_items(context.manifest):
        entries = item.get("entry")
        if entries is None or files.kind(path) is not Kind.FOLDER or files.is_empty(path):
            continue
        for name, location in entries.entries():
            file = f"{path}/{location.text}"
            kind = files.kind(file) if location.text else Kind.FILE
            if kind is Kind.FILE:
                continue
            problem = "does not exist" if kind is Kind.MISSING else "is a directory"
            message = (
                f"file {quote(file)} of entry {quote(name)} in resource {quote(key)} {problem}"
            )
            yield missing(
                files, at_value(location), message, file, "correct the path, or create the file"
            )
