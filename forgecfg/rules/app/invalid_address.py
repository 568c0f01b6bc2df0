"""FC711."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.document.nodes import Scalar
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.egress import addresses
from forgecfg.rules.app.address_parts import ANY, has_port, split_address
from forgecfg.rules.base import Bad, Context, Good, rule

_LONGEST = 1000

# Measured. Other schemes pass, unless they begin like `http`.
_BLOCKED = (
    *("javascript", "data", "vbscript", "view-source", "resource", "about"),
    *("chrome", "livescript", "mocha", "file", "mhtml", "smb"),
)
_SCHEME = re.compile(r"[a-zA-Z]+:")
_HOST = re.compile(r"(\*\.)?(?:[.a-zA-Z0-9_~%=&-]|[^\x00-\x7f])+")

_GOOD = """\
permissions:
  external:
    fetch:
      backend:
        - address: https://api.example.com
        - address: "*.example.org"
    images:
      - address: cdn.example.com
"""


@rule(
    "FC711",
    "invalid-address",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good(_GOOD.replace("https://api.example.com", "https://${HOST}")),
    ),
    bad=(
        Bad(
            _GOOD.replace("https:", "http:"),
            at=(5, 20),
            says='"http://api.example.com" in permissions.external.fetch.backend uses http://',
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("cdn.example.com", "https://*.cdn.*.example.com"),
            at=(8, 18),
            says="has a * that is not at its start",
        ),
        Bad(_GOOD.replace("cdn.example.com", "localhost"), at=(8, 18), says="has no dot"),
        Bad(
            _GOOD.replace("cdn.example.com", "data:image/png"),
            at=(8, 18),
            says="uses data:, which Forge does not allow",
        ),
    ),
)
def invalid_address(context: Context) -> Iterator[Violation]:
    """An address of `permissions.external` that Forge does not take.

    It is an https:// or wss:// URL, a domain with a dot, a domain after `*.`, or `*` (Forge
    documentation, manifest-reference/permissions). Schemes of other applications, such as
    `slack:`, pass as well, but not those that browsers treat in a special way (measured). Where a
    wrong address is the default of a variable, it is a warning.
    """
    for address in addresses(context.manifest):
        text = address.text
        wrong = _wrong(text) if text is not None else ""
        if text is None or not wrong:
            continue
        node = address.location.node
        from_variable = isinstance(node, Scalar) and node.value != node.text
        secure = re.sub("^http:", "https:", text)
        fix_value = secure != text and not _wrong(secure) and not from_variable
        yield Violation(
            at_value(address.location),
            f"{quote(text)} in {address.section} {wrong}",
            help="write an address as in https://api.example.com or *.example.com",
            severity=Severity.WARNING if from_variable else None,
            fixes=replace_with(address.location, secure) if fix_value else (),
        )


def _wrong(text: str) -> str:
    """What Forge dislikes about an address, as the end of a sentence; "" where it takes it."""
    if text == ANY or len(text) > _LONGEST:
        return ""  # too long is a fault of shape
    if not text:
        return "is empty"
    scheme = text.partition(":")[0]
    if scheme in _BLOCKED:
        return f"uses {scheme}:, which Forge does not allow" if _wrong_url(text) else ""
    if _SCHEME.match(text) and not text.startswith(("http", "wss:")):
        return ""
    return _wrong_url(text)


def _wrong_url(text: str) -> str:
    if " " in text:
        return "holds a space"
    parts = split_address(text)
    if parts.scheme not in ("https", "wss"):
        return f"uses {parts.scheme}://, not https:// or wss://"
    if not parts.host:
        return "has no host"
    if "." not in text:
        return "has no dot"
    if "*" in parts.host and not (parts.host.startswith("*.") and parts.host.count("*") == 1):
        return "has a * that is not at its start, or that no dot follows"
    if not _HOST.fullmatch(parts.host):
        return "has a malformed host"
    return "" if has_port(parts) else "has a malformed port"
