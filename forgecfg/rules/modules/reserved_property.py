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
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "      renderRuntimeType: webworker\n",
            at=(5, 7),
            says='reserved property "renderRuntimeType" in webtrigger "incoming"; only Forge sets '
            "it",
            fixed=_GOOD,
        ),
    ),
)
def reserved_property(context: Context) -> Iterator[Violation]:
    """A module has a property that is reserved for Forge.

    Forge computes `resolvedResourceEntry` and `renderRuntimeType` when it deploys an app. It
    rejects a manifest that sets them, in modules of any type (verified with @forge/manifest 13.7).

    How to fix:
    Remove the property.
    """
    already_reported = {
        violation.location.path
        for name in ("unknown-property", "misspelt-property", "invalid-value")
        for violation in context.structure.get(name, ())
    }
    for module in context.manifest.modules:
        for name in _RESERVED:
            found = module.cursor.get(name)
            if found is not None and found.path not in already_reported:
                yield Violation(
                    at_key(found),
                    f"reserved property {quote(name)} in {module.label}; only Forge sets it",
                    help="remove it",
                    fixes=remove_entry(found, Safety.UNSAFE, f"remove `{name}`"),
                )
