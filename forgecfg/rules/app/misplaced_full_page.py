"""FC703."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

# Measured. A product that is required, and the type of page that belongs to another.
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
    "FC703",
    "misplaced-full-page",
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
            says="confluence:fullPage does not fit an app that requires jira",
        ),
        Bad(
            _GOOD.replace("jira:fullPage", _GLOBAL).replace(
                "modules:", "    bitbucket:\n      required: false\nmodules:"
            ),
            at=(5, 5),
            says="an app with global:fullPage cannot be compatible with bitbucket",
        ),
    ),
)
def misplaced_full_page(context: Context) -> Iterator[Violation]:
    """A full page that does not fit the products that the app is for.

    Where `app.compatibility` requires Jira, the app cannot have a full page of Confluence, and the
    reverse; with `global:fullPage` it can name no product but these two. Forge refuses anything
    else (measured).
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
                f"{foreign} does not fit an app that requires {product}",
                help=f"use {product}:fullPage, or require no product",
                related=((at_value(required), f"{product} is required here"),),
            )
    page = modules.get(_GLOBAL)
    if page is not None:
        yield from _global(page, products)


def _global(page: Cursor, products: Cursor) -> Iterator[Violation]:
    for name, product in products.entries():
        if name not in _FOREIGN:
            yield Violation(
                at_key(product),
                f"an app with {_GLOBAL} cannot be compatible with {name}",
                help="leave only jira and confluence",
                related=((at_key(page), "the page"),),
            )
