"""FC602."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.limits import ONE_MODULE
from forgecfg.catalog.single_modules import ONLY_ONE, ROLE_TYPES, SPLIT_BY_ROLE
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Module
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.limits import check_count

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
    Severity.ERROR,
    good=(Good(_GOOD), Good("modules:\n  sql:\n    - key: main\n      engine: mysql\n")),
    bad=(
        Bad(_SQL, at=(5, 12), says="only one sql module is allowed"),
        Bad(
            _GOOD.replace("      useAsConfig: true\n", ""),
            at=(6, 12),
            says="only one jira:adminPage with neither useAsConfig nor useAsGetStarted is allowed",
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
            says="only one confluence:globalSettings with useAsConfig is allowed",
        ),
    ),
)
def single_module(context: Context) -> Iterator[Violation]:
    """An app has two modules of a type that is allowed only once.

    Forge rejects the second one (verified with @forge/manifest 13.7). This applies to storage
    modules, to pages that Jira shows in one place only, and to pages that are the settings of the
    app (`useAsConfig`) or its "get started" page (`useAsGetStarted`).

    How to fix:
    Merge the modules into one, or remove the role from all but one.
    """
    first: dict[tuple[str, str], Module] = {}
    for module in context.manifest.modules:
        for role in _roles(module):
            earlier = first.setdefault((module.type, role), module)
            if earlier is not module:
                subject = f"{module.type} {role or ONE_MODULE.subject}"
                yield from check_count(
                    ONE_MODULE._replace(subject=subject),
                    (earlier.cursor, module.cursor),
                    "merge the two modules into one",
                )
                break


def _roles(module: Module) -> Iterator[str]:
    """The roles that only one module of this type can have, as messages name them."""
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
