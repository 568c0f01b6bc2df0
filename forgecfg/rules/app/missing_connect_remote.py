"""FC721."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.cursor import Cursor
from forgecfg.document.locations import at_key
from forgecfg.edits.fixes import add_entry
from forgecfg.findings import FixBuilder, Safety, Severity, Violation
from forgecfg.manifest.view import Manifest
from forgecfg.rules.app.connect import connect_modules, lacks_connect_remote
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
    "FC721",
    "missing-connect-remote",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD), Good(_NO_REMOTE.partition("connectModules")[0])),
    bad=(
        Bad(_NO_REMOTE, at=(2, 3), says="app.connect has no remote", fixed=_GOOD),
        Bad(
            _GOOD.replace(
                "  connect:\n    key: com.example.timesheet\n    remote: timesheet\n", ""
            ).replace("app:", "app:\n  licensing:\n    enabled: true"),
            at=(4, 1),
            says="there are connectModules, but no app.connect",
        ),
        Bad(
            _NO_REMOTE.replace(_NO_MODULES, ""),
            at=(2, 3),
            says="app.connect has no remote, so the region of the Connect app is lost",
            severity=Severity.WARNING,
            fixed=_GOOD.replace(_NO_MODULES, ""),
        ),
    ),
)
def missing_connect_remote(context: Context) -> Iterator[Violation]:
    """An app that comes from Connect does not say which remote has its address.

    Connect modules call the address of `app.connect.remote`; Forge refuses `connectModules` without
    it (measured; Forge documentation, manifest-reference). Without Connect modules the app deploys,
    but where it has remotes, it needs the entry to keep the region of the Connect app (Forge
    documentation, remote/remote-realm-pinning).
    """
    manifest = context.manifest
    if not lacks_connect_remote(manifest) or manifest.root is None:
        return
    modules = connect_modules(manifest)
    connect = manifest.root.at("app", "connect")
    if connect is None:
        if modules is not None:
            yield Violation(
                at_key(modules),
                "there are connectModules, but no app.connect that names their remote",
                help="add `app.connect` with the key of the Connect app and its `remote`",
            )
        return
    needed = ", which the connectModules need" if modules is not None else ""
    yield Violation(
        at_key(connect),
        f"app.connect has no remote{needed or ', so the region of the Connect app is lost'}",
        help="name the entry of `remotes` that has the address of the Connect app",
        related=((at_key(modules), "the modules"),) if modules is not None else (),
        severity=None if modules is not None else Severity.WARNING,
        fixes=_name_the_only(manifest, connect),
    )


def _name_the_only(manifest: Manifest, connect: Cursor) -> tuple[FixBuilder, ...]:
    names = {remote.name for remote in manifest.remotes}
    name = names.pop() if len(names) == 1 else None
    return add_entry(connect, "remote", name) if name is not None else ()
