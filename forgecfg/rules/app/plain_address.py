"""FC712."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.edits.fixes import name_all
from forgecfg.findings import Fault, Safety, Severity
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
def plain_address(context: Context) -> Iterator[Fault]:
    """An address of `permissions.external` is a plain string.

    Forge still takes it, but its linter calls the form deprecated (measured). Written as `address:`
    it means the same, and there is room for `category` and `inScopeEUD`.
    """
    by_section: dict[str, list[Address]] = {}
    for address in addresses(context.manifest):
        if address.plain:
            by_section.setdefault(address.section, []).append(address)
    for section, plain in by_section.items():
        first, *others = plain
        many = f"{len(plain)} addresses as plain strings"
        yield Fault(
            at_value(first.place),
            f"{section} lists {many if others else 'an address as a plain string'}",
            help="write `address:` before it",
            related=tuple((at_value(address.place), "so is this one") for address in others),
            remedies=name_all(
                [address.place for address in plain], "address", "write `address:` before it"
            ),
        )
