"""FC810."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.facts import API, Call

_MANIFEST = "modules:\n  function:\n    - key: sync\n      handler: index.sync\n"
_CODE = """\
import { invokeRemote } from '@forge/api';
export const sync = () => invokeRemote('server', { path: '/sync' });
"""

# Verified with @forge/api 8.3.
_MISSING = {
    ("requestRemote",): "use `invokeRemote(key, …)` in functions; `requestRemote` is part of "
    "`@forge/bridge`",
    ("asApp", "requestRemote"): "use `invokeRemote(key, …)`",
    ("asUser", "requestRemote"): "use `invokeRemote(key, …)`",
    ("asApp", "withProvider"): "use `asUser().withProvider(…)`",
    ("invokeEndpoint",): "use `invokeRemote(key, …)`",
}


@rule(
    "FC810",
    "unknown-export",
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _CODE}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 27),
            file="src/index.js",
            says="`@forge/api` has no `requestRemote`",
            files={"src/index.js": _CODE.replace("invokeRemote", "requestRemote")},
        ),
    ),
)
def unknown_export(context: Context) -> Iterator[Violation]:
    """A function is called that the package does not have.

    `@forge/api` never had `requestRemote`, which is part of `@forge/bridge`, and only `asUser()`
    has `withProvider`. The call throws at run time.
    """
    for call in context.source.calls:
        if call.package == API and call.chain in _MISSING:
            yield Violation(
                at_source(call.at), f"`@forge/api` has no {_name(call)}", help=_MISSING[call.chain]
            )


def _name(call: Call) -> str:
    return f"`{'().'.join(call.chain)}`"
