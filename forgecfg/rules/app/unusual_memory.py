"""FC704."""

from __future__ import annotations

from collections.abc import Iterator

from forgecfg.document.locations import at_value
from forgecfg.findings import Severity, Violation
from forgecfg.rules.base import Bad, Context, Good, rule

_LEAST, _MOST = 128, 1024

_GOOD = """\
app:
  runtime:
    name: nodejs22.x
    memoryMB: 512
"""


@rule(
    "FC704",
    "unusual-memory",
    Severity.WARNING,
    good=(Good(_GOOD), Good(_GOOD.replace("512", "1024"))),
    bad=(
        Bad(
            _GOOD.replace("512", "64"),
            at=(4, 15),
            says="app.runtime.memoryMB is 64; Forge documents 128 to 1024",
        ),
    ),
)
def unusual_memory(context: Context) -> Iterator[Violation]:
    """The memory of all functions is set to more or less than Forge documents.

    `app.runtime.memoryMB` can be between 128 and 1,024 (Forge documentation, manifest-reference).
    Forge's own linter takes any number (measured), so what becomes of another one is open. A single
    function can have more: set `runtime.memoryMB` on it.
    """
    memory = context.manifest.at("app", "runtime", "memoryMB")
    value = memory.value if memory is not None else None
    if memory is None or isinstance(value, bool) or not isinstance(value, int | float):
        return
    if not _LEAST <= value <= _MOST:
        yield Violation(
            at_value(memory),
            f"app.runtime.memoryMB is {value}; Forge documents {_LEAST} to {_MOST}",
            help="for one function that needs more, set `runtime.memoryMB` on that function",
        )
