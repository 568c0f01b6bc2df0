"""FC207."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_item
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.app.connect import is_missing_connect_remote
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.used import used_names

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
def unused_remote(context: Context) -> Iterator[Violation]:
    """A remote that nothing in the manifest names.

    That is fine where functions of the app call it (`invokeRemote` of `@forge/api` names the remote
    in code, which forgecfg does not read); hence a hint. Otherwise it is a leftover, and every
    remote is shown to the administrator who installs the app.
    """
    used = used_names(context, Target.REMOTE)
    # The remote of a Connect app that `app.connect` should name is no leftover.
    if used is None or is_missing_connect_remote(context.manifest):
        return
    for remote in context.manifest.remotes:
        if remote.name is not None and remote.name not in used:
            yield Violation(
                at_item(remote.cursor),
                f"nothing in the manifest names {remote.label}",
                help="remove it, unless a function calls it",
            )
