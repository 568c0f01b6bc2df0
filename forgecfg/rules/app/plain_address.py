"""FC712."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import wrap_in_mapping
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.egress import Address, addresses
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
permissions:
  external:
    images:
      - address: https://cdn.example.com
      - address: "*.example.org"
"""


@rule(
    "FC712",
    "plain-address",
    Severity.WARNING,
    fix=Safety.SAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("address: ", ""),
            at=(4, 9),
            says="permissions.external.images lists 2 addresses as plain strings",
            fixed=_GOOD,
        ),
        Bad(
            "permissions:\n  external:\n    fetch:\n      client: [api.example.com] # data\n",
            at=(4, 16),
            says="permissions.external.fetch.client lists an address as a plain string",
            fixed="permissions:\n  external:\n    fetch:\n"
            "      client: [{address: api.example.com}] # data\n",
        ),
    ),
)
def plain_address(context: Context) -> Iterator[Violation]:
    """An address of `permissions.external` is a plain string.

    Forge still takes it, but its linter calls the form deprecated (measured). Written as `address:`
    it means the same, and there is room for `category` and `inScopeEUD`.
    """
    by_section: dict[str, list[Address]] = {}
    for address in addresses(context.manifest):
        if address.is_plain_string:
            by_section.setdefault(address.section, []).append(address)
    for section, is_plain_string in by_section.items():
        first, *others = is_plain_string
        many = f"{len(is_plain_string)} addresses as plain strings"
        yield Violation(
            at_value(first.location),
            f"{section} lists {many if others else 'an address as a plain string'}",
            help="write `address:` before it",
            related=tuple((at_value(address.location), "so is this one") for address in others),
            fixes=wrap_in_mapping(
                [address.location for address in is_plain_string],
                "address",
                "write `address:` before it",
            ),
        )
