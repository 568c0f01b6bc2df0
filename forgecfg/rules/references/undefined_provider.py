"""FC214."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.references.undefined import undefined

_GOOD = """\
modules:
  function:
    - key: list-files
      handler: index.listFiles
      providers:
        auth: [acme]
providers:
  auth:
    - key: acme
      name: Acme
      type: oauth2
"""


@rule(
    "FC214",
    "undefined-provider",
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("auth: [acme]", "auth: [acmee]"),
            at=(6, 16),
            says='did you mean "acme" (line 9)?',
            fixed=_GOOD,
        ),
        Bad(
            """\
modules:
  graph:connector:
    - key: acme-files
      name: Acme files
      auth:
        provider: acme
""",
            at=(6, 19),
            says='names provider "acme", which providers.auth does not declare',
        ),
    ),
)
def undefined_provider(context: Context) -> Iterator[Violation]:
    """A function or a connector names a sign-in provider that `providers.auth` does not declare.

    Without the provider there is no account to act for, and the call fails. Forge's own linter
    looks at connectors only, not at functions (measured).
    """
    return undefined(context, Target.PROVIDER)
