"""FC816."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import undeclared
from forgecfg.source.facts import API

_MANIFEST = """\
modules:
  webtrigger:
    - key: callback
      function: run
  function:
    - key: run
      handler: index.run
"""
_CODE = """\
import { webTrigger } from '@forge/api';
export const run = () => webTrigger.getUrl('callback');
"""


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _CODE}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 44),
            file="src/index.js",
            says='web trigger "calback" is not declared under `modules.webtrigger`',
            files={"src/index.js": _CODE.replace("'callback'", "'calback'")},
        ),
    ),
)
def undeclared_web_trigger(context: Context) -> Iterator[Violation]:
    """Code requests the URL of a web trigger that the manifest does not declare.

    `webTrigger.getUrl(key)` expects the key of a module `webtrigger`. Forge only reports an unknown
    key at run time. (`forge lint` does not check it.)

    How to fix:
    Use the key of a declared web trigger, or declare it under `modules.webtrigger`.
    """
    keys = [m.key for m in context.manifest.modules if m.type == "webtrigger"]
    if any(key is None or key.text is None for key in keys):
        return
    declared = {key.text: key for key in keys if key is not None and key.text is not None}
    calls = [
        call
        for call in context.source.named("getUrl", "queryUrls", package=API)
        if "webTrigger" in call.chain
    ]
    yield from undeclared(calls, declared, "web trigger", "modules.webtrigger")
