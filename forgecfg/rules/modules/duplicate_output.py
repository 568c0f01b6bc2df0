"""FC626."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.sites import follow
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.duplicates import find_duplicates, first_occurrence, line_of

_GOOD = """\
modules:
  webtrigger:
    - key: incoming
      endpoint: incoming
      response:
        type: static
        outputs:
          - key: done
            statusCode: 200
          - key: refused
            statusCode: 403
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("key: refused", "key: done"),
            at=(10, 18),
            says='duplicate output "done" in webtrigger "incoming", first declared on line 8',
        ),
    ),
)
def duplicate_output(context: Context) -> Iterator[Violation]:
    """Two outputs of a static web trigger have the same key.

    The app answers with the key of an output, which must be unique (Forge documentation,
    manifest-reference/modules/web-trigger). Forge's linter does not check this, and only one of the
    two outputs can be used.

    How to fix:
    Change the key of one output, and use it in the code that answers with it.
    """
    for module in context.manifest.modules:
        if module.type != "webtrigger":
            continue
        outputs = follow(module.cursor, "response.outputs[].key")
        for name, key, first in find_duplicates(outputs, lambda key: key.text or None):
            line = line_of(context, first)
            yield Violation(
                at_value(key),
                f"duplicate output {quote(name)} in {module.label}, first declared on line {line}",
                help="change the key of one of them",
                related=first_occurrence(first),
            )
