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
    Severity.INFO,
    fix=Safety.SAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("address: ", ""),
            at=(4, 9),
            says="2 egress addresses in permissions.external.images use the deprecated string form",
            fixed=_GOOD,
        ),
        Bad(
            "permissions:\n  external:\n    fetch:\n      client: [api.example.com] # data\n",
            at=(4, 16),
            says="1 egress address in permissions.external.fetch.client uses the deprecated string "
            "form",
            fixed="permissions:\n  external:\n    fetch:\n"
            "      client: [{address: api.example.com}] # data\n",
        ),
    ),
)
def string_address(context: Context) -> Iterator[Violation]:
    """An address in `permissions.external` uses the deprecated string form.

    Forge still accepts it, but its linter reports the form as deprecated (verified with
    @forge/manifest 13.7). `- address: …` means the same, and also allows `category` and
    `inScopeEUD`. There is one finding for each list.

    How to fix:
    Replace `- api.example.com` with `- address: api.example.com`. `forgecfg check --fix` does it.
    """
    by_section: dict[str, list[Address]] = {}
    for address in addresses(context.manifest):
        if address.is_plain_string:
            by_section.setdefault(address.section, []).append(address)
    for section, strings in by_section.items():
        first, *rest = strings
        message = f"1 egress address in {section} uses the deprecated string form"
        if rest:
            message = f"{len(strings)} egress addresses in {section} use the deprecated string form"
        yield Violation(
            at_value(first.location),
            message,
            help="use `- address: …`",
            related=tuple((at_value(address.location), "also a string") for address in rest),
            fixes=wrap_in_mapping(
                [address.location for address in strings], "address", "use `- address: …`"
            ),
        )
