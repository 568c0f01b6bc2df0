"""FC616."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.timeouts import LONG_RUNNING_TYPES, TIMEOUT_SITES, max_seconds
from forgecfg.document.cursor import Cursor
from forgecfg.document.display import quote
from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.manifest.references import Reference, Target
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.malformed import malformed_locations

_GOOD = """\
modules:
  scheduledTrigger:
    - key: nightly
      function: clean
      interval: day
  function:
    - key: clean
      handler: index.clean
      timeoutSeconds: 600
"""
_WEB = """\
  webtrigger:
    - key: hook
      function: clean
"""


@rule(
    Severity.ERROR,
    good=(
        Good(_GOOD),
        Good(
            (_GOOD + _WEB).replace("600", "55"),
            why="The function may run for 55 seconds for the web trigger too.",
        ),
    ),
    bad=(
        Bad(
            _GOOD.replace("scheduledTrigger", "trigger").replace("interval: day", "events: []"),
            at=(9, 23),
            says='function "clean" sets timeoutSeconds (600), but trigger "nightly" calls it',
        ),
        Bad(
            _GOOD + _WEB,
            at=(9, 23),
            says='function "clean" may run for 600 seconds, but webtrigger "hook" also calls it '
            "(maximum 55)",
        ),
    ),
)
def function_timeout(context: Context) -> Iterator[Violation]:
    """A function sets `timeoutSeconds`, but one of its callers does not allow it.

    Only functions of a `consumer` or a `scheduledTrigger` can run for longer. `forge lint` rejects
    `timeoutSeconds` on a function that only other modules call, whatever its value. If a consumer
    or a scheduled trigger calls the function too, it rejects more than 25 seconds, or 55 seconds if
    the other caller is a web trigger (verified with @forge/lint 6.3; Forge documentation,
    limits-invocation).

    How to fix:
    Remove `timeoutSeconds`, or declare a separate function for the consumer or the scheduled
    trigger. For long work in another module, push an event to a queue, and do the work in the
    function of a `consumer`.
    """
    malformed = malformed_locations(context)
    callers: dict[str, list[Reference]] = {}
    for reference in context.manifest.references[Target.FUNCTION]:
        if reference.name is not None and reference.site in TIMEOUT_SITES and reference.module_type:
            callers.setdefault(reference.name, []).append(reference)
    for function in context.manifest.modules:
        timeout = function.cursor.get("timeoutSeconds") if function.type == "function" else None
        seconds = timeout.value if timeout is not None else None
        if (
            timeout is None
            or timeout.path in malformed
            or isinstance(seconds, bool)
            or not isinstance(seconds, int | float)
        ):
            continue
        name = function.name or ""
        yield from _check(name, timeout, seconds, callers.get(name, []))


def _check(
    name: str, timeout: Cursor, seconds: float, callers: list[Reference]
) -> Iterator[Violation]:
    others = [caller for caller in callers if caller.module_type not in LONG_RUNNING_TYPES]
    if len(others) == len(callers):
        advice = "remove it: only functions of a consumer or a scheduledTrigger can set it"
    else:
        others = [caller for caller in others if seconds > max_seconds(caller.module_type)]
        advice = "declare a separate function for each of the two modules"
    if not others:
        return
    first = others[0]
    limit = max_seconds(first.module_type)
    message = (
        f"function {quote(name)} sets timeoutSeconds ({seconds}), but {first.owner} calls it"
        if advice.startswith("remove")
        else f"function {quote(name)} may run for {seconds} seconds, but {first.owner} also calls "
        f"it (maximum {limit})"
    )
    yield Violation(
        at_value(timeout),
        message,
        help=advice,
        related=tuple((at_value(caller.value), "called here") for caller in others[:5]),
    )
