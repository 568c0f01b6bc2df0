"""FC214."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

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
            says='references provider "acme", which is not declared under `providers.auth`',
        ),
    ),
)
def undefined_provider(context: Context) -> Iterator[Violation]:
    """A function or a connector references an undeclared authentication provider.

    Without the provider under `providers.auth` there is no account to use, and the call fails.
    Forge's own linter checks connectors, but not functions (verified with @forge/manifest 13.7).

    How to fix:
    Correct the name, or declare the provider under `providers.auth`. `forgecfg check --fix
    --unsafe-fixes` replaces the name with the suggested one.
    """
    return undefined(context, Target.PROVIDER)
