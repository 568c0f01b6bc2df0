"""FC615."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.malformed import malformed_locations

_LIMIT = 23

_GOOD = """\
modules:
  function:
    - key: on-issue-created
      handler: index.onIssue
  endpoint:
    - key: backend
      remote: api
"""


@rule(
    "FC615",
    "long-key",
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("on-issue-created", "on-issue-created-or-deleted"),
            at=(3, 12),
            says="has 27 characters; the key of a function may have at most 23",
        ),
        Bad(
            _GOOD.replace("backend", "backend-of-the-whole-shop"),
            at=(6, 12),
            says="the key of an endpoint may have at most 23",
            severity=Severity.WARNING,
        ),
    ),
)
def long_key(context: Context) -> Iterator[Violation]:
    """The key of a function or an endpoint is too long.

    Forge refuses keys of functions with more than 23 characters (measured). For endpoints the
    documentation sets the same limit (manifest-reference/endpoint), which is not enforced.
    """
    malformed = malformed_locations(context)
    for module in context.manifest.modules:
        if module.type not in ("function", "endpoint") or module.key is None:
            continue
        name = module.name or ""
        if len(name) > _LIMIT and module.key.path not in malformed:
            what = "a function" if module.type == "function" else "an endpoint"
            yield Violation(
                at_value(module.key),
                f"{quote(name)} has {len(name)} characters; the key of {what} may have at most "
                f"{_LIMIT}",
                severity=Severity.WARNING if module.type == "endpoint" else None,
            )
