"""FC506."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.files.front_ends import front_ends
from forgecfg.rules.files.missing_files import is_missing, missing

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
    "FC506",
    "missing-index-html",
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
            says='"static/main" has no index.html, which jira:globalPage "orders" shows',
            files={"package.json": "{}", "static/main/home.html": ""},
        ),
    ),
)
def missing_index_html(context: Context) -> Iterator[Violation]:
    """The folder of a Custom UI has no `index.html`.

    A module that names a resource by its key alone shows the `index.html` of its folder. Forge
    refuses to deploy without it (measured). Other pages are entries: `key/entry`.
    """
    files = context.files
    if files is None:
        return
    reported: set[str] = set()
    for one in front_ends(context.manifest):
        if one.entry is not None or (one.native and not one.bundled) or one.path in reported:
            continue
        location = one.item.get("path")
        folder = files.kind(one.path) is Kind.FOLDER and bool(files.names(one.path))
        if location is None or not folder or not is_missing(files, f"{one.path}/index.html"):
            continue
        reported.add(one.path)
        yield missing(
            at_value(location),
            f"resource {quote(one.reference.name or '')}: {quote(one.path)} has no index.html, "
            f"which {one.module.label} shows",
            one.path,
            "name one of its pages as an entry, or set `render: native` for UI Kit",
        )._replace(related=((at_value(one.reference.value), f"{one.module.label} shows it"),))
