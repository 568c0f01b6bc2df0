"""FC801."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import Location, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Module
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.facts import BRIDGE, Handler
from forgecfg.source.shown import endpoints_of, functions_of
from forgecfg.suggest import Budget, closest

_MANIFEST = """\
modules:
  macro:
    - key: hello
      resource: main
      render: native
      resolver:
        function: resolver
  function:
    - key: resolver
      handler: index.handler
resources:
  - key: main
    path: src/frontend/index.jsx
"""
_BACKEND = """\
import Resolver from '@forge/resolver';
const resolver = new Resolver();
resolver.define('getText', () => 'Hello');
export const handler = resolver.getDefinitions();
"""
_FRONT = "import { invoke } from '@forge/bridge';\ninvoke('getText').then(console.log);\n"


def _files(front: str, backend: str = _BACKEND) -> dict[str, str]:
    return {"src/index.js": backend, "src/frontend/index.jsx": front}


@rule(
    Severity.ERROR,
    good=(
        Good(_MANIFEST, files=_files(_FRONT)),
        Good(
            _MANIFEST,
            files=_files(
                _FRONT.replace("getText", "getTitle"),
                _BACKEND + "for (const [name, run] of table) resolver.define(name, run);\n",
            ),
            why="Some keys come from a table, which cannot be read.",
        ),
    ),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 8),
            file="src/frontend/index.jsx",
            says='did you mean "getText"?',
            files=_files(_FRONT.replace("getText", "getTxt")),
        ),
        Bad(
            _MANIFEST,
            at=(2, 8),
            file="src/frontend/index.jsx",
            says='"resolver" is the key of the function in the manifest',
            files=_files(_FRONT.replace("getText", "resolver")),
        ),
    ),
)
def undefined_definition(context: Context) -> Iterator[Violation]:
    """`invoke` is called with a key that the module's resolver does not define.

    `invoke("key")` of `@forge/bridge` calls what `resolver.define("key", …)` defines in the
    function that the module's `resolver.function` references. The key of the function itself has no
    meaning there. With an unknown key the call fails in the browser. Nothing is reported if a
    resolver defines keys in a way that cannot be read, or for files that no module shows. (`forge
    lint` does not check `invoke`.)

    How to fix:
    Call `invoke` with a key that the resolver defines, or add a `resolver.define` for the key.
    """
    facts = context.source
    budget = Budget()
    functions = {module.name for module in context.manifest.modules if module.type == "function"}
    for call in facts.named("invoke", package=BRIDGE):
        shown = facts.shown.get(call.at.file)
        if shown is None or not shown.certain or call.chain != ("invoke",):
            continue
        handlers = _handlers(context, shown.modules)
        if not handlers or any(h.resolver is None or not h.resolver.complete for h in handlers):
            continue
        defined = {key for h in handlers if h.resolver for key in h.resolver.keys}
        for key in call.keys:
            if key.name is None or key.name in defined or key.name in facts.stray:
                continue
            near = closest(key.name, sorted(defined), budget=budget)
            hint = f"did you mean {quote(near)}?" if near else ""
            if key.name in functions:
                hint = f"{quote(key.name)} is the key of the function in the manifest"
            yield Violation(
                at_source(key.at),
                f"no resolver defines {quote(key.name)}",
                hint=hint,
                help=_help(handlers),
                related=tuple(_related(context, handlers)),
            )


def _handlers(context: Context, modules: tuple[Module, ...]) -> list[Handler]:
    """The handlers of the modules' resolvers; none where one of them is not known."""
    found: dict[str, Handler] = {}
    for module in modules:
        names = functions_of(context.manifest, module)
        if endpoints_of(context.manifest, module):
            # A remote may answer what the function does not.
            return []
        for name in names:
            handler = context.source.handlers.get(name or "")
            if handler is None:
                return []
            found[handler.function] = handler
    return [*found.values()]


def _help(handlers: list[Handler]) -> str:
    files = " or ".join(dict.fromkeys(quote(handler.file) for handler in handlers))
    return f"define it on the resolver that {files} exports, or use a defined key"


def _related(context: Context, handlers: list[Handler]) -> Iterator[tuple[Location, str]]:
    keys = {m.name: m.key for m in context.manifest.modules if m.type == "function"}
    for handler in handlers[:1]:
        key = keys.get(handler.function)
        if key is not None:
            yield at_value(key), f"the resolver of the module is function {quote(handler.function)}"
