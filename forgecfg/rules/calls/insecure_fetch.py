"""FC823."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity
from forgecfg.rules.calls.locations import at_spot
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.findings import Violation
from forgecfg.document.display import quote
from forgecfg.source.egress import runs_in_backend, runs_in_browser, web_requests

_MANIFEST = "modules:\n  function:\n    - key: run\n      handler: index.run\n"
_CODE = "import api from '@forge/api';\nexport const run = () => api.fetch('{}://api.acme.io');\n"


@rule(
    "FC823",
    "insecure-fetch",
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _CODE.replace("{}", "https")}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 36),
            file="src/index.js",
            says='Forge only allows requests over https, and "http://api.acme.io" is not',
            files={"src/index.js": _CODE.replace("{}", "http")},
        ),
    ),
)
def insecure_fetch(context: Context) -> Iterator[Violation]:
    """A function or a page sends a request over plain http.

    Forge rejects requests of functions that are not https, and browsers block them in Custom UI,
    whatever the manifest allows.
    """
    facts = context.source
    for request in web_requests(facts):
        runs = runs_in_backend(facts, request.call) or runs_in_browser(facts, request.call)
        if runs and request.scheme == "http":
            yield Violation(
                at_spot(request.key.at),
                f"Forge only allows requests over https, and {quote(request.origin)} is not",
                help="use https",
            )
