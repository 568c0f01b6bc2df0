"""FC704."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.catalog.limits import LIMITS
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule
from forgecfg.rules.limits import check_amount

_GOOD = """\
app:
  runtime:
    name: nodejs22.x
    memoryMB: 512
"""


@rule(
    Severity.WARNING,
    good=(Good(_GOOD), Good(_GOOD.replace("512", "1024"))),
    bad=(
        Bad(
            _GOOD.replace("512", "64"),
            at=(4, 15),
            says="value 64 of app.runtime.memoryMB is out of range (documented: 128 to 1024)",
        ),
    ),
)
def memory_out_of_range(context: Context) -> Iterator[Violation]:
    """`app.runtime.memoryMB` is outside the documented range.

    The memory for all functions can be between 128 and 1,024 MB (Forge documentation,
    manifest-reference). Forge's linter accepts any number (verified with @forge/manifest 13.7), so
    it is not known what a different value does.

    How to fix:
    Use a value from 128 to 1024. If a single function needs more, set `runtime.memoryMB` on that
    function.
    """
    memory = context.manifest.at("app", "runtime", "memoryMB")
    value = memory.value if memory is not None else None
    if memory is None or isinstance(value, bool) or not isinstance(value, int | float):
        return
    yield from check_amount(
        LIMITS["app.runtime.memoryMB"],
        value,
        f"value {value} of app.runtime.memoryMB",
        memory,
        "use a value in this range, or set `runtime.memoryMB` on a single function",
    )
