"""FC506."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.front_ends import front_ends
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.missing_files import is_missing, missing

_GOOD = """\
modules:
  jira:globalPage:
    - key: orders
      title: Orders
      resource: main
resources:
  - key: main
    path: static/main
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD, files={"static/main/index.html": "<p>Hello</p>"}),
        Good(
            _GOOD.replace("resource: main", "icon: resource:main;a.svg"),
            files={"static/main/a.svg": ""},
        ),
    ),
    bad=(
        Bad(
            _GOOD,
            at=(8, 11),
            says='missing index.html in "static/main", required by jira:globalPage "orders"',
            files={"package.json": "{}", "static/main/home.html": ""},
        ),
    ),
)
def missing_index_html(context: Context) -> Iterator[Violation]:
    """The directory of a Custom UI resource has no `index.html`.

    A module that references a resource by its key alone shows the `index.html` of its directory.
    Forge rejects the app without it (verified with @forge/manifest 13.7). Other pages are entries,
    referenced as `<resource>/<entry>`.

    How to fix:
    Create the `index.html` (or run the build that creates it), reference one of the entries, or set
    `render: native` if the module is UI Kit.
    """
    files = context.files
    if files is None:
        return
    reported: set[str] = set()
    for front in front_ends(context.manifest):
        path = front.path
        if front.entry is not None or (front.native and not front.bundled) or path in reported:
            continue
        location = front.item.get("path")
        has_files = files.kind(path) is Kind.FOLDER and not files.is_empty(path)
        if location is None or not has_files or not is_missing(files, f"{path}/index.html"):
            continue
        reported.add(path)
        yield missing(
            files,
            at_value(location),
            f"missing index.html in {quote(path)}, required by {front.module.label}",
            f"{path}/index.html",
            "create it, reference an entry of the resource, or set `render: native` for UI Kit",
        )._replace(related=((at_value(front.reference.value), f"{front.module.label} shows it"),))
