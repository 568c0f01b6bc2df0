"""FC817."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import known_names, undeclared
from forgecfg.source.facts import BRIDGE

_MANIFEST = """\
modules:
  jira:issuePanel:
    - key: panel
      resource: main
resources:
  - key: main
    path: static/main/build
  - key: dialog
    path: static/dialog/build
"""
_CODE = """\
import { Modal } from '@forge/bridge';
new Modal({ resource: 'dialog' }).open();
"""
_FILES = {"static/main/package.json": "{}", "static/dialog/package.json": "{}"}


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={**_FILES, "static/main/src/index.js": _CODE}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 23),
            file="static/main/src/index.js",
            says='resource "dialogue" is not declared under `resources`; did you mean "dialog"?',
            files={**_FILES, "static/main/src/index.js": _CODE.replace("'dialog'", "'dialogue'")},
        ),
    ),
)
def undeclared_dialog(context: Context) -> Iterator[Violation]:
    """A dialog shows a resource that the manifest does not declare.

    `new Modal({ resource })` of `@forge/bridge` expects the key of an item of `resources`. (`forge
    lint` does not read the source of Custom UI.)

    How to fix:
    Use the key of a declared resource, or declare it under `resources`.
    """
    declared = known_names(context, Target.RESOURCE)
    if declared is not None:
        # `key/entry` is one page of a resource.
        calls = [
            call._replace(
                keys=tuple(
                    key._replace(text=(key.name.partition("/")[0],)) if key.name else key
                    for key in call.keys
                )
            )
            for call in context.source.named("Modal", package=BRIDGE)
        ]
        yield from undeclared(calls, declared, "resource", "resources")
