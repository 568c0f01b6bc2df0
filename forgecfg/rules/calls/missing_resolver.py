"""FC802."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity
from forgecfg.rules.calls.locations import at_spot
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.findings import Violation
from forgecfg.document.locations import at_item
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
    "FC802",
    "missing-resolver",
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
        Good(_MANIFEST, files={"src/frontend/old.jsx": _FRONT}, why="Nothing shows the file."),
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
    references. Without one every call fails. The rule is silent where one of the modules that show
    the file has a resolver.
    """
    facts, manifest = context.source, context.manifest
    said: set[str] = set()
    for call in facts.named("invoke", package=BRIDGE):
        shown = facts.shown.get(call.at.file)
        if shown is None or not shown.certain or call.at.file in said or not call.keys:
            continue
        modules = shown.modules
        if any(functions_of(manifest, one) or endpoints_of(manifest, one) for one in modules):
            continue
        if any(one.cursor.get("resolver") is not None for one in modules):
            continue
        said.add(call.at.file)
        yield Violation(
            at_spot(call.at),
            f"`invoke` has no resolver to call: {modules[0].label} has no `resolver.function`",
            help="add `resolver: {function: …}` to the module, with a function whose handler is "
            "`resolver.getDefinitions()`",
            related=tuple(
                (at_item(module.cursor), f"{module.label} shows this file")
                for module in modules[:3]
            ),
        )
