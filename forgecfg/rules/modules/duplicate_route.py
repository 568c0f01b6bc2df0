"""FC604."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Module
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of

# Verified with @forge/manifest 13.7; the Confluence documentation of each type says it, too.
_ROUTES = {
    "confluence:globalPage": ("route",),
    "confluence:spacePage": ("route",),
    "confluence:spaceSettings": ("route",),
    "confluence:fullPage": ("route", "routePrefix"),
    "jira:fullPage": ("routePrefix",),
    "global:fullPage": ("routePrefix",),
}

_GOOD = """\
modules:
  confluence:globalPage:
    - key: orders
      title: Orders
      route: orders
    - key: customers
      title: Customers
      route: customers
  confluence:spacePage:
    - key: space-orders
      title: Orders
      route: orders
"""


@rule(
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("route: customers", "route: orders"),
            at=(8, 14),
            says='duplicate route "orders", already used by confluence:globalPage "orders" on line '
            "5",
        ),
    ),
)
def duplicate_route(context: Context) -> Iterator[Violation]:
    """Two pages of the same type have the same route.

    The route is part of the URL of the page, so Forge rejects a second page of the same type with
    it (verified with @forge/manifest 13.7). Pages of different types can have the same route.

    How to fix:
    Change the route of one page, and update links to it.
    """
    for (_, name, text), (_, route), (module, first) in find_duplicates(_routes(context), _address):
        line = line_of(context, first)
        yield Violation(
            at_value(route),
            f"duplicate {name} {quote(text)}, already used by {module.label} on line {line}",
            help="change the route of one of the pages",
            related=first_occurrence(first),
        )


def _routes(context: Context) -> Iterator[tuple[Module, Cursor]]:
    """The routes of all pages, with their modules."""
    for module in context.manifest.modules:
        for name in _ROUTES.get(module.type, ()):
            route = module.cursor.get(name)
            if route is not None:
                yield module, route


def _address(page: tuple[Module, Cursor]) -> tuple[str, str, str] | None:
    """What must be unique: module type, property and route."""
    module, route = page
    return (module.type, str(route.path[-1]), route.text) if route.text else None
