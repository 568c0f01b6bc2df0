"""FC714."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_key, at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.egress import addresses
from forgecfg.rules.app.address_parts import AVATARS
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
permissions:
  external:
    images:
      - address: https://cdn.example.com
"""


@rule(
    "FC714",
    "needless-permission",
    Severity.WARNING,
    good=(Good(_GOOD), Good("permissions:\n  external:\n    fonts: []\n")),
    bad=(
        Bad(
            _GOOD.replace("images", "fonts"),
            at=(3, 5),
            says="permissions.external.fonts is needless: ship the fonts with the app",
        ),
        Bad(
            _GOOD.replace("https://cdn.example.com", '"*.gravatar.com"'),
            at=(4, 18),
            says='"*.gravatar.com" in permissions.external.images is needless',
        ),
    ),
)
def needless_permission(context: Context) -> Iterator[Violation]:
    """A permission for something that an app can have without it.

    Fonts and style sheets can be packed with the app, and Forge allows the hosts of avatars by
    itself. Its own linter warns of these permissions (measured). Each one is a question to the
    administrator who installs the app.
    """
    external = context.manifest.at("permissions", "external")
    for kind, what in (("fonts", "fonts"), ("styles", "style sheets")):
        listed = external.get(kind) if external is not None else None
        if listed is not None and any(listed.items()):
            yield Violation(
                at_key(listed),
                f"permissions.external.{kind} is needless: ship the {what} with the app",
                help="remove it, and put the files into the folder of the resource",
            )
    for address in addresses(context.manifest):
        if address.kind == "images" and address.text in AVATARS:
            yield Violation(
                at_value(address.location),
                f"{quote(address.text)} in {address.section} is needless: "
                "Forge allows the hosts of avatars by itself",
                help="remove it",
            )
