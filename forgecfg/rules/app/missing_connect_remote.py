"""FC721."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import add_entry
from forgecfg.findings import FixBuilder, Safety, Severity, Violation
from forgecfg.manifest.analysis.connect import connect_modules, is_missing_connect_remote
from forgecfg.manifest.view import Manifest
from forgecfg.rules.base import Bad, Context, Good, rule

_GOOD = """\
app:
  connect:
    key: com.example.timesheet
    remote: timesheet
connectModules:
  jira:webPanels:
    - key: panel
remotes:
  - key: timesheet
    baseUrl: https://timesheet.example.com
"""
_NO_REMOTE = _GOOD.replace("    remote: timesheet\n", "")
_NO_MODULES = """\
connectModules:
  jira:webPanels:
    - key: panel
"""


@rule(
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD), Good(_NO_REMOTE.partition("connectModules")[0])),
    bad=(
        Bad(
            _NO_REMOTE,
            at=(2, 3),
            says="missing remote in app.connect, required by connectModules",
            fixed=_GOOD,
        ),
        Bad(
            _GOOD.replace(
                "  connect:\n    key: com.example.timesheet\n    remote: timesheet\n", ""
            ).replace("app:", "app:\n  licensing:\n    enabled: true"),
            at=(4, 1),
            says="missing app.connect, required by connectModules",
        ),
        Bad(
            _NO_REMOTE.replace(_NO_MODULES, ""),
            at=(2, 3),
            says="missing remote in app.connect; the app loses the region of the Connect app",
            severity=Severity.WARNING,
            fixed=_GOOD.replace(_NO_MODULES, ""),
        ),
    ),
)
def missing_connect_remote(context: Context) -> Iterator[Violation]:
    """An app migrated from Connect does not declare its Connect remote.

    Connect modules use the base URL of `app.connect.remote`, and Forge rejects `connectModules`
    without it (verified with @forge/manifest 13.7; Forge documentation, manifest-reference).
    Without Connect modules the app deploys. If it has remotes, it needs the property to keep the
    region of the Connect app (Forge documentation, remote/remote-realm-pinning).

    How to fix:
    Add `app.connect` with the `key` of the Connect app, and `remote` with the key of the remote
    whose `baseUrl` is that of the Connect app.
    """
    manifest = context.manifest
    if not is_missing_connect_remote(manifest) or manifest.root is None:
        return
    modules = connect_modules(manifest)
    connect = manifest.root.at("app", "connect")
    if connect is None:
        if modules is not None:
            yield Violation(
                at_key(modules),
                "missing app.connect, required by connectModules",
                help="add `app.connect` with the key of the Connect app and its `remote`",
            )
        return
    reason = "; the app loses the region of the Connect app"
    if modules is not None:
        reason = ", required by connectModules"
    yield Violation(
        at_key(connect),
        f"missing remote in app.connect{reason}",
        help="add `remote` with the key of the remote that has the URL of the Connect app",
        related=((at_key(modules), "connectModules are declared here"),)
        if modules is not None
        else (),
        severity=None if modules is not None else Severity.WARNING,
        fixes=_use_only_remote(manifest, connect),
    )


def _use_only_remote(manifest: Manifest, connect: Cursor) -> tuple[FixBuilder, ...]:
    names = {remote.name for remote in manifest.remotes}
    name = names.pop() if len(names) == 1 else None
    return add_entry(connect, "remote", name) if name is not None else ()
