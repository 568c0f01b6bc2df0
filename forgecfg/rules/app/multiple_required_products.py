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
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("required: false", "required: true"),
            at=(6, 17),
            says="only one product can be required, and jira already is",
        ),
    ),
)
def multiple_required_products(context: Context) -> Iterator[Violation]:
    """Only one product can be required.

    An app is first installed in its required product; others can only be added to it. Forge rejects
    a second product with `required: true` (verified with @forge/manifest 13.7).

    How to fix:
    Keep `required: true` for one product, and set `required: false` for all others.
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
            f"only one product can be required, and {first} already is",
            help=f"set `required: false` for {name}, or for {first}",
            related=((at_key(location), f"{first} is required here"),),
        )
