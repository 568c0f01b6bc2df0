"""FC207."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import shorten
from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.analysis.connect import is_missing_connect_remote
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.remotes import called_remotes
from forgecfg.rules.unused import used_names

_GOOD = """\
modules:
  endpoint:
    - key: hello-backend
      remote: backend
remotes:
  - key: backend
    baseUrl: https://backend.example.com
"""


@rule(
    Severity.INFO,
    good=(
        Good(_GOOD),
        Good(
            "app:\n  connect:\n    key: a\n    remote: backend\nremotes:\n  - key: backend\n",
            why="The Connect part of the app uses the remote.",
        ),
        Good(
            "app:\n  connect:\n    key: a\nremotes:\n  - key: backend\n",
            why="The missing app.connect.remote is reported as missing-connect-remote.",
        ),
        Good(
            "modules:\n  function:\n    - key: f\n      handler: index.f\n"
            "remotes:\n  - key: backend\n",
            files={
                "src/index.js": "import { invokeRemote } from '@forge/api';\n"
                "export const f = () => invokeRemote('backend', { path: '/' });\n"
            },
            why="A function calls the remote.",
        ),
    ),
    bad=(
        Bad(
            _GOOD + "  - key: old\n    baseUrl: https://old.example.com\n",
            at=(8, 10),
            says='remote "old" is not referenced in the manifest',
        ),
        Bad("remotes:\n  - key: backend\n", at=(2, 10), says='remote "backend" is not'),
    ),
)
def unused_remote(context: Context) -> Iterator[Violation]:
    """A remote is not referenced in the manifest.

    This is fine if code of the app calls it: `invokeRemote` of `@forge/api` and `requestRemote` of
    `@forge/bridge` reference a remote. If source code is read, a remote that it calls counts as
    used, and nothing is reported if some call cannot be read. Otherwise the remote is not needed,
    and the administrator who installs the app sees every remote.

    How to fix:
    Remove the remote, or reference it from an endpoint. If functions call it with `invokeRemote`
    and source code is not read, ignore this finding.
    """
    used = used_names(context, Target.REMOTE)
    read = context.reads_source
    called = called_remotes(context.source) if read else set()
    # A remote that `app.connect` should reference is reported by missing-connect-remote.
    if used is None or called is None or is_missing_connect_remote(context.manifest):
        return
    for remote in context.manifest.remotes:
        if remote.name is None or remote.name in used or remote.name in called:
            continue
        call = f'`invokeRemote("{shorten(remote.name)}", …)`'
        yield Violation(
            at_item(remote.cursor),
            f"{remote.label} is not referenced in the manifest{' or in source code' * read}",
            help="remove it" if read else f"remove it, or ignore this if a function calls {call}",
        )
