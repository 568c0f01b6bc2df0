"""FC507."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.files.app_files import Kind, ProjectFiles
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.front_ends import FrontEnd, front_ends
from forgecfg.rules.base import Bad, Context, Good, rule

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
# What a path is, by its ending, where the file itself is not available or does not exist yet.
_NOT_CODE = (".html", ".htm", ".css", ".scss", ".json", ".svg", ".png", ".md")
_FILES = (".html", ".htm", ".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs")

_NATIVE_HELP = "reference the file with the component, or remove `render: native` for Custom UI"
_HTML_HELP = "reference a directory with an index.html, or set `render: native` for UI Kit"


@rule(
    Severity.ERROR,
    good=(Good(_GOOD, files=_TREE), Good(_PAGES)),
    bad=(
        Bad(
            _GOOD.replace("/index.jsx", ""),
            at=(5, 17),
            says='jira:issuePanel "orders" is UI Kit (`render: native`) and needs a file, but '
            '"src/frontend" is a directory',
            files=_TREE,
        ),
        Bad(
            _GOOD.replace("      render: native\n", ""),
            at=(5, 17),
            says='jira:issuePanel "orders" is Custom UI and needs a directory, but '
            '"src/frontend/index.jsx" is a file',
            files=_TREE,
        ),
        Bad(
            _GOOD.replace("index.jsx", "index.html"),
            at=(5, 17),
            says="is UI Kit (`render: native`) and needs a code file, but "
            '"src/frontend/index.html" is not one',
        ),
        Bad(
            _GOOD.replace("      render: native\n", ""),
            at=(5, 17),
            says='is Custom UI and needs a directory, but "src/frontend/index.jsx" is a file',
        ),
        Bad(
            _PAGES.replace("orders.html", "orders.jsx"),
            at=(5, 17),
            says='jira:globalPage "orders" is Custom UI and needs an .html file, but "orders.jsx" '
            "is not one",
        ),
        Bad(
            _PAGES.replace("resource: main/orders", "resource: main/orders\n      render: native"),
            at=(5, 17),
            says='is UI Kit (`render: native`) and needs a code file, but "orders.html" is an '
            ".html file",
        ),
    ),
)
def wrong_resource_type(context: Context) -> Iterator[Violation]:
    """The resource of a module does not fit how the module is rendered.

    With `render: native` (UI Kit) a module needs a file with code. Without it (Custom UI) the
    browser shows an HTML page: the `index.html` of a directory, or the entry that the module
    references. UI Kit can also use a directory if the resource has a `bundler`. Forge rejects a
    mismatch (verified with @forge/manifest 13.7). Where the files are not available, the ending of
    the path decides.

    How to fix:
    For UI Kit, set `render: native` and reference the file with the component. For Custom UI,
    remove `render: native` and reference a directory with an `index.html`.
    """
    for front in front_ends(context.manifest):
        if front.entry is not None:
            mismatch = _entry_mismatch(front, front.entry.text or "")
        else:
            mismatch = _path_mismatch(front, context.files)
        if mismatch:
            rendering = "UI Kit (`render: native`)" if front.native else "Custom UI"
            yield Violation(
                at_value(front.reference.value),
                f"{front.module.label} is {rendering} and needs {mismatch}",
                help=_NATIVE_HELP if front.native else _HTML_HELP,
            )


def _entry_mismatch(front: FrontEnd, name: str) -> str:
    is_page = name.lower().endswith(".html")
    if front.native and not front.bundled and is_page:
        return f"a code file, but {quote(name)} is an .html file"
    if not front.native and not is_page:
        return f"an .html file, but {quote(name)} is not one"
    return ""


def _path_mismatch(front: FrontEnd, files: ProjectFiles | None) -> str:
    kind = files.kind(front.path) if files is not None else Kind.MISSING
    if front.native and not front.bundled and kind is Kind.FOLDER:
        return f"a file, but {quote(front.path)} is a directory"
    path = front.path.lower()
    if front.native and not front.bundled and kind is not Kind.FOLDER and path.endswith(_NOT_CODE):
        return f"a code file, but {quote(front.path)} is not one"
    if not front.native and kind is Kind.MISSING and path.endswith(_FILES) and not front.bundled:
        return f"a directory, but {quote(front.path)} is a file"
    if not front.native and kind is Kind.FILE:
        return f"a directory, but {quote(front.path)} is a file"
    return ""
