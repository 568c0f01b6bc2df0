"""FC711."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.document.nodes import Scalar
from forgecfg.edits.fixes import replace_with
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.analysis.addresses import ANY, has_valid_port, split_address
from forgecfg.manifest.egress import addresses
from forgecfg.rules.base import Bad, Context, Good, rule

_MAX_LENGTH = 1000

# Forge accepts other schemes, unless they begin with `http`.
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
            says='invalid address "http://api.example.com" in permissions.external.fetch.backend: '
            "uses http:// instead of https:// or wss://",
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace("cdn.example.com", "https://*.cdn.*.example.com"),
            at=(8, 18),
            says="* is only allowed at the start, followed by a dot",
        ),
        Bad(_GOOD.replace("cdn.example.com", "localhost"), at=(8, 18), says="missing dot"),
        Bad(
            _GOOD.replace("cdn.example.com", "data:image/png"),
            at=(8, 18),
            says="the scheme data: is not allowed",
        ),
    ),
)
def invalid_address(context: Context) -> Iterator[Violation]:
    """An address in `permissions.external` is invalid.

    An address is an https:// or wss:// URL, a domain with a dot, a domain after `*.`, or `*` (Forge
    documentation, manifest-reference/permissions). Schemes of other applications, such as `slack:`,
    are accepted as well, but not schemes with a special meaning in browsers (verified with
    @forge/manifest 13.7). An invalid address that is the default of a variable is only a warning.

    How to fix:
    Write the address as in `https://api.example.com` or `"*.example.com"`.
    """
    for address in addresses(context.manifest):
        text = address.text
        problem = _problem(text) if text is not None else ""
        if text is None or not problem:
            continue
        node = address.location.node
        from_variable = isinstance(node, Scalar) and node.value != node.text
        secure = re.sub("^http:", "https:", text)
        is_fixable = secure != text and not _problem(secure) and not from_variable
        yield Violation(
            at_value(address.location),
            f"invalid address {quote(text)} in {address.section}: {problem}",
            help="write it as in https://api.example.com or *.example.com",
            severity=Severity.WARNING if from_variable else None,
            fixes=replace_with(address.location, secure) if is_fixable else (),
        )


def _problem(text: str) -> str:
    """Why Forge rejects an address, as messages say it; "" if it is accepted."""
    if text == ANY or len(text) > _MAX_LENGTH:
        return ""  # the schema check reports the length
    if not text:
        return "it is empty"
    scheme = text.partition(":")[0]
    if scheme in _BLOCKED:
        return f"the scheme {scheme}: is not allowed" if _url_problem(text) else ""
    if _SCHEME.match(text) and not text.startswith(("http", "wss:")):
        return ""
    return _url_problem(text)


def _url_problem(text: str) -> str:
    if " " in text:
        return "contains a space"
    parts = split_address(text)
    if parts.scheme not in ("https", "wss"):
        return f"uses {parts.scheme}:// instead of https:// or wss://"
    if not parts.host:
        return "missing host"
    if "." not in text:
        return "missing dot in the domain"
    if "*" in parts.host and not (parts.host.startswith("*.") and parts.host.count("*") == 1):
        return "* is only allowed at the start, followed by a dot"
    if not _HOST.fullmatch(parts.host):
        return "malformed host"
    return "" if has_valid_port(parts) else "malformed port"
