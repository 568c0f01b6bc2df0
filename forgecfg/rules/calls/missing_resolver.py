"""FC802."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.facts import BRIDGE
from forgecfg.source.shown import endpoints_of, functions_of

_MANIFEST = """\
modules:
  macro:
    - key: hello
      resource: main
      render: native
resources:
  - key: main
    path: src/frontend/index.jsx
"""
_FRONT = "import { invoke } from '@forge/bridge';\ninvoke('getText');\n"
_FILES = {"src/frontend/index.jsx": _FRONT}


@rule(
    Severity.ERROR,
    good=(
        Good(
            _MANIFEST.replace(
                "native\n",
                "native\n      resolver: {function: main}\n"
                "  function:\n    - key: main\n      handler: index.handler\n",
            ),
            files=_FILES,
        ),
        Good(_MANIFEST, files={"src/frontend/old.jsx": _FRONT}, why="No module shows the file."),
    ),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 1),
            file="src/frontend/index.jsx",
            says='`invoke` has no resolver to call: macro "hello" has no `resolver.function`',
            files=_FILES,
        ),
    ),
)
def missing_resolver(context: Context) -> Iterator[Violation]:
    """`invoke` is called in a front end whose modules have no resolver.

    `invoke` of `@forge/bridge` calls the function that `resolver.function` of the module
    references. Without a resolver every call fails. Nothing is reported if one of the modules that
    show the file has a resolver.

    How to fix:
    Add `resolver.function` to the module, with a function whose handler is
    `resolver.getDefinitions()`.
    """
    facts, manifest = context.source, context.manifest
    reported: set[str] = set()
    for call in facts.named("invoke", package=BRIDGE):
        shown = facts.shown.get(call.at.file)
        if shown is None or not shown.certain or call.at.file in reported or not call.keys:
            continue
        modules = shown.modules
        if any(
            functions_of(manifest, module) or endpoints_of(manifest, module) for module in modules
        ):
            continue
        if any(module.cursor.get("resolver") is not None for module in modules):
            continue
        reported.add(call.at.file)
        yield Violation(
            at_source(call.at),
            f"`invoke` has no resolver to call: {modules[0].label} has no `resolver.function`",
            help="add `resolver: {function: …}` to the module, with a function whose handler is "
            "`resolver.getDefinitions()`",
            related=tuple(
                (at_item(module.cursor), f"{module.label} shows this file")
                for module in modules[:3]
            ),
        )
