"""FC602."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.single_modules import ONLY_ONE, ROLE_TYPES, SPLIT_BY_ROLE
from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Module
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
modules:
  jira:adminPage:
    - key: overview
      title: Overview
      resource: main
    - key: settings
      title: Settings
      resource: main
      useAsConfig: true
"""
_SQL = """\
modules:
  sql:
    - key: orders
      engine: mysql
    - key: customers
      engine: mysql
"""


@rule(
    "FC602",
    "single-module",
    Severity.ERROR,
    good=(Good(_GOOD), Good("modules:\n  sql:\n    - key: main\n      engine: mysql\n")),
    bad=(
        Bad(_SQL, at=(5, 12), says="an app can have only one sql module"),
        Bad(
            _GOOD.replace("      useAsConfig: true\n", ""),
            at=(6, 12),
            says="an app can have only one jira:adminPage with neither useAsConfig nor",
        ),
        Bad(
            """\
modules:
  confluence:globalSettings:
    - key: settings
      title: Settings
      useAsConfig: true
    - key: more-settings
      title: More settings
      useAsConfig: true
""",
            at=(6, 12),
            says="an app can have only one confluence:globalSettings with useAsConfig",
        ),
    ),
)
def single_module(context: Context) -> Iterator[Violation]:
    """A second module of a type that an app can have only once.

    Forge refuses the second one (measured). So it is for the storage modules, for the pages that
    Jira shows in one place only, and for pages that are the app's settings (`useAsConfig`) or its
    first steps (`useAsGetStarted`).
    """
    first: dict[tuple[str, str], Module] = {}
    for module in context.manifest.modules:
        for role in _roles(module):
            taken = first.setdefault((module.type, role), module)
            if taken is not module:
                what = f"{module.type} {role}" if role else f"{module.type} module"
                yield Violation(
                    at_item(module.cursor),
                    f"an app can have only one {what}",
                    help="put both into one",
                    related=((at_item(taken.cursor), "the first one"),),
                )
                break


def _roles(module: Module) -> Iterator[str]:
    """As what the module may be there only once, in words that follow its type."""
    if module.type in ONLY_ONE:
        yield ""
        return
    roles = [role for role in ROLE_TYPES.get(module.type, ()) if _is_set(module, role)]
    yield from (f"with {role}" for role in roles)
    if module.type in SPLIT_BY_ROLE and not roles:
        yield f"with neither {' nor '.join(ROLE_TYPES[module.type])}"


def _is_set(module: Module, role: str) -> bool:
    value = module.cursor.get(role)
    return value is not None and value.value is True
