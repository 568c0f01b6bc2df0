"""FC603."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import remove_entry
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_RESERVED = ("resolvedResourceEntry", "renderRuntimeType")

_GOOD = """\
modules:
  webtrigger:
    - key: incoming
      function: receive
"""


@rule(
    "FC603",
    "reserved-property",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "      renderRuntimeType: webworker\n",
            at=(5, 7),
            says='webtrigger "incoming" has "renderRuntimeType", which only Forge itself may',
            fixed=_GOOD,
        ),
    ),
)
def reserved_property(context: Context) -> Iterator[Violation]:
    """A module has a property that Forge keeps for itself.

    Forge works out `resolvedResourceEntry` and `renderRuntimeType` when it deploys an app. It
    refuses a manifest that has them, on modules of any type (measured).
    """
    shapeless = {
        violation.location.path
        for name in ("unknown-property", "misspelt-property", "invalid-value")
        for violation in context.structure.get(name, ())
    }
    for module in context.manifest.modules:
        for name in _RESERVED:
            found = module.cursor.get(name)
            if found is not None and found.path not in shapeless:
                yield Violation(
                    at_key(found),
                    f"{module.label} has {quote(name)}, which only Forge itself may set",
                    help="remove it",
                    fixes=remove_entry(found, Safety.UNSAFE, "remove it"),
                )
