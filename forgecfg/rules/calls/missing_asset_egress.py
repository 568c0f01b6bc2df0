"""FC826."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.edits.fixes import allow_address
from forgecfg.findings import Safety, Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.egress import Host, allowed, host_of, is_allowed
from forgecfg.source.facts import Asset

_GOOD = """\
modules:
  jira:issuePanel:
    - key: panel
      resource: main
resources:
  - key: main
    path: static/main/build
permissions:
  external:
    scripts:
      - address: https://cdn.acme.io
"""
_PAGE = """\
<!doctype html>
<script src="https://cdn.acme.io/chart.js"></script>
<div id="root"></div>
"""
_CODE = "import { view } from '@forge/bridge';\nview.close();\n"
_IMAGE = _CODE + 'export const Logo = () => <img src="https://img.acme.io/logo.png" />;\n'

# Hosts that the content security policy of Forge allows in some list without a permission, in
# `@forge/csp` of November 2026; several only for some paths, so none of them is reported.
_DEFAULT = re.compile(
    r"(?:^|\.)(?:atlassian\.com|atlassian-dev\.net|atl-paas\.net|secure\.gravatar\.com"
    r"|images\.unsplash\.com|wp\.com)$"
)


def _files(page: str, code: str = _CODE) -> dict[str, str]:
    return {
        "static/main/package.json": "{}",
        "static/main/public/index.html": page,
        "static/main/src/index.jsx": code,
    }


@rule(
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD, files=_files(_PAGE)),
        Good(
            _GOOD,
            files=_files(_PAGE.replace("https://cdn.acme.io/", "./")),
            why="The file belongs to the app.",
        ),
        Good(
            _GOOD,
            files=_files(f"<!-- {_PAGE.replace('cdn', 'old')} -->"),
            why="The element is in a comment.",
        ),
    ),
    bad=(
        Bad(
            _GOOD,
            at=(2, 14),
            file="static/main/public/index.html",
            says='"https://old.acme.io" is not allowed by permissions.external.scripts',
            fixed=_GOOD + "      - address: https://old.acme.io\n",
            files=_files(_PAGE.replace("cdn", "old")),
        ),
        Bad(
            _GOOD,
            at=(3, 37),
            file="static/main/src/index.jsx",
            says='"https://img.acme.io" is not allowed by permissions.external.images',
            fixed=_GOOD + "    images:\n      - address: https://img.acme.io\n",
            files=_files("", _IMAGE),
        ),
    ),
)
def missing_asset_egress(context: Context) -> Iterator[Violation]:
    """A page loads a script, an image or a frame from a host that the manifest does not allow.

    The content security policy of Forge blocks what a page loads from other hosts, except for the
    addresses under `permissions.external` (verified with the policy of `@forge/csp`). Only plain
    addresses are read: attributes in the `index.html` of a resource, and in JSX. (`forge lint`
    reads `<Image src>` of UI Kit alone.)

    How to fix:
    Move the file to the directory of the resource, or add the address to the list of
    `permissions.external`. Style sheets should be moved: Forge warns about permissions for them.
    """
    for asset in context.source.assets:
        host = host_of(re.sub("^//", "https://", asset.address))
        if host is None or host.scheme != "https" or _DEFAULT.search(host.name):
            continue
        if not _is_shown(context, asset):
            continue
        entries = allowed(context.manifest, asset.kind)
        if entries is not None and not is_allowed(host, entries):
            yield _violation(asset, host)


def _is_shown(context: Context, asset: Asset) -> bool:
    """Whether a module surely shows the page or the element."""
    shown = context.source.shown.get(asset.at.file)
    return shown is None or shown.certain


def _violation(asset: Asset, host: Host) -> Violation:
    section = f"permissions.external.{asset.kind}"
    styles = asset.kind == "styles"
    return Violation(
        at_source(asset.at),
        f"{quote(host.origin)} is not allowed by {section}",
        help="move the file to the directory of the resource"
        + ("" if styles else f", or add `- address: {host.origin}` to `{section}`"),
        fixes=() if styles else allow_address(asset.kind, host.origin),
    )
