"""FC823."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.egress import runs_in_backend, runs_in_browser, web_requests

_MANIFEST = "modules:\n  function:\n    - key: run\n      handler: index.run\n"
_CODE = "import api from '@forge/api';\nexport const run = () => api.fetch('{}://api.acme.io');\n"


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _CODE.replace("{}", "https")}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 36),
            file="src/index.js",
            says='Forge only allows requests over https, but "http://api.acme.io" uses http',
            files={"src/index.js": _CODE.replace("{}", "http")},
        ),
    ),
)
def insecure_fetch(context: Context) -> Iterator[Violation]:
    """A function or a page sends a request over plain http.

    Forge rejects requests of functions that do not use https, and browsers block them in Custom UI,
    whatever the manifest allows.

    How to fix:
    Use https.
    """
    facts = context.source
    for request in web_requests(facts):
        runs = runs_in_backend(facts, request.call) or runs_in_browser(facts, request.call)
        if runs and request.host.scheme == "http":
            origin = quote(request.host.origin)
            yield Violation(
                at_source(request.key.at),
                f"Forge only allows requests over https, but {origin} uses http",
                help="use https",
            )
