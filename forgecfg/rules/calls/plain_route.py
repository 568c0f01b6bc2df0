"""FC811."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.facts import API, PRODUCTS

_MANIFEST = """\
permissions:
  scopes: [read:jira-work]
modules:
  function:
    - key: read
      handler: index.read
"""
_CODE = """\
import api, { route } from '@forge/api';
export const read = (key) => api.asApp().requestJira(route`/rest/api/3/issue/${key}`);
"""


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _CODE}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 54),
            file="src/index.js",
            says="`requestJira` of `@forge/api` requires a route, not a string",
            files={"src/index.js": _CODE.replace("route`", "`")},
        ),
    ),
)
def plain_route(context: Context) -> Iterator[Violation]:
    """A product request of `@forge/api` is called with a string instead of a route.

    `requestJira`, `requestConfluence` and `requestBitbucket` of `@forge/api` only accept what the
    tag `route` or `assumeTrustedRoute` returns, and throw for a string. Those of `@forge/bridge`
    accept strings. (`forge lint` does not check it.)

    How to fix:
    Write the path as route`…`, with `route` imported from `@forge/api`.
    """
    for call in context.source.named(*PRODUCTS, package=API):
        first = call.argument(0)
        if first is not None and first.shape == "text":
            yield Violation(
                at_source(first.at),
                f"`{call.name}` of `@forge/api` requires a route, not a string",
                help="write route`…` with `route` imported from `@forge/api`",
            )
