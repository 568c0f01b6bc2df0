"""FC210."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.rules.unused import unused
from forgecfg.source.facts import BRIDGE, SourceSpan

_GOOD = """\
modules:
  trigger:
    - key: watch-issues
      function: on-issue
      events:
        - avi:jira:created:issue
  function:
    - key: on-issue
      handler: index.onIssue
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "    - key: old\n      handler: index.old\n",
            at=(10, 12),
            says='function "old" is never used',
        ),
    ),
)
def unused_function(context: Context) -> Iterator[Violation]:
    """A function is not referenced by any module.

    Forge deploys the function, but nothing can call it. Usually the module that called it was
    removed, or its reference has a typo. An `invoke` in a front end does not call it: that names a
    definition of the module's resolver.

    How to fix:
    Reference the function from the module that should call it, or remove the function.
    """
    for name, violation in unused(context, Target.FUNCTION, "reference it from a module"):
        call = _call_by_mistake(context, name)
        if call is not None:
            message = f"`invoke` names a definition of a resolver, not the function {quote(name)}"
            violation = violation._replace(related=((at_source(call), message),))
        yield violation


def _call_by_mistake(context: Context, name: str) -> SourceSpan | None:
    """The name in an `invoke` that no resolver defines, as the function's name."""
    if not context.reads_source:
        return None
    facts = context.source
    defined = {
        key
        for handler in facts.handlers.values()
        if handler.resolver
        for key in handler.resolver.keys
    }
    if name in defined or name in facts.stray:
        return None
    keys = (key for call in facts.named("invoke", package=BRIDGE) for key in call.keys)
    return next((key.at for key in keys if key.name == name), None)
