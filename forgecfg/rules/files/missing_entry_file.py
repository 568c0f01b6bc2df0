"""FC509."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.files.front_ends import resource_items
from forgecfg.rules.files.missing_files import missing

_GOOD = """\
resources:
  - key: main
    path: static/main
    entry:
      panel: panel.html
"""


@rule(
    "FC509",
    "missing-entry-file",
    Severity.ERROR,
    good=(Good(_GOOD, files={"static/main/panel.html": ""}), Good(_GOOD)),
    bad=(
        Bad(
            _GOOD,
            at=(5, 14),
            says='entry "panel" of resource "main": "static/main/panel.html" is not there',
            files={"package.json": "{}", "static/main/index.html": ""},
        ),
    ),
)
def missing_entry_file(context: Context) -> Iterator[Violation]:
    """The file of a resource's entry is not there.

    An entry is a page of the resource under a name of its own. Forge refuses to deploy where a
    module shows an entry whose file is missing (measured). Paths are relative to the resource.
    """
    files = context.files
    if files is None:
        return
    for key, item, path in resource_items(context.manifest):
        entries = item.get("entry")
        if entries is None or files.kind(path) is not Kind.FOLDER or not files.names(path):
            continue
        for name, location in entries.entries():
            file = f"{path}/{location.text}"
            kind = files.kind(file) if location.text else Kind.FILE
            if kind is Kind.FILE:
                continue
            what = "is not there" if kind is Kind.MISSING else "is a folder"
            message = f"entry {quote(name)} of resource {quote(key)}: {quote(file)} {what}"
            yield missing(at_value(location), message, path, "correct it, or add the file")
