"""FC207."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity
from forgecfg.manifest import Target
from forgecfg.rules.app.connect import lacks_connect_remote
from forgecfg.rules.calls.remotes import called_remotes
from forgecfg.rules.references.used import used_names
from forgecfg.rules.rule import Bad, Context, Fault, Good, at_item, rule

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
    "FC207",
    "unused-remote",
    Severity.INFO,
    good=(
        Good(_GOOD),
        Good(
            "app:\n  connect:\n    key: a\n    remote: backend\nremotes:\n  - key: backend\n",
            why="The Connect part of the app uses the remote.",
        ),
        Good(
            "app:\n  connect:\n    key: a\nremotes:\n  - key: backend\n",
            why="What app.connect lacks is a finding of its own.",
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
            says='nothing in the manifest names remote "old"',
        ),
        Bad("remotes:\n  - key: backend\n", at=(2, 10), says='names remote "backend"'),
    ),
)
def unused_remote(context: Context) -> Iterator[Fault]:
    """A remote that nothing in the manifest names.

    That is fine where code of the app calls it (`invokeRemote` of `@forge/api` and `requestRemote`
    of `@forge/bridge` name a remote). Where the source is read, a remote that it calls counts as
    used, and nothing is reported where a call cannot be read. Otherwise it is a leftover, and every
    remote is shown to the administrator who installs the app.
    """
    used = used_names(context, Target.REMOTE)
    read = context.reads_source
    called = called_remotes(context.source) if read else set()
    # The remote of a Connect app that `app.connect` should name is no leftover.
    if used is None or called is None or lacks_connect_remote(context.manifest):
        return
    for remote in context.manifest.remotes:
        if remote.name is not None and remote.name not in used and remote.name not in called:
            yield Fault(
                at_item(remote.cursor),
                f"nothing in the manifest {'or in source ' if read else ''}names {remote.label}",
                help="remove it" if read else "remove it, unless a function calls it",
            )
