"""FC803."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import Location, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source

_MANIFEST = """\
modules:
  webtrigger:
    - key: hook
      function: on-hook
  function:
    - key: on-hook
      handler: index.run
"""
_CODE = """\
import Resolver from '@forge/resolver';
const resolver = new Resolver();
resolver.define('sync', () => 1);
export const handler = resolver.getDefinitions();
export const run = async () => ({ statusCode: 200 });
"""
_TYPES = ("webtrigger", "scheduledTrigger", "trigger")


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _CODE}),),
    bad=(
        Bad(
            _MANIFEST.replace("index.run", "index.handler"),
            at=(4, 17),
            says='webtrigger "hook" calls a resolver',
            files={"src/index.js": _CODE},
        ),
    ),
)
def resolver_as_handler(context: Context) -> Iterator[Violation]:
    """A web trigger, a scheduled trigger or an event calls a function that is a resolver.

    The function that `resolver.getDefinitions()` returns requires the key of a definition in each
    call. Only `invoke` and the `resolver.method` of consumers send one. If a trigger calls it, the
    call fails at run time, and the error only appears in the logs.

    How to fix:
    Export a plain function for the trigger, and reference it in the `handler` of another function.
    """
    facts = context.source
    for reference in context.manifest.references[Target.FUNCTION]:
        if reference.module_type not in _TYPES or reference.site != "function":
            continue
        handler = facts.handlers.get(reference.name or "")
        if handler is None or handler.resolver is None:
            continue
        related: tuple[tuple[Location, str], ...] = ()
        for key, span in [*handler.resolver.keys.items()][:1]:
            related = ((at_source(span), f"the resolver defines {quote(key)}"),)
        yield Violation(
            at_value(reference.value),
            f"{reference.owner} calls a resolver: `{handler.export}` of {quote(handler.file)} is "
            "`resolver.getDefinitions()`",
            help="reference a function whose handler is a plain function",
            related=related,
        )
