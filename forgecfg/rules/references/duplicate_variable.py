"""FC224."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.nodes import to_data
from forgecfg.findings import Safety, Severity
from forgecfg.remedies import take_out
from forgecfg.rules.rule import Bad, Context, Fault, Good, at_value, quote, rule

_GOOD = """\
environment:
  variables:
    - API_HOST
    - key: APP_ID
      default: none
"""


@rule(
    "FC224",
    "duplicate-variable",
    Severity.WARNING,
    fix=Safety.SAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD + "    - API_HOST\n",
            at=(6, 7),
            says='variable "API_HOST" is declared already on line 3',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD + "    - APP_ID\n",
            at=(6, 7),
            says='variable "APP_ID" is declared already on line 4',
        ),
    ),
)
def duplicate_variable(context: Context) -> Iterator[Fault]:
    """An environment variable is declared twice.

    Forge takes the manifest all the same (measured), but only one of the declarations can count.
    Where they differ, one has a default that the other has not.
    """
    root = context.manifest.root
    variables = root.at("environment", "variables") if root is not None else None
    first: dict[str, tuple[Cursor, Cursor]] = {}
    for item in variables.items() if variables is not None else ():
        place = item.get("key") if item.is_mapping else item
        if place is None or place.text is None:
            continue
        taken, whole = first.setdefault(place.text, (place, item))
        if taken is place:
            continue
        line, _ = context.document.lines.position(taken.node.start)
        same = to_data(whole.node) == to_data(item.node)
        yield Fault(
            at_value(place),
            f"variable {quote(place.text)} is declared already on line {line}",
            help="leave one of them",
            related=((at_value(taken), "the first one"),),
            remedies=take_out(item, Safety.SAFE, "remove the second one") if same else (),
        )
