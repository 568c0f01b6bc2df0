"""FC714."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.addresses import AVATARS
from forgecfg.manifest.egress import addresses
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
permissions:
  external:
    images:
      - address: https://cdn.example.com
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD), Good("permissions:\n  external:\n    fonts: []\n")),
    bad=(
        Bad(
            _GOOD.replace("images", "fonts"),
            at=(3, 5),
            says="unnecessary permissions.external.fonts: fonts can be bundled with the app",
        ),
        Bad(
            _GOOD.replace("https://cdn.example.com", '"*.gravatar.com"'),
            at=(4, 18),
            says='unnecessary address "*.gravatar.com" in permissions.external.images: Forge '
            "allows avatar hosts by default",
        ),
    ),
)
def unnecessary_permission(context: Context) -> Iterator[Violation]:
    """The app requests a permission that it does not need.

    Fonts and style sheets can be bundled with the app, and Forge allows avatar hosts by default.
    Forge's linter warns about these permissions as well (verified with @forge/manifest 13.7).
    Administrators have to approve each permission when they install the app.

    How to fix:
    Move fonts and style sheets to the directory of the resource, and remove the permission. Remove
    addresses of avatar hosts.
    """
    external = context.manifest.at("permissions", "external")
    for kind, files in (("fonts", "fonts"), ("styles", "style sheets")):
        listed = external.get(kind) if external is not None else None
        if listed is not None and any(listed.items()):
            yield Violation(
                at_key(listed),
                f"unnecessary permissions.external.{kind}: {files} can be bundled with the app",
                help="remove it, and move the files to the directory of the resource",
            )
    for address in addresses(context.manifest):
        if address.kind == "images" and address.text in AVATARS:
            yield Violation(
                at_value(address.location),
                f"unnecessary address {quote(address.text)} in {address.section}: "
                "Forge allows avatar hosts by default",
                help="remove it",
            )
