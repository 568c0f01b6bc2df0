"""FC108."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalogue import AS_OF
from forgecfg.catalogue.module_types import FORGE_MODULE_TYPES, MODULE_TYPES
from forgecfg.findings import Safety, Severity
from forgecfg.remedies import rename
from forgecfg.rules.rule import Bad, Context, Fault, Good, at_key, quote, rule
from forgecfg.suggest import closest

_GOOD = """\
modules:
  jira:issuePanel:
    - key: panel
      title: Panel
      icon: https://example.com/panel.svg
      resource: main
resources:
  - key: main
    path: static/main
"""


@rule(
    "FC108",
    "unknown-module-type",
    Severity.WARNING,
    fix=Safety.UNSAFE,
    good=(
        Good(_GOOD),
        Good("modules:\n  connect-jira:webPanels:\n    - key: panel\n"),
    ),
    bad=(
        Bad(
            _GOOD.replace("issuePanel", "issuePannel"),
            at=(2, 3),
            says='did you mean "jira:issuePanel"?',
            fixed=_GOOD,
        ),
        Bad(
            "modules:\n  remotes:\n    - key: backend\n",
            at=(2, 3),
            says="`remotes` is no module type",
            severity=Severity.ERROR,
        ),
    ),
)
def unknown_module_type(context: Context) -> Iterator[Fault]:
    """A key under `modules` that is no module type known to forgecfg.

    Forge refuses types that it does not know, but it also gains new ones, and forgecfg knows those
    of the day its catalogue was made. So this is a warning that names the day.
    """
    root, official = context.manifest.root, context.forge_schema
    newer = official.module_types if official is not None else frozenset[str]()
    modules = root.get("modules") if root is not None else None
    for name, section in modules.entries() if modules is not None else ():
        if name == "remotes":
            yield Fault(
                at_key(section),
                "`remotes` is no module type: it is a section of its own",
                help="move `remotes` out of `modules`, to the root of the manifest",
                severity=Severity.ERROR,
            )
        elif name not in MODULE_TYPES and name != "<<" and name not in newer:
            near = closest(name, FORGE_MODULE_TYPES)
            yield Fault(
                at_key(section),
                f"module type {quote(name)} is unknown (as of {AS_OF})",
                hint=f"did you mean {quote(near)}?" if near else "",
                # The wiring hangs on this one.
                severity=Severity.ERROR if near == "endpoint" else None,
                remedies=rename(section, near) if near else (),
            )
