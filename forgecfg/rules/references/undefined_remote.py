"""FC202."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.findings import Safety, Severity, Violation
from forgecfg.manifest.references import Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.undefined import undefined

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
    Severity.ERROR,
    fix=Safety.UNSAFE,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("remote: backend", "remote: Backend"),
            at=(4, 15),
            says='did you mean "backend" (line 6)?',
            fixed=_GOOD,
        ),
        Bad(
            """\
permissions:
  external:
    fetch:
      backend:
        - remote: files
""",
            at=(5, 19),
            says='permissions.external.fetch.backend references remote "files"',
        ),
    ),
)
def undefined_remote(context: Context) -> Iterator[Violation]:
    """An endpoint, a permission or a provider references an undeclared remote.

    The remote has the base URL and the operations. Without it Forge does not know where to send the
    call. forgecfg checks endpoints, `permissions.external.fetch`, `providers.auth`,
    `app.connect.remote` and `migration:dataResidency`.

    How to fix:
    Correct the name, or declare the remote under `remotes`. If the name is that of a container
    service, use `service:` instead of `remote:`. `forgecfg check --fix --unsafe-fixes` makes the
    suggested change; `forgecfg scaffold` adds a missing remote.
    """
    return undefined(context, Target.REMOTE)
