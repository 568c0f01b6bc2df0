"""FC820."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source

_BAD = "modules:\n  function:\n    - key: run\n      handler: index.run\n"
_GOOD = _BAD + "  sql:\n    - key: main\n      engine: mysql\n"
_CODE = "import { sql } from '@forge/sql';\nexport const run = () => sql.executeDDL('x');\n"
_FILES = {"src/index.js": _CODE}

_MODULES = {
    "@forge/sql": "sql",
    "@forge/object-store": "objectStore",
    "@forge/os": "objectStore",
    "@forge/llm": "llm",
}


@rule(
    Severity.ERROR,
    good=(Good(_GOOD, files=_FILES),),
    bad=(
        Bad(
            _BAD,
            at=(1, 10),
            file="src/index.js",
            says="`@forge/sql` requires a module `sql`",
            files=_FILES,
        ),
    ),
)
def missing_storage_module(context: Context) -> Iterator[Violation]:
    """Code uses SQL, the object store or a language model without the module for it.

    `@forge/sql` requires a module `sql`, `@forge/object-store` a module `objectStore`, and
    `@forge/llm` a module `llm`. (`forge lint` reports it too.)

    How to fix:
    Add a module of that type under `modules`.
    """
    types = {module.type for module in context.manifest.modules}
    sections = context.sections
    for package, span in context.source.imports.items():
        kind = _MODULES.get(package)
        if kind is None or kind in types or f"modules.{kind}" in sections:
            continue
        if not any(call.package == package for call in context.source.calls):
            continue
        yield Violation(
            at_source(span),
            f"`{package}` requires a module `{kind}`",
            help=f"add a module of type `{kind}` under `modules`",
        )
