"""FC615."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.limits import LIMITS
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.limits import check_length
from forgecfg.rules.malformed import malformed_locations

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
    Severity.ERROR,
    good=(Good(_GOOD),),
    bad=(
        Bad(
            _GOOD.replace("on-issue-created", "on-issue-created-or-deleted"),
            at=(3, 12),
            says='function key "on-issue-created-or-deleted" is 27 characters long (maximum 23)',
        ),
        Bad(
            _GOOD.replace("backend", "backend-of-the-whole-shop"),
            at=(6, 12),
            says='endpoint key "backend-of-the-whole-shop" is 25 characters long (maximum 23)',
            severity=Severity.INFO,
        ),
        Bad(
            "services:\n  - key: orders-of-the-whole-shop\n",
            at=(2, 10),
            says='service key "orders-of-the-whole-shop" is 24 characters long (maximum 19)',
            severity=Severity.WARNING,
        ),
    ),
)
def long_key(context: Context) -> Iterator[Violation]:
    """The key of a function, an endpoint or a service is too long.

    Forge rejects function keys with more than 23 characters (verified with @forge/manifest 13.7).
    The documentation states the same limit for endpoints (manifest-reference/endpoint), but Forge
    does not enforce it, so the severity is info. The key of a service has at most 19 characters,
    since a longer one may fail to deploy (containers-reference/managing-service).

    How to fix:
    Choose a key within the limit, and update all references to it.
    """
    malformed = malformed_locations(context)
    for module in context.manifest.modules:
        limit = LIMITS.get(f"modules.{module.type}[].key")
        if limit is not None and module.key is not None and module.key.path not in malformed:
            yield from check_length(limit, module.key, "shorten it, and update all references")
    for service in context.manifest.items("services"):
        key = service.get("key")
        if key is not None and key.path not in malformed:
            yield from check_length(
                LIMITS["services[].key"], key, "shorten it, and update all references"
            )
