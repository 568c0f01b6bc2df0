"""FC507."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.files.front_ends import FrontEnd, front_ends

_GOOD = """\
modules:
  jira:issuePanel:
    - key: orders
      title: Orders
      resource: panel
      render: native
      icon: https://shop.example.com/orders.svg
      resolver: {function: backend}
resources:
  - key: panel
    path: src/frontend/index.jsx
"""
_PAGES = """\
modules:
  jira:globalPage:
    - key: orders
      title: Orders
      resource: main/orders
resources:
  - key: main
    path: static/main
    entry:
      orders: orders.html
"""
_TREE = {"package.json": "{}", "src/frontend/index.jsx": ""}


@rule(
    "FC507",
    "wrong-resource-type",
    Severity.ERROR,
    good=(Good(_GOOD, files=_TREE), Good(_PAGES)),
    bad=(
        Bad(
            _GOOD.replace("/index.jsx", ""),
            at=(5, 17),
            says='jira:issuePanel "orders" is drawn by UI Kit, but "src/frontend" is a folder',
            files=_TREE,
        ),
        Bad(
            _GOOD.replace("      render: native\n", ""),
            at=(5, 17),
            says='"src/frontend/index.jsx" is a file',
            files=_TREE,
        ),
        Bad(
            _PAGES.replace("orders.html", "orders.jsx"),
            at=(5, 17),
            says='"orders.jsx" is no .html file',
        ),
        Bad(
            _PAGES.replace("resource: main/orders", "resource: main/orders\n      render: native"),
            at=(5, 17),
            says='"orders.html" is an .html file',
        ),
    ),
)
def wrong_resource_type(context: Context) -> Iterator[Violation]:
    """A module's resource is not of the kind that the module shows.

    With `render: native` (UI Kit) Forge draws what one file of code says. Without it (Custom UI)
    the browser shows an HTML page: of a folder its `index.html`, or the entry that the module
    names. A bundler of the app's own (`bundler`) makes one of the other. Forge refuses to deploy a
    mismatch (measured).
    """
    for one in front_ends(context.manifest):
        wrong = _entry_fault(one) if one.entry is not None else _path_fault(one, context.files)
        if wrong:
            yield Violation(
                at_value(one.reference.value),
                f"{one.module.label} is {_drawn(one)}, but {wrong}",
                help=_advice(one),
            )


def _drawn(one: FrontEnd) -> str:
    return "drawn by UI Kit" if one.native else "a Custom UI"


def _entry_fault(one: FrontEnd) -> str:
    name = (one.entry.text if one.entry is not None else None) or ""
    is_page = name.lower().endswith(".html")
    if one.native and not one.bundled and is_page:
        return f"{quote(name)} is an .html file"
    return f"{quote(name)} is no .html file" if not one.native and not is_page else ""


def _path_fault(one: FrontEnd, files: ProjectFiles | None) -> str:
    kind = files.kind(one.path) if files is not None else Kind.MISSING
    if one.native and not one.bundled and kind is Kind.FOLDER:
        return f"{quote(one.path)} is a folder"
    return f"{quote(one.path)} is a file" if not one.native and kind is Kind.FILE else ""


def _advice(one: FrontEnd) -> str:
    if one.native:
        return "name the file with the component, or leave `render: native` out for Custom UI"
    return "name an HTML page, or set `render: native` for UI Kit"
