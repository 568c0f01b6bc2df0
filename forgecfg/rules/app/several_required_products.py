"""FC702."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
app:
  compatibility:
    jira:
      required: true
    confluence:
      required: false
    compass: {}
"""


@rule(
    "FC702",
    "several-required-products",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("required: false", "required: true"),
            at=(6, 17),
            says="app.compatibility requires confluence besides jira",
        ),
    ),
)
def several_required_products(context: Context) -> Iterator[Violation]:
    """An app requires more than one product.

    An app is installed in one product first, which is the required one; others can only be added to
    it. Forge refuses a second product that is required (measured).
    """
    products = context.manifest.at("app", "compatibility")
    required = [
        (name, product, value)
        for name, product in (products.entries() if products is not None else ())
        if (value := product.get("required")) is not None and value.value is True
    ]
    for name, _, value in required[1:]:
        first, location, _ = required[0]
        yield Violation(
            at_value(value),
            f"app.compatibility requires {name} besides {first}",
            help="leave `required: true` at one product, and write false at the others",
            related=((at_key(location), "this one is required already"),),
        )
