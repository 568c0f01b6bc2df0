"""FC810."""

from __future__ import annotations

import re
from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import at_source
from forgecfg.source.facts import API, Call
from forgecfg.source.packages import package_versions

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
# The oldest version that is known not to export `storage`.
_WITHOUT_STORAGE = (8, 3)

_PACKAGE = '{"dependencies": {"@forge/api": "^8.3.0"}}'
_STORAGE = """\
import { storage } from '@forge/api';
export const sync = () => storage.get('settings');
"""


def _call(expression: str) -> dict[str, str]:
    return {
        "src/index.js": f"import api from '@forge/api';\nexport const sync = () => {expression};\n"
    }


@rule(
    Severity.ERROR,
    good=(
        Good(_MANIFEST, files={"src/index.js": _CODE}),
        Good(
            _MANIFEST,
            files={"src/index.js": _STORAGE, "package.json": _PACKAGE.replace("8.3", "5.0")},
            why="The app uses a version of `@forge/api` that has `storage`.",
        ),
    ),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 27),
            file="src/index.js",
            says="`@forge/api` has no `requestRemote`",
            files={"src/index.js": _CODE.replace("invokeRemote", "requestRemote")},
        ),
        Bad(
            _MANIFEST,
            at=(2, 39),
            file="src/index.js",
            says="`@forge/api` has no `asApp().requestRemote`",
            files=_call("api.asApp().requestRemote('server', { path: '/' })"),
        ),
        Bad(
            _MANIFEST,
            at=(2, 40),
            file="src/index.js",
            says="`@forge/api` has no `asUser().requestRemote`",
            files=_call("api.asUser().requestRemote('server', { path: '/' })"),
        ),
        Bad(
            _MANIFEST,
            at=(2, 39),
            file="src/index.js",
            says="`@forge/api` has no `asApp().withProvider`",
            files=_call("api.asApp().withProvider('google').fetch('/')"),
        ),
        Bad(
            _MANIFEST,
            at=(2, 31),
            file="src/index.js",
            says="`@forge/api` has no `invokeEndpoint`",
            files=_call("api.invokeEndpoint('server', { path: '/' })"),
        ),
        Bad(
            _MANIFEST,
            at=(2, 35),
            file="src/index.js",
            says="`@forge/api` has no `storage` since version 8.3 or earlier",
            files={"src/index.js": _STORAGE, "package.json": _PACKAGE},
        ),
    ),
)
def unknown_export(context: Context) -> Iterator[Violation]:
    """A function is called that the package does not export.

    `@forge/api` never had `requestRemote`, which is part of `@forge/bridge`, and only `asUser()`
    has `withProvider`. Current versions no longer export `storage`, which `@forge/kvs` replaces;
    this is reported if `package.json` requires version 8.3 or later. The call throws at run time.

    How to fix:
    Use `invokeRemote` instead of `requestRemote` and `invokeEndpoint`, `asUser().withProvider`
    instead of `asApp().withProvider`, and `kvs` of `@forge/kvs` instead of `storage`.
    """
    reported: set[str] = set()
    for call in context.source.calls:
        if call.package == API and call.chain[:1] == ("storage",) and call.at.file not in reported:
            reported.add(call.at.file)
            if _requires_newer_api(context, call.at.file):
                yield Violation(
                    at_source(call.at),
                    "`@forge/api` has no `storage` since version 8.3 or earlier",
                    help="use `kvs` of `@forge/kvs`",
                )
        if call.package == API and call.chain in _MISSING:
            yield Violation(
                at_source(call.at), f"`@forge/api` has no {_name(call)}", help=_MISSING[call.chain]
            )


def _name(call: Call) -> str:
    return f"`{'().'.join(call.chain)}`"


def _requires_newer_api(context: Context, file: str) -> bool:
    """Whether the `package.json` of a file requires a version without `storage`."""
    if context.files is None:
        return False
    required = package_versions(context.files, file).get(API, "")
    match = re.match(r"[\^~]?(\d+)\.(\d+)(?:\.\d+)?$", required)
    return match is not None and (int(match[1]), int(match[2])) >= _WITHOUT_STORAGE
