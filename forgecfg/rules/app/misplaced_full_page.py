"""FC703."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

# A required product, and the type of page that it excludes.
_FOREIGN = {"jira": "confluence:fullPage", "confluence": "jira:fullPage"}
_GLOBAL = "global:fullPage"

_GOOD = """\
app:
  compatibility:
    jira:
      required: true
modules:
  jira:fullPage:
    - key: board
      title: Board
      resource: board
      routePrefix: board
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(_GOOD.replace("jira:fullPage", _GLOBAL)),
        Good(_GOOD.replace("jira:fullPage", "confluence:fullPage").replace("true", "false")),
    ),
    bad=(
        Bad(
            _GOOD.replace("jira:fullPage", "confluence:fullPage"),
            at=(6, 3),
            says="confluence:fullPage is not allowed in an app that requires jira",
        ),
        Bad(
            _GOOD.replace("jira:fullPage", _GLOBAL).replace(
                "modules:", "    bitbucket:\n      required: false\nmodules:"
            ),
            at=(5, 5),
            says='product "bitbucket" is not allowed in app.compatibility with global:fullPage',
        ),
    ),
)
def misplaced_full_page(context: Context) -> Iterator[Violation]:
    """A full page module does not fit the products of the app.

    If `app.compatibility` requires Jira, the app cannot have a full page in Confluence, and the
    reverse. With `global:fullPage`, only these two products are allowed. Forge rejects anything
    else (verified with @forge/manifest 13.7).

    How to fix:
    Use the full page module of the required product, set `required: false`, or remove the other
    products from `app.compatibility`.
    """
    products = context.manifest.at("app", "compatibility")
    modules = context.manifest.at("modules")
    if products is None or modules is None:
        return
    for product, foreign in _FOREIGN.items():
        required = products.at(product, "required")
        page = modules.get(foreign)
        if page is not None and required is not None and required.value is True:
            yield Violation(
                at_key(page),
                f"{foreign} is not allowed in an app that requires {product}",
                help=f"use {product}:fullPage, or set `required: false` for {product}",
                related=((at_value(required), f"{product} is required here"),),
            )
    page = modules.get(_GLOBAL)
    if page is not None:
        yield from _check_global(page, products)


def _check_global(page: Cursor, products: Cursor) -> Iterator[Violation]:
    for name, product in products.entries():
        if name not in _FOREIGN:
            yield Violation(
                at_key(product),
                f"product {quote(name)} is not allowed in app.compatibility with {_GLOBAL}",
                help="remove it; only jira and confluence are allowed",
                related=((at_key(page), f"{_GLOBAL} is declared here"),),
            )
