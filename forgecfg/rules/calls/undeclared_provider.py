"""FC806."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.calls.locations import known_names, undeclared
from forgecfg.source.facts import API

_MANIFEST = """\
modules:
  function:
    - key: files
      handler: index.files
providers:
  auth:
    - key: google
      remotes: [google-apis]
remotes:
  - key: google-apis
    baseUrl: https://www.googleapis.com
"""
_CODE = """\
import api from '@forge/api';
export const files = () => api.asUser().withProvider('google').fetch('/drive/v3/files');
"""


@rule(
    Severity.ERROR,
    good=(Good(_MANIFEST, files={"src/index.js": _CODE}),),
    bad=(
        Bad(
            _MANIFEST,
            at=(2, 54),
            file="src/index.js",
            says='provider "gogle" is not declared under `providers.auth`; did you mean "google"?',
            files={"src/index.js": _CODE.replace("'google'", "'gogle'")},
        ),
    ),
)
def undeclared_provider(context: Context) -> Iterator[Violation]:
    """A call references an authentication provider that the manifest does not declare.

    `asUser().withProvider(key)` expects the key of an item of `providers.auth`. (`forge lint` does
    not check it.)

    How to fix:
    Use the key of a declared provider, or declare the provider under `providers.auth`.
    """
    declared = known_names(context, Target.PROVIDER)
    if declared is not None:
        calls = context.source.named("withProvider", package=API)
        yield from undeclared(calls, declared, "provider", "providers.auth")
